// One open app: its live state, what the person is looking at, and the part of both that each pane gets. No pane gets more.
import { computed, effect, signal } from "@preact/signals";
import type { ChangesSlice } from "../changes/slice.ts";
import { openEdits } from "../chat/edits.ts";
import type { ChatSlice } from "../chat/slice.ts";
import type { CodeSlice } from "../code/slice.ts";
import { callsOf, isUnfinished } from "../model/index.ts";
import type { PreviewSlice } from "../preview/slice.ts";
import * as api from "../server/api.ts";
import { openHistory } from "../server/history.ts";
import { openLive } from "../server/live.ts";
import { models } from "../server/models.ts";
import { bytesOf, diffOf, filesOf, textOf } from "../server/version-files.ts";
import { recall, remember } from "../ui/storage.ts";
import { notify } from "../ui/toast.tsx";
import type { NumberedVersion, VersionsSlice } from "../versions/slice.ts";
import { withoutVersion } from "../words/without-version.ts";
import { openUploads, withAttached } from "./uploads.ts";
import { openView } from "./view.ts";

export type Workbench = ReturnType<typeof openWorkbench>;

/** `arrived`: the person has just created this app. */
export function openWorkbench(appId: string, arrived: boolean) {
  const live = openLive({ appId, readSnapshot: api.readSnapshot });
  const { state, connection } = live;
  const app = computed(() => state.value.app);
  const newestNumber = computed(() => app.value?.current_version ?? null);
  const activeRun = computed(() => {
    const unfinished = Object.values(state.value.runs).filter(isUnfinished);
    return unfinished.find((run) => run.status === "in_progress") ?? unfinished[0] ?? null;
  });
  /** When the connection was lost, as ISO 8601; null while the page is live. Meanwhile it is unknown whether a run still works. */
  const heldAt = computed(() => ("sinceMs" in connection.value ? new Date(connection.value.sinceMs).toISOString() : null));
  const held = computed(() => heldAt.value !== null);
  const whyEmpty = computed(() => (activeRun.value ? null : withoutVersion(state.value, models.value.length)));

  const view = openView({ known: computed(() => app.value !== null), activeRun, newestNumber });
  const number = computed(() => view.olderNumber.value ?? newestNumber.value);
  const numbered = computed(() => state.value.versions.filter((version): version is NumberedVersion => version.number !== null));
  const parentNumber = computed(() => numbered.value.find((version) => version.number === number.value)?.parent_number ?? null);

  const draft = signal(recall(`draft:${appId}`, "sessionStorage") ?? "");
  const stopKeepingDraft = effect(() => remember(`draft:${appId}`, draft.value, "sessionStorage"));
  const edits = openEdits({ messages: computed(() => state.value.messages), draft, tell: notify });

  const uploads = openUploads({ appId, number: newestNumber, isWorking: computed(() => activeRun.value !== null) });
  const canAdd = computed(() => newestNumber.value !== null && activeRun.value === null && view.olderNumber.value === null);

  const chat: ChatSlice = {
    ...{ state, activeRun, heldAt, models, draft, edits, arrived },
    hasVersion: computed(() => newestNumber.value !== null),
    model: computed(() => app.value?.model ?? ""),
    history: openHistory({ appId, state, wholeLog: live.wholeLog }),
    send: (content, mode, key) => api.sendMessage(appId, content, mode, key),
    editMessage: (messageId, content) => api.editMessage(appId, messageId, content),
    removeMessage: (messageId) => api.removeMessage(appId, messageId),
    cancel: (runId) => api.cancelRun(appId, runId),
    retry: (runId) => api.retryRun(appId, runId),
    chooseModel: (model) => api.updateApp(appId, { model }),
    showFile: view.showFile,
    ...{ upload: uploads.state, canAdd },
    async attach(files) {
      const paths = await uploads.add(files);
      draft.value = withAttached(draft.value, paths);
    },
    showVersion(wanted) {
      view.showVersion(wanted);
      view.phonePane.value = "work";
    },
  };

  const code: CodeSlice = {
    ...{ number, held, whyEmpty, openPath: view.openPath, openLine: view.openLine },
    // While a run is writing and no older version is open, the pane shows the files as they are written.
    writing: computed(() => {
      const run = activeRun.value;
      if (view.olderNumber.value !== null || run?.status !== "in_progress") return null;
      return callsOf(run).some((call) => call.file) ? run : null;
    }),
    files: (wanted) => filesOf(appId, wanted),
    text: (wanted, file) => textOf(appId, wanted, file),
    bytes: (wanted, file) => bytesOf(appId, wanted, file),
    ...{ canAdd, upload: uploads.state },
    async add(files) {
      const [first] = await uploads.add(files);
      view.openPath.value = first ?? view.openPath.value;
    },
    replace: uploads.replace,
  };

  const changes: ChangesSlice = {
    ...{ number, parentNumber, whyEmpty },
    visible: computed(() => view.tab.value === "changes"),
    diff: (wanted) => diffOf(appId, wanted),
  };

  const versions: VersionsSlice = {
    ...{ numbered, newestNumber, number, olderNumber: view.olderNumber },
    show: view.showVersion,
    showNewest: view.showNewest,
    async restore(wanted) {
      const { version } = await api.restoreVersion(appId, String(wanted));
      view.showNewest();
      return version;
    },
  };

  const preview: PreviewSlice = {
    ...{ number, whyEmpty, olderNumber: view.olderNumber },
    appName: computed(() => app.value?.name ?? "the app"),
    appUrl: computed(() => app.value?.preview_url ?? null),
    renewLink: () => api.renewPreviewLink(appId),
    write(text) {
      draft.value = text;
      view.phonePane.value = "chat";
    },
  };

  return {
    ...{ app, activeRun, held, connection, retryNow: live.retryNow },
    rename: (name: string) => api.updateApp(appId, { name }),
    setPublicValues: (values: Record<string, string>) => api.updateApp(appId, { public_values: values }),
    ...{ view, chat, code, changes, versions, preview },
    close() {
      view.close();
      edits.close();
      stopKeepingDraft();
      live.close();
    },
  };
}
