// The page of one app: header, chat on the left, the app on the right; on a phone one of them at a time.
import { ArrowLeft, Code, Eye, MessageSquare } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "./api.ts";
import { AppName } from "./app-name.tsx";
import { ChatPane } from "./chat/chat-pane.tsx";
import { stageOf } from "./chat/run-outcome.tsx";
import { CodePane } from "./code/code-pane.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { Divider } from "./divider.tsx";
import { MissingPage } from "./missing-page.tsx";
import { PreviewPane } from "./preview/preview-pane.tsx";
import { SettingsButton, ThemeButton } from "./settings/header-buttons.tsx";
import { Pane } from "./ui/boundary.tsx";
import { Icon } from "./ui/icon.tsx";
import { Problem } from "./ui/problem.tsx";
import { ChangesPane } from "./versions/changes-pane.tsx";
import { OlderVersionBar, VersionMenu } from "./versions/version-menu.tsx";
import { openWorkspace, type Tab, type Workspace } from "./workspace.ts";

export function WorkspacePage({ id }: { id: string }) {
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  useEffect(() => {
    const opened = openWorkspace(id);
    setWorkspace(opened);
    return () => opened.close();
  }, [id]);
  return workspace && <Opened workspace={workspace} />;
}

function Opened({ workspace }: { workspace: Workspace }) {
  const connection = workspace.connection.value;
  const app = workspace.app.value;
  const name = app?.name;
  useEffect(() => {
    if (name) document.title = `${name} · Edgewright`;
  }, [name]);
  if (connection.state === "gone") return <MissingPage title="This app was deleted." />;
  if (connection.state === "failed" && !app) {
    const { error } = connection;
    if (error instanceof ApiError && error.status === 404) return <MissingPage title="There is no such app." />;
    return (
      <main class="centered">
        <Problem error={error} onRetry={workspace.retryNow} />
      </main>
    );
  }
  if (!app) return <main class="centered muted">Opening the app</main>;
  return (
    <main class="workspace" data-phone-pane={workspace.phonePane.value} data-held={workspace.heldAt.value !== null}>
      <Header workspace={workspace} />
      <ConnectionBar workspace={workspace} />
      <div class="panes">
        <ChatPane workspace={workspace} />
        <Divider />
        <WorkPane workspace={workspace} />
      </div>
      <PhoneSwitch workspace={workspace} />
    </main>
  );
}

function Header({ workspace }: { workspace: Workspace }) {
  return (
    <header class="workspace-header">
      <a class="button" data-tone="quiet" href="/" aria-label="All apps">
        <Icon icon={ArrowLeft} />
        <span class="wide-only">Apps</span>
      </a>
      <AppName workspace={workspace} />
      <VersionMenu workspace={workspace} />
      <RunStatus workspace={workspace} />
      <span class="spacer" />
      <ThemeButton />
      <SettingsButton />
    </header>
  );
}

/** What runs, for those who do not see the chat: said aloud, and shown where a phone shows the app alone. */
function RunStatus({ workspace }: { workspace: Workspace }) {
  const run = workspace.activeRun.value;
  const held = workspace.heldAt.value !== null;
  return (
    <span class="run-status" role="status" aria-live="polite">
      {run && !held && (
        <>
          <span class="pulse" />
          <span class="run-status-words">{stageOf(run)}</span>
        </>
      )}
    </span>
  );
}

const tabs: { id: Tab; words: string }[] = [
  { id: "preview", words: "Preview" },
  { id: "code", words: "Code" },
  { id: "changes", words: "Changes" },
];

function WorkPane({ workspace }: { workspace: Workspace }) {
  const { tab } = workspace;
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = tabs[(tabs.findIndex(({ id }) => id === tab.value) + step + tabs.length) % tabs.length];
    if (!next) return;
    workspace.chooseTab(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <section class="work" aria-label="App" data-tab={tab.value}>
      <h2 class="visually-hidden">App</h2>
      <div class="tabs" role="tablist" aria-label="View of the app" onKeyDown={move}>
        {tabs.map(({ id, words }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={tab.value === id}
            aria-controls={`panel-${id}`}
            tabIndex={tab.value === id ? 0 : -1}
            onClick={() => workspace.chooseTab(id)}
          >
            {words}
          </button>
        ))}
      </div>
      <OlderVersionBar workspace={workspace} />
      {tabs.map(({ id }) => (
        <div key={id} id={`panel-${id}`} class="panel" role="tabpanel" aria-labelledby={`tab-${id}`} hidden={tab.value !== id}>
          <Pane>
            {id === "preview" ? (
              <PreviewPane workspace={workspace} />
            ) : id === "code" ? (
              <CodePane workspace={workspace} />
            ) : (
              <ChangesPane workspace={workspace} />
            )}
          </Pane>
        </div>
      ))}
    </section>
  );
}

function PhoneSwitch({ workspace }: { workspace: Workspace }) {
  const { phonePane, tab } = workspace;
  const onChat = phonePane.value === "chat";
  const show = (next: Tab) => {
    workspace.chooseTab(next);
    phonePane.value = "work";
  };
  return (
    <nav class="phone-switch" aria-label="Panes">
      <button type="button" aria-pressed={onChat} onClick={() => (phonePane.value = "chat")}>
        <Icon icon={MessageSquare} size={18} /> Chat
      </button>
      <button type="button" aria-pressed={!onChat && tab.value === "preview"} onClick={() => show("preview")}>
        <Icon icon={Eye} size={18} /> Preview
      </button>
      <button type="button" aria-pressed={!onChat && tab.value !== "preview"} onClick={() => show("code")}>
        <Icon icon={Code} size={18} /> Code
      </button>
    </nav>
  );
}
