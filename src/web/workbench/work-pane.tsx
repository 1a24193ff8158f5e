// The app's side of the page, with a tab for each view of it. All of them stay mounted.
import type { ComponentChildren } from "preact";
import { ChangesPane } from "../changes/changes-pane.tsx";
import { CodePane } from "../code/code-pane.tsx";
import { PreviewPane } from "../preview/preview-pane.tsx";
import { Pane } from "../ui/boundary.tsx";
import { OlderVersionBar } from "../versions/version-menu.tsx";
import type { Tab } from "./view.ts";
import type { Workbench } from "./workbench.ts";

type WorkPaneProps = { workbench: Pick<Workbench, "view" | "preview" | "code" | "changes" | "versions"> };

export function WorkPane({ workbench: { view, preview, code, changes, versions } }: WorkPaneProps) {
  const tabs: { id: Tab; words: string; pane: ComponentChildren }[] = [
    { id: "preview", words: "Preview", pane: <PreviewPane preview={preview} /> },
    { id: "code", words: "Code", pane: <CodePane code={code} /> },
    { id: "changes", words: "Changes", pane: <ChangesPane changes={changes} /> },
  ];
  const chosen = view.tab.value;
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = tabs[(tabs.findIndex(({ id }) => id === chosen) + step + tabs.length) % tabs.length];
    if (!next) return;
    view.chooseTab(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <section class="work" aria-label="App" data-tab={chosen}>
      <h2 class="visually-hidden">App</h2>
      <div class="tabs" role="tablist" aria-label="View of the app" onKeyDown={move}>
        {tabs.map(({ id, words }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={chosen === id}
            aria-controls={`panel-${id}`}
            tabIndex={chosen === id ? 0 : -1}
            onClick={() => view.chooseTab(id)}
          >
            {words}
          </button>
        ))}
      </div>
      <OlderVersionBar versions={versions} />
      {tabs.map(({ id, pane }) => (
        <div key={id} id={`panel-${id}`} class="panel" role="tabpanel" aria-labelledby={`tab-${id}`} hidden={chosen !== id}>
          <Pane>{pane}</Pane>
        </div>
      ))}
    </section>
  );
}
