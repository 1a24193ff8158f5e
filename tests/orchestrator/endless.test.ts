// Models that do not come to an end: seen after a few rounds, or within one, and the run ends with the reason.
import { describe, expect, test } from "vitest";
import type { ModelEvent } from "../../src/llm/model.ts";
import {
  maxCutRounds,
  maxFruitlessRounds,
  repeatedCallCharacters,
  repeatedTextCharacters,
  roundMaxCalls,
  roundMaxCharacters,
} from "../../src/orchestrator/run-limits.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

/** A model that goes on for ever: round n, from 0. */
function endless(round: (n: number) => Script) {
  const { model, requests } = scripted([]);
  let n = 0;
  const stream = (...[request, take, signal]: Parameters<typeof model.stream>) => {
    const next = scripted([round(n++)]).model;
    requests.push(request);
    return next.stream(request, take, signal);
  };
  return { model: { ...model, stream }, requests };
}

const app = () =>
  createWorkspace([
    ["index.html", html],
    ["a.css", "a { }\n"],
    ["b.css", "b { }\n"],
    ["c.css", "c { }\n"],
  ]);
const read = (index: number, path: string) => call(index, "read_file", { path });
const edit = (index: number, search: string, replace: string) =>
  call(index, "edit_file", { path: "a.css", edits: [{ search, replace }] });
const say = (text: string): ModelEvent => ({ type: "text", text });

describe("rounds that lead nowhere", () => {
  // The second answer to read_file is another one: that the file stands above.
  test.each<[what: string, round: (n: number) => Script, rounds: number, code: string]>([
    [
      "two calls in turns",
      (n) => [...(n % 2 ? read(0, "a.css") : call(0, "list_files", {})), finish()],
      4 + maxFruitlessRounds,
      "loop",
    ],
    ["three calls in turns", (n) => [...read(0, `${"abc"[n % 3]}.css`), finish()], 6 + maxFruitlessRounds, "loop"],
    ["the same two calls at once", () => [...read(0, "a.css"), ...read(1, "b.css"), finish()], 2 + maxFruitlessRounds, "loop"],
    ["there and back", (n) => [...(n % 2 ? edit(0, "x", "a") : edit(0, "a", "x")), finish()], 2 + maxFruitlessRounds, "loop"],
    ["one file written in turns", (n) => [...write(0, "a.css", n % 2 ? "a{}" : "b{}"), finish()], 2 + maxFruitlessRounds, "loop"],
    ["an edit that fails, with other replacements", (n) => [...edit(0, "nowhere", `${n}`), finish()], maxFruitlessRounds, "loop"],
    [
      "edits that fail, each another",
      (n) => [...edit(0, `nowhere ${n}`, `${n}`), say(`Try ${n}`), finish()],
      maxFruitlessRounds,
      "loop",
    ],
    ["files that are not there", (n) => [...read(0, `${n}.css`), ...read(1, "a.css"), finish()], 2 + maxFruitlessRounds, "loop"],
    ["prose that is always cut", (n) => [say(`Part ${n}. `), finish("length")], maxCutRounds + 1, "always_cut"],
    ["a call that is always cut", (n) => [...call(0, "write_file", `{"path":"${n}`), finish("length")], 3, "bad_tool_calls"],
    [
      "prose and then a cut call",
      (n) => [say(`${n}`), ...call(0, "write_file", `{"path":"${n}`), finish("length")],
      3,
      "bad_tool_calls",
    ],
  ])("%s", async (_, round, rounds, code) => {
    const { model, requests } = endless(round);
    const { input, paid } = harness([model], { kind: "update", workspace: app() });
    const { status, error } = await ending(input);
    expect({ status, error }).toMatchObject({ status: "failed", error: { code, hint: expect.stringMatching(/\w/) } });
    expect([requests.length, paid.length]).toEqual([rounds, rounds]);
  });

  test("a few mistakes, a second look and a long answer are none", async () => {
    const { model } = scripted([
      [...read(0, "a.css"), ...read(1, "b.css"), finish()],
      ...Array.from({ length: maxFruitlessRounds - 1 }, (_, n): Script => [...edit(0, `nowhere ${n}`, ""), finish()]),
      [...read(0, "c.css"), finish()],
      ...Array.from({ length: maxFruitlessRounds - 1 }, (): Script => [...read(0, "a.css"), ...read(1, "b.css"), finish()]),
      [...edit(0, "a {", "b {"), finish()],
      [...read(0, "a.css"), finish()],
      ...Array.from({ length: maxCutRounds }, (_, n): Script => [say(`Part ${n}.`), finish("length")]),
      [...write(0, "d.css", "d {}"), say("Next"), finish("length")],
      ...Array.from({ length: maxCutRounds }, (_, n): Script => [say(`Part ${n}.`), finish("length")]),
      done,
    ]);
    const { input } = harness([model], { kind: "update", workspace: app() });
    expect(await ending(input)).toMatchObject({ status: "completed" });
  });

  test("what has to be read again after the conversation was shortened is read for something", async () => {
    const long = `/* ${"x ".repeat(20_000)}*/\n`;
    const paths = Array.from({ length: 9 }, (_, n) => `${n}.css`);
    const { model } = scripted([
      ...paths.map((path): Script => [...call(0, "read_file", { path, start_line: 1 }), finish()]),
      ...paths.map((path): Script => [...call(0, "read_file", { path, start_line: 1 }), finish()]),
      done,
    ]);
    const workspace = createWorkspace([["index.html", html], ...paths.map((path) => [path, `${long}${path}`] as const)]);
    const { input, logged } = harness([model], { kind: "update", workspace });
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(logged.filter(({ event }) => event === "context.shortened").length).toBeGreaterThan(0);
  });

  test("are counted on when the run is resumed, and anew in a retry", async () => {
    const round = (n: number): Script => [...edit(0, `nowhere ${n}`, ""), finish()];
    const first = endless(round);
    const before = harness([first.model], { kind: "update", workspace: app() });
    await ending(before.input);
    const checkpoints = before.checkpoints.slice(0, 3);
    const later = endless((n) => round(n + 3));
    await ending(harness([later.model], { kind: "update", workspace: app(), checkpoints }).input);
    expect(later.requests).toHaveLength(maxFruitlessRounds - 3);
    const retry = endless((n) => round(n + 3));
    await ending(harness([retry.model], { kind: "update", workspace: app(), checkpoints, adoptedRounds: 3 }).input);
    expect(retry.requests).toHaveLength(maxFruitlessRounds);
  });
});

