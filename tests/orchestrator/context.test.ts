// What models are asked with over many turns: each request goes on from the bytes of the one before, until it has to be made shorter.
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../src/llm/capabilities.ts";
import { messagesOf } from "../../src/llm/chat/messages.ts";
import { type ConversationItem, ModelError, type ModelRequest } from "../../src/llm/model.ts";
import type { HistoryEntry } from "../../src/orchestrator/context.ts";
import { type RunInput, run } from "../../src/orchestrator/run.ts";
import { compactedShare, contextMaxTokens } from "../../src/orchestrator/run-limits.ts";
import { createWorkspace, type Workspace } from "../../src/workspace/files.ts";
import { call, done, finish, harness, html, type Script, scripted, write } from "./harness.ts";

/** An app over its turns, as the hub and the database keep it. */
function session() {
  let files: [string, string][] = [];
  let thread: string | null = null;
  const history: HistoryEntry[] = [];
  const asked: ModelRequest[] = [];
  return {
    asked,
    get thread() {
      return thread;
    },
    get files() {
      return new Map(files);
    },
    set(path: string, content: string) {
      files = [...files.filter(([name]) => name !== path), [path, content]];
    },
    async turn(request: string, scripts: Script[], more: Partial<RunInput> = {}) {
      const { model, requests } = scripted(scripts);
      const workspace: Workspace = createWorkspace(files);
      const position = (history.at(-1)?.position ?? 0) + 1;
      const input = { kind: "update" as const, request, thread, history: [...history], answerPosition: position + 1, ...more };
      const played = harness([model], { ...input, workspace });
      const result = await run(played.input);
      if (result.type !== "ended") throw new Error("The run paused.");
      asked.push(...requests);
      const { status, content } = result.ending;
      history.push({ position, role: "user", text: request, status: "completed" });
      history.push({ position: position + 1, role: "assistant", text: content, status });
      if (status === "completed") {
        files = workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""]);
        thread = result.thread;
      }
      return { requests, result, ...played, workspace };
    },
  };
}

const strictServer = {
  client: new OpenAI({ apiKey: "sk-test", baseURL: "http://127.0.0.1:1/v1" }),
  provider: "openai" as const,
  name: "m",
  capabilities: capabilitiesOf("openai", "m", true),
  patience: { firstByteMs: 1, idleMs: 1, noProgressMs: 1 },
  now: Date.now,
};

/** A request as the provider's cache sees it: tools and standing texts first. */
const wire = ({ tools, system, conversation }: ModelRequest) => JSON.stringify([tools, system, conversation]).slice(0, -2);

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

const edit = (index: number, path: string, search: string, replace: string) =>
  call(index, "edit_file", { path, edits: [{ search, replace }] });
const say = (text: string): Script => [{ type: "text", text }, finish("stop")];
const noteIn = (items: readonly ConversationItem[], text: string) =>
  items.some((item) => item.role === "user" && item.note && item.text.includes(text));

