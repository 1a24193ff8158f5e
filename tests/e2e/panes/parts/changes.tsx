// The changes pane alone: a version with one changed file, hidden until the page says so.
import { signal } from "@preact/signals";
import { render } from "preact";
import { ChangesPane } from "../../../../src/web/changes/changes-pane.tsx";
import { kept } from "./stand-in.ts";

const patch = "--- a/index.html\n+++ b/index.html\n@@ -1 +1 @@\n-<h1>Tea</h1>\n+<h1>Coffee</h1>\n";
const visible = signal(false);

render(
  <>
    <ChangesPane
      changes={{
        ...{ number: signal(2), parentNumber: signal(1), visible, whyEmpty: signal(null) },
        diff: kept("diff", Promise.resolve([{ path: "index.html", status: "modified" as const, patch }])),
      }}
    />
    <button type="button" onClick={() => (visible.value = true)}>
      Look
    </button>
  </>,
  document.body,
);