describe("one answer without an end", () => {
  /** Takes events until the reader has had enough; answers how many were handed on. */
  function flood(events: Iterable<ModelEvent>) {
    let handedOn = 0;
    const { model } = scripted([]);
    const stream: typeof model.stream = async (_request, take, signal) => {
      for (const event of events) {
        signal.throwIfAborted();
        handedOn += 1;
        await take(event);
      }
      throw new Error("It was read to the end.");
    };
    return { model: { ...model, stream }, handedOn: () => handedOn };
  }
  function* forEver(beginning: ModelEvent[], more: (n: number) => ModelEvent[]): Generator<ModelEvent> {
    yield* beginning;
    for (let n = 0; n < 1_000_000; n++) yield* more(n);
  }
  const page = write(0, "index.html", html);
  const varied = (n: number, characters: number) =>
    Array.from({ length: characters / 10 }, (_, at) => String(n * characters + at).padStart(9)).join("\n");
  const piece = 10_000;

  test.each<[what: string, events: Iterable<ModelEvent>, most: number, code: string]>([
    [
      "an argument",
      forEver(
        [
          ...page,
          { type: "call.start", call: 1, id: "c1", name: "write_file" },
          { type: "call.delta", call: 1, text: '{"path":"a.txt","content":"' },
        ],
        (n) => [{ type: "call.delta", call: 1, text: varied(n, piece).replaceAll("\n", " ") }],
      ),
      roundMaxCharacters / piece + 10,
      "too_much_output",
    ],
    ["prose", forEver(page, (n) => [say(varied(n, piece))]), roundMaxCharacters / piece + 10, "too_much_output"],
    [
      "thinking",
      forEver(page, (n) => [{ type: "reasoning", text: varied(n, piece) }]),
      roundMaxCharacters / piece + 10,
      "too_much_output",
    ],
    ["calls", forEver(page, (n) => call(n + 1, "list_files", {})), 2 * roundMaxCalls + 10, "too_much_output"],
    [
      "names of calls",
      forEver(page, (n) => [{ type: "call.start", call: n + 1, id: `c${n}`, name: "x".repeat(1_000_000) }]),
      roundMaxCharacters / 1_000_000 + 4,
      "too_much_output",
    ],
    ["a sentence", forEver(page, () => [say("I will now write the file. ")]), 1_000, "repetition"],
    ["a letter", forEver(page, () => [say("a")]), 3 * repeatedTextCharacters, "repetition"],
    [
      "a thought",
      forEver(page, () => [
        { type: "reasoning", text: "Wait, " },
        { type: "reasoning", text: "no.\n\n" },
      ]),
      5_000,
      "repetition",
    ],
    [
      "a line of a file",
      forEver(
        [
          ...page,
          { type: "call.start", call: 1, id: "c1", name: "write_file" },
          { type: "call.delta", call: 1, text: '{"path":"a.txt","content":"' },
        ],
        () => [{ type: "call.delta", call: 1, text: "<li>one</li>\\n" }],
      ),
      repeatedCallCharacters / 5,
      "repetition",
    ],
  ])("%s: what was complete by then is kept for a retry", async (_, events, most, code) => {
    const { model, handedOn } = flood(events);
    const { input, checkpoints, workspace } = harness([model]);
    const { status, error, content } = await ending(input);
    expect({ status, error }).toMatchObject({ status: "failed", error: { code, resumable: true } });
    expect(handedOn()).toBeLessThan(most);
    expect(content.length).toBeLessThan(250_000);
    expect(workspace.list()).toEqual([{ path: "index.html", size: html.length }]);
    expect(checkpoints).toHaveLength(1);
    expect(checkpoints[0]!.length).toBeLessThan(roundMaxCharacters + 100_000);

    const retry = scripted([done]);
    const later = harness([retry.model], { checkpoints, adoptedRounds: 1 });
    expect(await ending(later.input)).toMatchObject({ status: "completed" });
    expect(later.workspace.read("index.html")).toBe(html);
    const items = retry.requests[0]!.conversation;
    const asked = items.flatMap((item) => (item.role === "assistant" ? item.calls.map(({ id }) => id) : []));
    expect(items.flatMap((item) => (item.role === "tool" ? item.callId : []))).toEqual(asked);
  });

  test("of a text that repeats itself, one of each is what was said", async () => {
    const sentence = "I will now write the file 😀. ";
    const { model } = flood(forEver([say("Hello. ")], () => [say(sentence)]));
    const { input, checkpoints } = harness([model]);
    const { content } = await ending(input);
    expect(content).toMatch(/^Hello\. (I will now write the file 😀\. ?)+/u);
    expect(content.length).toBeLessThan(repeatedTextCharacters + 20 * sentence.length);
    expect(content.isWellFormed()).toBe(true);
    expect(checkpoints).toEqual([]);
  });

  test("tables, rulers and large files are no repetition", async () => {
    const table = Array.from({ length: 400 }, (_, n) => `| ${n} | ${"-".repeat(60)} |`).join("\n");
    const zeros = `export const map = [${"0, ".repeat(20_000)}];\n`;
    const { model } = scripted([[say(table), ...write(0, "index.html", html), ...write(1, "map.js", zeros), finish()], done]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("map.js")).toBe(zeros);
  });

  test("a stop of the person while it is broken off is a stop", async () => {
    const controller = new AbortController();
    const { model } = flood(
      forEver([], () => {
        if (!controller.signal.aborted) controller.abort(new Error("Stopped"));
        return [say("x".repeat(roundMaxCharacters))];
      }),
    );
    await expect(ending(harness([model], { signal: controller.signal }).input)).rejects.toThrow("Stopped");
  });
});
