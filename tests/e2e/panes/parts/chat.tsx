// The chat alone: one message with its answer, and a run that streams, waits for nobody and can be stopped.
import { signal } from "@preact/signals";
import { render } from "preact";
import { ChatPane } from "../../../../src/web/chat/chat-pane.tsx";
import { openEdits } from "../../../../src/web/chat/edits.ts";
import type { ChatSlice } from "../../../../src/web/chat/slice.ts";
import { type AppState, reduce } from "../../../../src/web/model/index.ts";
import { newRun } from "../../../../src/web/model/state.ts";
import { at, kept, messageOf, modelOf, stateOf, versionOf } from "./stand-in.ts";

const version = versionOf(1, { kind: "create", suggestions: ["Add a reset button"] });
const broken = {
  ...versionOf(2, { notices: [{ code: "does_not_load", message: "The app has problems." }] }),
  problems: [
    {
      path: "src/main.tsx",
      line: 12,
      column: 3,
      message: '"useState" is used here, but nothing declares it.',
      severity: "error" as const,
    },
    { path: "src/App.tsx", line: 2, column: 1, message: '"b" is exported, but nothing declares it.', severity: "error" as const },
    { path: "index.html", line: 4, column: 3, message: "No picture.", severity: "warning" as const },
  ],
};

/** A version that was completed and does not load. */
function breakIt(): void {
  const { messages, versions } = state.value;
  const more = [messageOf("b1", "user", "sort it", broken.id), messageOf("b2", "assistant", "Sorted.", broken.id)];
  state.value = { ...state.value, messages: [...messages, ...more], versions: [broken, ...versions] };
}
const state = signal<AppState>(
  stateOf({
    last_seq: 1,
    messages: [messageOf("m1", "user", "count my tea", version.id), messageOf("m2", "assistant", "A **counter**.", version.id)],
    versions: [version],
  }),
);
const draft = signal("");
const activeRun = signal<ChatSlice["activeRun"]["value"]>(null);

const chat: ChatSlice = {
  ...{ state, activeRun, draft, heldAt: signal(null), hasVersion: signal(true), arrived: false },
  models: signal([modelOf("gpt-5", { default: true }), modelOf("gpt-5-mini")]),
  model: signal(""),
  edits: openEdits({ messages: signal([]), draft, tell: kept("tell", undefined) }),
  history: { get: () => ({ state: "whole" }), loadOlder: kept("loadOlder", Promise.resolve()) },
  send: kept("send", Promise.resolve()),
  editMessage: kept("editMessage", Promise.resolve()),
  removeMessage: kept("removeMessage", Promise.resolve()),
  cancel: kept("cancel", Promise.resolve()),
  retry: kept("retry", Promise.resolve()),
  chooseModel: kept("chooseModel", Promise.resolve()),
  ...{ canAdd: signal(true), upload: signal(null), attach: kept("attach", Promise.resolve()) },
  showFile: kept("showFile", undefined),
  showVersion: kept("showVersion", undefined),
};

function stream(): void {
  const run = { ...newRun("r2", at), status: "in_progress" as const, started_at: at, kind: "update" as const };
  const { messages, runs } = state.value;
  state.value = {
    ...state.value,
    messages: [...messages, messageOf("m3", "user", "call it coffee", "r2"), messageOf("m4", "assistant", "", "r2")],
    runs: { ...runs, r2: run },
  };
  const event = { at, version_id: "r2", round: 1, call_id: "c1" };
  state.value = reduce(state.value, { ...event, seq: 2, type: "file.start", path: "index.html", action: "write" });
  state.value = reduce(state.value, { ...event, seq: 3, type: "file.delta", offset: 0, text: "<h1>Coffee</h1>\n" });
  activeRun.value = state.value.runs.r2 ?? null;
}

render(
  <>
    <ChatPane chat={chat} />
    <button type="button" onClick={stream}>
      Begin a run
    </button>
    <button type="button" onClick={breakIt}>
      Break it
    </button>
  </>,
  document.body,
);
