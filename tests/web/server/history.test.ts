// Paging back through the history of an app: nothing missing, nothing doubled, and what is known already stays as it is.
import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { emptyMetadata } from "../../../src/hub/d1/rows.ts";
import type { Message, Version } from "../../../src/protocol/resources.ts";
import { fromSnapshot } from "../../../src/web/model/index.ts";
import { openHistory } from "../../../src/web/server/history.ts";

const pageEntries = 200;
const app = {
  ...{
    id: "app",
    name: "App",
    description: "",
    model: "",
    status: "ready" as const,
    current_version: 1,
    does_not_load: false,
    public_values: {},
    preview_url: null,
  },
  ...{ created_at: "", updated_at: "" },
};
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();

const messageOf = (index: number): Message => ({
  ...{ id: `m${index}`, app_id: "app", role: index % 2 === 0 ? "user" : "assistant", content: `text ${index}` },
  ...{ status: "completed", version_id: `v${index - (index % 2)}`, created_at: at(index) },
});
const versionOf = (index: number, status: Version["status"] = "completed"): Version => ({
  ...{ id: `v${index}`, app_id: "app", number: null, status, summary: "", parent_number: null, preview_url: null },
  ...{
    created_at: at(index),
    started_at: at(index),
    completed_at: at(index),
    error_code: null,
    error_message: null,
    libraries: {},
    problems: [],
  },
  metadata: emptyMetadata,
});

/** An app of so many messages; each run has its version, and each of them is followed by some edits by hand. */
function world(count: number, editsPerRun: number) {
  const messages = Array.from({ length: count }, (_, index) => messageOf(index));
  const versions = messages
    .filter(({ role }) => role === "user")
    .flatMap((_, run) => [
      versionOf(run * 2, run === 3 ? "failed" : "completed"),
      ...Array.from({ length: editsPerRun }, (_, edit) => ({ ...versionOf(run * 2), id: `e${run}.${edit}` })),
    ])
    .reverse();
  const before = <T extends { id: string }>(list: T[], id?: string) =>
    id === undefined
      ? list
      : list.slice(
          0,
          list.findIndex((entry) => entry.id === id),
        );
  const lists = {
    messages: async (_: string, id?: string) => before(messages, id).slice(-pageEntries),
    versions: async (_: string, id?: string) =>
      (id === undefined ? versions : versions.slice(versions.findIndex((entry) => entry.id === id) + 1)).slice(0, pageEntries),
  };
  return { messages, versions, lists };
}

test.each([0, 7])("every message comes with its version, with %i edits by hand after each run", async (editsPerRun) => {
  const { messages, lists } = world(1_000, editsPerRun);
  const state = signal(fromSnapshot({ app, messages: await lists.messages("app"), versions: await lists.versions("app") }));
  const history = openHistory({ appId: "app", state, wholeLog: signal(false), lists });
  for (let known = pageEntries; history.get().state === "more"; known += pageEntries) {
    expect(state.value.messages).toHaveLength(known);
    await history.loadOlder();
    const { versions, runs } = state.value;
    const told = new Set([...versions.map(({ id }) => id), ...Object.keys(runs)]);
    const older = state.value.messages.slice(0, pageEntries);
    expect(older.filter(({ version_id }) => !told.has(version_id ?? ""))).toEqual([]);
  }
  expect(history.get().state).toBe("whole");
  expect(state.value.messages).toEqual(messages);
  expect(state.value.runs.v6?.status).toBe("failed");
  const ids = state.value.versions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a page that cannot be read says so, and can be asked for again", async () => {
  const { lists } = world(300, 0);
  const state = signal(fromSnapshot({ app, messages: await lists.messages("app"), versions: await lists.versions("app") }));
  let broken = true;
  const flaky = {
    ...lists,
    messages: (id: string, before?: string) => (broken ? Promise.reject(new Error("away")) : lists.messages(id, before)),
  };
  const history = openHistory({ appId: "app", state, wholeLog: signal(false), lists: flaky });
  await history.loadOlder();
  expect(history.get().state).toBe("failed");
  broken = false;
  await history.loadOlder();
  expect([history.get().state, state.value.messages.length]).toEqual(["whole", 300]);
});

test("a log that goes back to the beginning leaves nothing to page back to", async () => {
  const { messages, versions, lists } = world(300, 0);
  const state = signal(fromSnapshot({ app, messages, versions }));
  expect(openHistory({ appId: "app", state, wholeLog: signal(true), lists }).get().state).toBe("whole");
  expect(openHistory({ appId: "app", state, wholeLog: signal(false), lists }).get().state).toBe("more");
});
