// Whatever a model does to files in one round, and however its stream is cut: who replays the events ends with the files that are stored.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { ModelEvent } from "../../src/llm/model.ts";
import { coalesceWindowMs } from "../../src/orchestrator/live/streaming-buffer.ts";
import { run } from "../../src/orchestrator/run.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { liveFiles } from "../../src/web/model/files.ts";
import { reduceRun } from "../../src/web/model/reduce-run.ts";
import { newRun } from "../../src/web/model/state.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { call, done, finish, harness, html, scripted, write } from "./harness.ts";

const line = fc.constantFrom("a", "b", "ab", "aba", "  x = 1;", "y", "😀", "😁", "é", "$&", "", "// a", "漢", '\t"q\\"');
const lineBreak = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r");
const anyText = fc
  .record({ lines: fc.array(line, { maxLength: 8 }), lineBreak, isEnded: fc.boolean() })
  .map(({ lines, lineBreak: end, isEnded }) => lines.join(end) + (isEnded ? end : ""));
/** Arguments as they should be, and nearly so: what viewers saw of those while they streamed is not always what was read in the end. */
const spelling = fc.constantFrom<((json: string) => string)[]>(
  ...Array.from({ length: 5 }, () => (json: string) => json),
  (json) => `${json}}`,
  (json) => `\`\`\`json\n${json}\n\`\`\``,
  (json) => json.replaceAll("\\n", "\n").replaceAll('\\"', "\\'"),
  (json) => `{"arguments":${json}}`,
  (json) => `[${json}]`,
  (json) => JSON.stringify(json),
  (json) => json.replace('"path"', '"file_path"'),
  (json) => json.replace(/"(search|replace|content)":("(?:[^"\\]|\\.)*")/g, '"$1":[$2]'),
);

