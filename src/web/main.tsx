// Entry point of the web chat.
import { effect } from "@preact/signals";
import { render } from "preact";
import { Root } from "./app/root.tsx";
import { route, startRouter } from "./app/router.ts";
import { focusComposerBySlash } from "./composer/focus-composer.ts";
import { loadModels } from "./server/models.ts";
import { followViewport } from "./ui/viewport.ts";

startRouter();
followViewport();
focusComposerBySlash();
void loadModels();
effect(() => {
  if (route.value.page !== "app") document.title = "Edgewright";
});
const root = document.getElementById("root");
if (root) render(<Root />, root);
