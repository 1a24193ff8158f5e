// Entry of the web chat: the page that the address asks for.
import { effect } from "@preact/signals";
import { render } from "preact";
import { composerId, focusComposer, focusComposerBySlash } from "./chat/focus-composer.ts";
import { HomePage } from "./home/home-page.tsx";
import { MissingPage } from "./missing-page.tsx";
import { loadModels } from "./models.ts";
import { route, startRouter } from "./router.ts";
import { Pane } from "./ui/boundary.tsx";
import { Toasts } from "./ui/toast.tsx";
import { followViewport } from "./ui/viewport.ts";
import { WorkspacePage } from "./workspace-page.tsx";

function Page() {
  const current = route.value;
  switch (current.page) {
    case "home":
      return <HomePage />;
    case "app":
      return <WorkspacePage key={current.id} id={current.id} />;
    case "missing":
      return <MissingPage title="There is no such page." />;
  }
}

function Root() {
  const current = route.value;
  return (
    <>
      {current.page !== "missing" && (
        <a
          class="skip-link"
          href={`#${composerId}`}
          onClick={(event) => {
            event.preventDefault();
            focusComposer();
          }}
        >
          Skip to the message field
        </a>
      )}
      <Pane key={current.page === "app" ? current.id : current.page}>
        <Page />
      </Pane>
      <Toasts />
    </>
  );
}

startRouter();
followViewport();
focusComposerBySlash();
void loadModels();
effect(() => {
  if (route.value.page !== "app") document.title = "Edgewright";
});
const root = document.getElementById("root");
if (root) render(<Root />, root);