const path = fc.constantFrom("a.js", "b.js", "./a.js", "new.js", "a.js");
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      tool: fc.constant("edit" as const),
      path,
      pairs: fc.array(
        fc.record({
          // A part of the file, or any text.
          from: fc.nat(60),
          length: fc.nat(14),
          isPart: fc.boolean(),
          search: anyText,
          replace: anyText,
          beginsAlike: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      spelling,
      pathLast: fc.boolean(),
      replaceFirst: fc.boolean(),
      isBroken: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      tool: fc.constant("write" as const),
      path,
      content: anyText,
      asText: fc.boolean(),
      spelling,
      pathLast: fc.boolean(),
      contentTwice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ tool: fc.constant("rename" as const), from: path, to: path }) },
  { weight: 1, arbitrary: fc.record({ tool: fc.constant("delete" as const), path }) },
  { weight: 1, arbitrary: fc.record({ tool: fc.constant("read" as const), path }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

interface Call {
  name: string;
  text: string;
  form?: "text";
}

function callOf(action: Action, files: ReadonlyMap<string, string>): Call {
  switch (action.tool) {
    case "edit": {
      const base = files.get(action.path.replace("./", "")) ?? "";
      const edits = action.pairs.map((pair) => {
        const from = pair.from % (base.length + 1);
        const search = pair.isPart ? base.slice(from, from + pair.length) : pair.search;
        const replace = pair.beginsAlike ? search.slice(0, 3) + pair.replace : pair.replace;
        return action.replaceFirst ? { replace, search } : { search, replace };
      });
      const { path: name } = action;
      const json = JSON.stringify(action.pathLast ? { edits, path: name } : { path: name, edits });
      return { name: "edit_file", text: action.isBroken && edits.length > 3 ? `${json}x` : action.spelling(json) };
    }
    case "write": {
      const { path: name, content } = action;
      if (action.asText) return { name: "write_file", text: `${name}\n${content}`, form: "text" };
      const json = JSON.stringify(action.pathLast ? { content, path: name } : { path: name, content });
      const text = action.spelling(action.contentTwice ? json.replace("{", '{"content":"zzz",') : json);
      return { name: action.pathLast ? "functions.WriteFile" : "write_file", text };
    }
    case "rename":
      return { name: "rename_file", text: JSON.stringify({ from: action.from, to: action.to }) };
    case "delete":
      return { name: "delete_file", text: JSON.stringify({ path: action.path }) };
    case "read":
      return { name: "read_file", text: JSON.stringify({ path: action.path }) };
  }
}

/** The calls as they stream: one after another, or all begun and then in turns. `next` answers the next of a list of numbers. */
function streamOf(calls: readonly Call[], next: () => number, isInterleaved: boolean): ModelEvent[] {
  const queues = calls.map(({ name, text, form }, index): ModelEvent[] => {
    const events: ModelEvent[] = [{ type: "call.start", call: index, id: `c${index}`, name, ...(form ? { form } : {}) }];
    for (let at = 0; at < text.length; ) {
      const end = at + 1 + next();
      events.push({ type: "call.delta", call: index, text: text.slice(at, end) });
      at = end;
    }
    return events;
  });
  if (!isInterleaved) return queues.flat();
  const events = queues.map((queue) => queue.shift()!);
  for (let open = queues; open.length > 0; open = open.filter((queue) => queue.length > 0)) {
    const event = open[next() % open.length]!.shift();
    if (event) events.push(event);
  }
  return events;
}

/** Plays one round; answers what a viewer ends with, and what is stored. */
async function play(events: ModelEvent[], base: ReadonlyMap<string, string>, next: () => number = () => 0) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  try {
    const { model } = scripted([[...events, finish()], done]);
    const workspace = createWorkspace(base);
    const played = harness(
      [
        {
          ...model,
          stream: (request, take, signal) =>
            model.stream(
              request,
              (event) => {
                const wait = take(event);
                // Some windows end here, others go on.
                if (next() % 2 === 1) vi.advanceTimersByTime(coalesceWindowMs);
                return wait;
              },
              signal,
            ),
        },
      ],
      { kind: "update", workspace },
    );
    await run(played.input);
    const at = "2026-01-01T00:00:00.000Z";
    const log = played.events.map((event, index): LogEvent => ({ ...event, seq: index + 1, at }));
    const seen = liveFiles(log.reduce(reduceRun, newRun("r", at)), (path) => base.get(path) ?? null);
    return { seen: new Map(seen.map((file) => [file.path, file.text])), workspace };
  } finally {
    vi.useRealTimers();
  }
}

describe("a viewer ends with the files that are stored", () => {
  test.each([
    ["calls one after another", false],
    ["calls in turns", true],
  ])("%s", async (_what, isInterleaved) => {
    const lists = fc.record({
      a: anyText,
      b: anyText,
      actions: fc.array(action, { minLength: 1, maxLength: 4 }),
      numbers: fc.array(fc.nat(9), { minLength: 3, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(lists, async ({ a, b, actions, numbers }) => {
        const base = new Map([
          ["index.html", html],
          ["a.js", a],
          ["b.js", b],
        ]);
        let at = 0;
        const next = () => numbers[at++ % numbers.length] ?? 0;
        const events = streamOf(
          actions.map((one) => callOf(one, base)),
          next,
          isInterleaved,
        );
        const { seen, workspace } = await play(events, base, next);
        for (const [path, text] of seen) expect([path, text]).toEqual([path, workspace.read(path)]);
        for (const { path, content } of workspace.changes().written) expect([path, seen.get(path)]).toEqual([path, content]);
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  const base = new Map([
    ["index.html", html],
    ["a.js", "old text here\n"],
    ["b.js", "b text b\n"],
  ]);
  const edit = (index: number, path: string, search: string, replace: string) =>
    call(index, "edit_file", { path, edits: [{ search, replace }] });
  const patch = "*** Begin Patch\n*** Update File: a.js\n@@\n-old text here\n+a new text here\n*** End Patch";

  test.each<[what: string, events: ModelEvent[]]>([
    [
      "rename, then write the old name anew",
      [...call(0, "rename_file", { from: "a.js", to: "c.js" }), ...write(1, "a.js", "import './c.js';\n")],
    ],
    [
      "rename, then edit under the new name",
      [...call(0, "rename_file", { from: "a.js", to: "c.js" }), ...edit(1, "c.js", "text", "word")],
    ],
    ["a fence around what is written", write(0, "new.js", "```js\nconst a = 1;\n```")],
    ["a page as entities", write(0, "index.html", "&lt;!doctype html&gt;&lt;p&gt;new&lt;/p&gt;")],
    ["a file of another machine", [...write(0, "/home/project/a.js", "new text\n"), ...edit(1, "a.js", "text", "word")]],
    ["an edit in another case, and one more", [...edit(0, "A.js", "text", "word"), ...edit(1, "`a.js`", "here", "there")]],
    ["delete, then write again", [...call(0, "delete_file", { path: "a.js" }), ...write(1, "a.js", "new\n")]],
    ["patch, then edit", [...call(0, "apply_patch", { input: patch }), ...edit(1, "a.js", "here", "there")]],
    ["two paths in one edit", call(0, "edit_file", '{"path":"a.js","edits":[{"search":"text","replace":"word"}],"path":"b.js"}')],
    [
      "an earlier call whose path comes later",
      [
        { type: "call.start", call: 0, id: "c0", name: "write_file" },
        { type: "call.start", call: 1, id: "c1", name: "edit_file" },
        { type: "call.delta", call: 1, text: '{"path":"a.js","edits":[{"search":"text","replace":"word"}]}' },
        { type: "call.delta", call: 0, text: '{"path":"a.js","content":"new text there\\n"}' },
      ],
    ],
  ])("%s", async (_what, events) => {
    const { seen, workspace } = await play(events, base);
    expect(workspace.changes().written.length + workspace.changes().deleted.length).toBeGreaterThan(0);
    for (const { path, content } of workspace.changes().written) expect([path, seen.get(path)]).toEqual([path, content]);
  });
});
