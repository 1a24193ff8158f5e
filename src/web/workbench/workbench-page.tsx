// The page of one app: header, chat on the left, app on the right; one at a time on a phone.
import { ArrowLeft, Code, Eye, MessageSquare } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { ChatPane } from "../chat/chat-pane.tsx";
import { ApiError } from "../requests/api-error.ts";
import { SettingsButton, ThemeButton } from "../ui/header-buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { MissingPage } from "../ui/missing-page.tsx";
import { Problem } from "../ui/problem.tsx";
import { VersionMenu } from "../versions/version-menu.tsx";
import { stageOf } from "../words/wire.ts";
import { AppMenu } from "./app-menu.tsx";
import { AppName } from "./app-name.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { Divider } from "./divider.tsx";
import type { Tab, View } from "./view.ts";
import { WorkPane } from "./work-pane.tsx";
import { openWorkbench, type Workbench } from "./workbench.ts";

interface WorkbenchPageProps {
  id: string;
  /** Whether the app was just created. Asked only once. */
  takeArrival: () => boolean;
  openSettings: () => void;
}

export function WorkbenchPage({ id, takeArrival, openSettings }: WorkbenchPageProps) {
  const [workbench, setWorkbench] = useState<Workbench | null>(null);
  useEffect(() => {
    const opened = openWorkbench(id, takeArrival());
    setWorkbench(opened);
    return () => opened.close();
  }, [id, takeArrival]);
  return workbench && <Opened workbench={workbench} openSettings={openSettings} />;
}

interface OpenedProps {
  workbench: Workbench;
  openSettings: () => void;
}

function Opened({ workbench, openSettings }: OpenedProps) {
  const { view } = workbench;
  const connection = workbench.connection.value;
  const app = workbench.app.value;
  const name = app?.name;
  useEffect(() => {
    if (name) document.title = `${name} · Edgewright`;
  }, [name]);
  if (connection.state === "gone") return <MissingPage title="This app has been deleted." />;
  if (connection.state === "failed" && !app) {
    const { error } = connection;
    if (error instanceof ApiError && error.status === 404) return <MissingPage title="There is no such app." />;
    return (
      <main class="centered">
        <Problem error={error} onRetry={workbench.retryNow} />
      </main>
    );
  }
  if (!app) return <main class="centered muted">Opening the app</main>;
  return (
    <main class="workbench" data-phone-pane={view.phonePane.value} data-held={workbench.held.value}>
      <Header workbench={workbench} openSettings={openSettings} />
      <ConnectionBar connection={workbench.connection} retryNow={workbench.retryNow} />
      <div class="panes">
        <ChatPane chat={workbench.chat} />
        <Divider />
        <WorkPane workbench={workbench} />
      </div>
      <PhoneSwitch view={view} />
    </main>
  );
}

function Header({ workbench, openSettings }: OpenedProps) {
  return (
    <header class="workbench-header">
      <a class="button" data-tone="quiet" href="/" aria-label="All apps">
        <Icon icon={ArrowLeft} />
        <span class="wide-only">Apps</span>
      </a>
      <AppName name={workbench.app.value?.name ?? ""} rename={workbench.rename} />
      <VersionMenu versions={workbench.versions} />
      <RunStatus activeRun={workbench.activeRun} held={workbench.held} />
      <span class="spacer" />
      <AppMenu publicValues={workbench.app.value?.public_values ?? {}} setPublicValues={workbench.setPublicValues} />
      <ThemeButton />
      <SettingsButton onOpen={openSettings} />
    </header>
  );
}

/** What is running, for people who do not see the chat: announced, and shown where a phone shows only the app. */
function RunStatus({ activeRun, held }: Pick<Workbench, "activeRun" | "held">) {
  const run = activeRun.value;
  return (
    <span class="run-status" role="status" aria-live="polite">
      {run && !held.value && (
        <>
          <span class="pulse" />
          <span class="run-status-words">{stageOf(run)}</span>
        </>
      )}
    </span>
  );
}

function PhoneSwitch({ view: { phonePane, tab, chooseTab } }: { view: View }) {
  const onChat = phonePane.value === "chat";
  const show = (next: Tab) => {
    chooseTab(next);
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