describe("from turn to turn", () => {
  test("twenty turns of reads and edits: nothing that was sent is ever changed", async () => {
    const app = session();
    const source = `export const items = [];\n${"// A line of the app that stays as it is.\n".repeat(60)}`;
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", source), finish()], done], {
      kind: "create",
    });
    for (let turn = 2; turn <= 20; turn += 1) {
      const from = turn === 2 ? "items = []" : `items = [${turn - 1}]`;
      const change = edit(0, "a.js", from, `items = [${turn}]`);
      await app.turn(`change ${turn}`, [[...call(0, "read_file", { path: "a.js" }), finish()], [...change, finish()], done]);
    }
    expect(app.files.get("a.js")).toContain("items = [20]");
    for (const [index, request] of app.asked.entries()) {
      const before = app.asked[index - 1];
      if (!before) continue;
      expect(commonPrefix(wire(before), wire(request))).toBe(wire(before).length);
      const [sent, next] = [messagesOf(strictServer, before), messagesOf(strictServer, request)];
      expect(next.slice(0, sent.length)).toEqual(sent);
    }
  });

  test("what the person did to the files and the name in between is said once, before the request", async () => {
    const app = session();
    await app.turn("an app", [
      [...write(0, "index.html", html), ...write(1, "a.js", "a\n"), ...write(2, "b.js", "b\n"), finish()],
      done,
    ]);
    app.set("a.js", "by hand\n");
    app.set("c.js", "new\n");
    const { requests } = await app.turn("go on", [done], { appName: "Mine" });
    const { conversation } = requests[0]!;
    expect(conversation.at(-1)).toEqual({ role: "user", text: "go on" });
    const said = conversation.at(-2)!;
    expect(said.text).toContain("- changed: a.js\n- added: c.js\n- renamed: the app is called Mine now");
    const later = await app.turn("and on", [done], { appName: "Mine" });
    expect(later.requests[0]!.conversation.filter((item) => item === said || item.text === said.text)).toHaveLength(1);
  });

  test("a run that failed is told as prose, with what became of it", async () => {
    const app = session();
    await app.turn("an app", [[...write(0, "index.html", html), finish()], done]);
    await app.turn("stop there", [[{ type: "refusal", text: "No." }, finish("stop")]]);
    const { requests } = await app.turn("go on", [done]);
    const texts = requests[0]!.conversation.slice(-3).map((item) => item.text);
    expect(texts[0]).toBe("stop there");
    expect(texts[1]).toContain("none of its changes were kept");
    // What it had been told before is not told again.
    expect(requests[0]!.conversation.filter((item) => item.text === "an app")).toHaveLength(1);
  });

  test("a question has the same standing part, says that it is one, and can change nothing", async () => {
    const app = session();
    const first = await app.turn("an app", [[...write(0, "index.html", html), finish()], done]);
    const ask = await app.turn("what is it?", [[...write(0, "index.html", "x"), finish()], say("A page.")], { kind: "ask" });
    expect(ask.requests[0]!.system).toEqual(first.requests[0]!.system);
    expect(ask.requests[0]!.tools).toEqual(first.requests[0]!.tools);
    expect(noteIn(ask.requests[0]!.conversation.slice(-2), "What follows is a question")).toBe(true);
    expect(ask.requests[1]!.conversation.at(-1)).toMatchObject({ role: "tool", text: expect.stringContaining("is a question") });
    expect(app.files.get("index.html")).toBe(html);
  });

  test("a thread of another form is not gone on from, and nothing is lost by it", async () => {
    const app = session();
    await app.turn("an app", [[...write(0, "index.html", html), finish()], done]);
    for (const thread of ["{", '{"form":0,"items":[]}', "null"]) {
      const { requests } = await app.turn("go on", [done], { thread });
      expect(requests[0]!.conversation.map((item) => item.text)).toContain("an app");
    }
  });
});

describe("a file that is read again", () => {
  const reading = (path: string, more = {}): Script => [...call(0, "read_file", { path, ...more }), finish()];
  const results = (requests: ModelRequest[]) =>
    requests.at(-1)!.conversation.flatMap((item) => (item.role === "tool" ? [item.text] : []));

  test("costs nothing while it is as it was written or read, also turns later", async () => {
    const app = session();
    const long = "a long line of text\n".repeat(500);
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.txt", long), finish()], done]);
    const { requests } = await app.turn("look", [reading("a.txt"), reading("./a.txt", { start_line: 3 }), done]);
    for (const text of results(requests).slice(-2)) {
      expect(text).toContain("has not changed since");
      expect(text.length).toBeLessThan(200);
    }
  });

  test("is shown when it was changed since, by the model or by the person, or only a part of it was read", async () => {
    const app = session();
    app.set("index.html", html);
    app.set("a.txt", "one\ntwo\nthree\n");
    const first = await app.turn("look", [reading("a.txt", { start_line: 2 }), reading("a.txt"), reading("a.txt"), done]);
    expect(results(first.requests).map((text) => text.includes("has not changed"))).toEqual([false, false, true]);
    const second = await app.turn("change", [[...edit(0, "a.txt", "two", "2"), finish()], reading("a.txt"), done]);
    expect(results(second.requests).at(-1)).toContain("2\t2");
    app.set("a.txt", "by hand\n");
    const third = await app.turn("look", [reading("a.txt"), done]);
    expect(results(third.requests).at(-1)).toContain("1\tby hand");
  });

  test("is shown when the person went back to a text that stood there before it was edited", async () => {
    const app = session();
    const [one, two] = ["const value = 1;\n", "const value = 2;\n"];
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", one), finish()], done]);
    await app.turn("change", [[...edit(0, "a.js", "value = 1", "value = 2"), finish()], done]);
    expect(app.files.get("a.js")).toBe(two);
    app.set("a.js", one);
    const { requests } = await app.turn("go on", [reading("a.js"), done]);
    expect(results(requests).at(-1)).toContain("1\tconst value = 1;");
  });

  test("is shown after a shortening that left it out, or put in another text of it", async () => {
    const app = session();
    const [one, two] = ["const value = 1;\n", "const value = 2;\n"];
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", one), finish()], done]);
    const large = "y ".repeat(60_000);
    for (const name of ["b.txt", "c.txt"]) await app.turn(name, [[...write(0, name, large), finish()], done]);
    await app.turn("change", [[...edit(0, "a.js", "value = 1", "value = 2"), finish()], done]);
    const shorter = await app.turn("again", [[...write(0, "d.txt", large), finish()], done]);
    expect(noteIn(shorter.requests.at(-1)!.conversation, "Calls before this point are left out")).toBe(true);
    app.set("a.js", one);
    const back = await app.turn("what is it?", [reading("a.js"), done]);
    expect(results(back.requests).at(-1)).toContain("1\tconst value = 1;");
    expect(app.files.get("a.js")).not.toBe(two);
  });
});

