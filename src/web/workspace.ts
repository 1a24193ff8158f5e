// One open app: its live state and what the person is looking at. Everything that the panes of the workspace share.
import { computed, effect, signal } from "@preact/signals";
import type { Version } from "../protocol/resources.ts";
import { readSnapshot } from "./api.ts";
import { openEdits } from "./chat/edits.ts";
import { openHistory } from "./history.ts";
import { openLive } from "./live.ts";
import type { Run } from "./model/index.ts";
import { recall, remember } from "./ui/storage.ts";
import { notify } from "./ui/toast.tsx";

export type Tab = "preview" | "code" | "changes";

export interface ErrorReport {
  message: string;
  count: number;
}

export const isUnfinished = (run: Run) => run.status === "pending" || run.status === "in_progress";

export function openWorkspace(appId: string) {
  const live = openLive({ appId, readSnapshot });
  const history = openHistory({ appId, state: live.state, wholeLog: live.wholeLog });
  const tab = signal<Tab>("preview");
  /** On a phone one pane is seen at a time. */
  const phonePane = signal<"chat" | "work">("chat");
  /** Number of an older version that the person looks at; null follows the newest. */
  const shownNumber = signal<number | null>(null);
  const openPath = signal<string | null>(null);
  const previewErrors = signal<ErrorReport[]>([]);
  const draft = signal(recall(`draft:${appId}`, "sessionStorage") ?? "");
  const edits = openEdits({ messages: computed(() => live.state.value.messages), draft, tell: notify });

  const app = computed(() => live.state.value.app);
  const runs = computed(() => live.state.value.runs);
  const unfinishedRuns = computed(() => Object.values(runs.value).filter(isUnfinished));
  const activeRun = computed(
    () => unfinishedRuns.value.find((run) => run.status === "in_progress") ?? unfinishedRuns.value[0] ?? null,
  );
  /** Since when nothing has been heard of the app, as ISO 8601; null while the page is live. What seems to run is not known to. */
  const heldAt = computed(() => {
    const connection = live.connection.value;
    return "sinceMs" in connection ? new Date(connection.sinceMs).toISOString() : null;
  });
  const newestNumber = computed(() => app.value?.current_version ?? null);
  const numbered = computed(() =>
    live.state.value.versions.filter((version): version is Version & { number: number } => version.number !== null),
  );
  const number = computed(() => shownNumber.value ?? newestNumber.value);
  const shownVersion = computed(() => numbered.value.find((version) => version.number === number.value) ?? null);

  // Tabs change by themselves once only: a first version is watched as code while it is written, and then seen, unless the person chose otherwise.
  let chosenInRun = false;
  let watchedRunId: string | null = null;
  const stopFollowing = effect(() => {
    const run = activeRun.value;
    const first = newestNumber.value === null;
    if (run && run.id !== watchedRunId) {
      watchedRunId = run.id;
      chosenInRun = false;
      if (first && run.kind !== "ask") tab.value = "code";
    }
  });
  let hadVersion: boolean | null = null;
  const stopRevealing = effect(() => {
    if (!app.value) return;
    const hasVersion = newestNumber.value !== null;
    if (hadVersion === false && hasVersion && !chosenInRun && tab.peek() === "code") tab.value = "preview";
    hadVersion = hasVersion;
  });
  const stopKeepingDraft = effect(() => remember(`draft:${appId}`, draft.value, "sessionStorage"));

  return {
    appId,
    ...live,
    history,
    heldAt,
    app,
    runs,
    unfinishedRuns,
    activeRun,
    numbered,
    newestNumber,
    number,
    shownNumber,
    shownVersion,
    tab,
    phonePane,
    openPath,
    previewErrors,
    draft,
    edits,
    /** The person's own choice: nothing changes it until the next run. */
    chooseTab(next: Tab) {
      chosenInRun = true;
      tab.value = next;
    },
    showVersion(next: number) {
      shownNumber.value = next === newestNumber.value ? null : next;
    },
    close() {
      stopFollowing();
      stopRevealing();
      edits.close();
      stopKeepingDraft();
      live.close();
    },
  };
}

export type Workspace = ReturnType<typeof openWorkspace>;