describe("a conversation that gets too long", () => {
  /** About 12,000 tokens. */
  const large = (name: string) => `// ${name}\n${"const value = compute(1, 2, 3);\n".repeat(1_250)}`;
  const tokensOf = (request: ModelRequest) => wire(request).length / 3.2;

  test("is made shorter once in a while: requests, answers and the files as they are stay, each text once, pairs whole", async () => {
    const app = session();
    for (let turn = 1; turn <= 25; turn += 1) {
      const script: Script = [
        { type: "text", text: `I decided on plan ${turn}.` },
        ...write(0, "index.html", html),
        ...write(1, `file${turn % 3}.js`, large(`turn ${turn}`)),
        finish(),
      ];
      await app.turn(`request number ${turn}`, [script, [...call(0, "finish_app", { summary: `Summary ${turn}.` }), finish()]]);
    }
    let shortened = 0;
    for (const [index, request] of app.asked.entries()) {
      const before = app.asked[index - 1];
      expect(tokensOf(request)).toBeLessThan(contextMaxTokens * 1.1);
      if (before && commonPrefix(wire(before), wire(request)) < wire(before).length) {
        shortened += 1;
        expect(tokensOf(request)).toBeLessThan(contextMaxTokens * (compactedShare + 0.1));
      }
      const { conversation } = request;
      const asked = conversation.flatMap((item) => (item.role === "assistant" ? item.calls.map(({ id }) => id) : []));
      expect(conversation.flatMap((item) => (item.role === "tool" ? [item.callId] : []))).toEqual(asked);
      const turn = Math.floor(index / 2) + 1;
      expect(conversation).toContainEqual({ role: "user", text: `request number ${turn}` });
    }
    expect(shortened).toBeGreaterThan(1);
    expect(shortened).toBeLessThan(8);
    const { conversation } = app.asked.at(-1)!;
    const texts = conversation.map((item) => item.text).join("\n");
    for (let turn = 1; turn <= 25; turn += 1) {
      expect(texts).toContain(`request number ${turn}`);
      expect(texts).toContain(`plan ${turn}.`);
      if (turn < 25) expect(JSON.stringify(conversation)).toContain(`Summary ${turn}.`);
    }
  });

  test("just after it, each file's text is there at most once, as it is now, and reading one of those again costs nothing", async () => {
    const app = session();
    const round = (n: number): Script => [
      ...write(0, "index.html", html),
      ...write(1, `f${n % 2}.js`, large(`round ${n}`)),
      finish(),
    ];
    const rounds = Array.from({ length: 9 }, (_, n) => round(n));
    const look: Script = [...call(0, "read_file", { path: "f0.js" }), ...call(1, "read_file", { path: "f1.js" }), finish()];
    const { requests } = await app.turn("build", [...rounds, look, done]);
    const at = requests.findIndex((request, index) => index > 0 && wire(request).length < wire(requests[index - 1]!).length);
    const text = JSON.stringify(requests[at]!.conversation);
    const count = (part: string) => text.split(part).length - 1;
    for (const n of [0, 1]) {
      const latest = at - 1 - ((at - 1 - n) % 2);
      expect(count(`// round ${latest}\\`)).toBe(1);
      for (let older = latest - 2; older >= 0; older -= 2) expect(count(`// round ${older}\\`)).toBe(0);
    }
    const answers = requests
      .at(-1)!
      .conversation.slice(-2)
      .map((item) => item.text);
    for (const answer of answers) expect(answer).toContain("has not changed since");
  });

  test("a run that is resumed after it goes on from the same bytes", async () => {
    const rounds = Array.from(
      { length: 9 },
      (_, n): Script => [...write(0, "index.html", html), ...write(1, "f.js", large(`${n}`)), finish()],
    );
    const whole = scripted([...rounds, done]);
    const first = harness([whole.model]);
    await run(first.input);
    const again = scripted([rounds[8]!, done]);
    const second = harness([again.model], { checkpoints: first.checkpoints.slice(0, 8) });
    await run(second.input);
    expect(again.requests.map(wire)).toEqual(whole.requests.slice(8).map(wire));
    const sizes = first.checkpoints.map((text) => text.length);
    // What a round writes down is what it added, not all that was said so far.
    expect(sizes[7]).toBeLessThan(4 * large("").length + 20_000);
  });

  test("a model that cannot read so much gets less, a few times, then the run says why it ends", async () => {
    const tooLong = () => new ModelError("context_length", "openai", "The conversation is longer than m can read.");
    const app = session();
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", large("a")), finish()], done]);
    const { requests, result, logged } = await app.turn("go on", [[tooLong()], done]);
    expect(result).toMatchObject({ ending: { status: "completed" } });
    expect(wire(requests[1]!).length).toBeLessThan(wire(requests[0]!).length * 0.6);
    expect(requests[1]!.conversation).toContainEqual({ role: "user", text: "go on" });
    expect(logged.filter(({ event }) => event === "context.shortened")).toHaveLength(1);
    const hopeless = await app.turn(
      "again",
      Array.from({ length: 9 }, () => [tooLong()]),
    );
    expect(hopeless.result).toMatchObject({ ending: { status: "failed", error: { code: "context_length" } } });
    expect(hopeless.requests.length).toBeLessThan(6);
  });

  test("is as long as the model reads, where that is known", async () => {
    const app = session();
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", large("a")), finish()], done]);
    await app.turn("go on", [[...write(0, "b.js", large("b")), finish()], done]);
    const { model, requests } = scripted([done]);
    const window = 30_000;
    const input = { kind: "update" as const, request: "and on", thread: app.thread, answerPosition: 9 };
    await run(
      harness([{ ...model, contextTokens: () => window }], { ...input, workspace: createWorkspace([...app.files]) }).input,
    );
    expect(tokensOf(requests[0]!)).toBeLessThan(window * 0.75);
    expect(tokensOf(app.asked.at(-1)!)).toBeGreaterThan(window * 0.9);
  });

  test("is made as short as the refusal says", async () => {
    const app = session();
    await app.turn("an app", [[...write(0, "index.html", html), ...write(1, "a.js", large("a")), finish()], done]);
    const tooLong = new ModelError("context_length", "openai", "Too long.", { contextTokens: 20_000, promptTokens: 44_000 });
    const { requests } = await app.turn("go on", [[tooLong], done]);
    // Counted by the server: as many characters a token as it said.
    const ratio = wire(requests[0]!).length / 44_000;
    expect(wire(requests[1]!).length / ratio).toBeLessThan(20_000 * 0.75);
    expect(requests[1]!.conversation).toContainEqual({ role: "user", text: "go on" });
  });

  test("a round that reads a dozen large files does not end the run", async () => {
    const app = session();
    app.set("index.html", html);
    const paths = Array.from({ length: 12 }, (_, index) => `f${index}.txt`);
    for (const path of paths) app.set(path, `a line of ${path}\n`.repeat(3_500));
    const reads: Script = [...paths.flatMap((path, index) => call(index, "read_file", { path })), finish()];
    const { requests, result } = await app.turn("look", [reads, done]);
    expect(result).toMatchObject({ ending: { status: "completed" } });
    expect(tokensOf(requests[1]!)).toBeLessThan(contextMaxTokens);
  });

  test("is measured by what the provider counts", async () => {
    const reported = (inputTokens: number): Script[0] => ({
      type: "finish",
      reason: "tool_calls",
      usage: { inputTokens, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0, costUsd: null, costSource: null },
    });
    const lengths: number[] = [];
    for (const charactersPerToken of [1.2, 5]) {
      const app = session();
      for (let turn = 1; turn <= 6; turn += 1) {
        const sent = app.asked.at(-1);
        const tokens = Math.round((sent ? wire(sent).length + 40_000 : 40_000) / charactersPerToken);
        await app.turn(`turn ${turn}`, [
          [...write(0, "index.html", html), ...write(1, `f${turn}.js`, large("x")), reported(tokens)],
          done,
        ]);
      }
      lengths.push(Math.max(...app.asked.map((request) => wire(request).length)));
    }
    expect(lengths[0]).toBeLessThan(lengths[1]! * 0.7);
  });
});
