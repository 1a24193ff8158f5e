// What the loop does about faults: repeats and their budget, the breaker, the stand-in, and rounds that end the run.

import { describe, expect, test } from "vitest";
import { createCircuitBreaker, failuresToOpen, openForMs } from "../../src/llm/circuit-breaker.ts";
import type { ModelEvent } from "../../src/llm/model.ts";
import {
  assistantTextMaxCharacters,
  maxMalformedRounds,
  maxRepeatsPerRun,
  reasonMaxCharacters,
  titleMaxCharacters,
  toolResultMaxCharacters,
} from "../../src/orchestrator/run-limits.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { call, done, ending, fault, finish, harness, html, type Script, scripted, write } from "./harness.ts";

/** Round n of a run that goes on for ever: each call is another one. */
const look = (n: number): Script => [...call(0, "search_files", { query: `word ${n}` }), finish()];

describe("the budget of repeats", () => {
  test("ends a run whose provider fails every second time, and says so", async () => {
    const scripts = Array.from({ length: 40 }, (_, n) => [[fault()], look(n)]).flat();
    const { model, requests } = scripted(scripts);
    const failed = await ending(harness([model]).input);
    expect(failed.error).toMatchObject({ code: "too_many_faults", retryable: true, resumable: true });
    expect(failed.error?.message).toContain("openai failed: overloaded.");
    expect(requests).toHaveLength(2 * maxRepeatsPerRun + 1);
  });

  test("ends a round before its tries are used up", async () => {
    const almost = Array.from({ length: maxRepeatsPerRun - 1 }, (_, n) => [[fault()], look(n)]).flat();
    const { model, requests } = scripted([...almost, [fault()], [fault()], [fault()]]);
    expect(await ending(harness([model]).input)).toMatchObject({ error: { code: "too_many_faults" } });
    expect(requests).toHaveLength(almost.length + 2);
  });

  test("survives a resumption, and is new for a retry that adopts the rounds", async () => {
    const before = scripted(Array.from({ length: maxRepeatsPerRun }, (_, n) => [[fault()], look(n)]).flat());
    const first = harness([before.model], { signal: new AbortController().signal });
    // The script has no more rounds: the stream ends without a finish, and there is no repeat left.
    expect(await ending(first.input)).toMatchObject({ error: { code: "too_many_faults" } });
    const again = { checkpoints: first.checkpoints };
    const resumed = scripted([[fault()], [...write(0, "index.html", html), finish()], done]);
    expect(await ending(harness([resumed.model], again).input)).toMatchObject({ error: { code: "too_many_faults" } });
    const adopted = scripted([[fault()], [...write(0, "index.html", html), finish()], done]);
    const retry = harness([adopted.model], { ...again, adoptedRounds: first.checkpoints.length });
    expect(await ending(retry.input)).toMatchObject({ status: "completed" });
  });

  test("used up at one provider, the other one is asked", async () => {
    const first = scripted([...Array.from({ length: maxRepeatsPerRun }, (_, n) => [[fault()], look(n)]).flat(), [fault()]]);
    const second = scripted([[...write(0, "index.html", html), finish()], done], "openrouter");
    const { input, starts } = harness([first.model, second.model]);
    expect(await ending(input)).toMatchObject({ status: "completed", provider: "openrouter" });
    expect(starts).toEqual([
      [1, "openai", null],
      [maxRepeatsPerRun + 1, "openrouter", "overloaded"],
    ]);
  });
});

describe("the breaker", () => {
  const page = (): Script[] => [[...write(0, "index.html", html), finish()], done];

  test("sends later runs to the stand-in at once, and lets one find out when the provider is back", async () => {
    let nowMs = 1;
    const breaker = createCircuitBreaker(() => nowMs);
    const play = async (openAi: Script[]) => {
      const first = scripted(openAi);
      const second = scripted(page(), "openrouter");
      const run = harness([first.model, second.model], { breaker });
      const { provider } = await ending(run.input);
      return { ...run, provider, asked: [first.requests.length, second.requests.length] };
    };
    expect(await play([[fault()], [fault()], [fault()]])).toMatchObject({ provider: "openrouter", asked: [3, 2] });
    // The fifth failure in a row opens it in the middle of a round: no third try.
    const opening = await play([[fault()], [fault()]]);
    expect(opening).toMatchObject({ provider: "openrouter", asked: [2, 2] });
    expect(opening.logged.map((line) => line.event)).toContain("breaker.opened");

    const open = await play(page());
    expect(open).toMatchObject({ provider: "openrouter", asked: [0, 2], slept: [] });
    expect(open.starts).toEqual([
      [1, "openai", null],
      [1, "openrouter", "overloaded"],
    ]);
    expect(open.events.find((event) => event.type === "notice")).toMatchObject({
      code: "provider_switched",
      message: expect.stringContaining("left out for now. Continuing with openrouter-model on OpenRouter."),
    });

    nowMs += openForMs;
    const back = await play(page());
    expect(back).toMatchObject({ provider: "openai", asked: [2, 0] });
    expect(back.logged.map((line) => line.event)).toContain("breaker.closed");
  });

  test("never keeps a single provider from being asked, nor the first when the stand-in is down as well", async () => {
    const breaker = createCircuitBreaker(() => 1);
    const alone = scripted(page());
    const standIn = scripted([], "openrouter");
    for (const { provider, endpoint, name } of [alone.model, standIn.model]) {
      for (let n = 0; n < failuresToOpen; n += 1) breaker.failed(`${provider} ${endpoint} ${name}`, "overloaded");
    }
    expect(await ending(harness([alone.model, standIn.model], { breaker }).input)).toMatchObject({ provider: "openai" });
    expect(standIn.requests).toHaveLength(0);
  });
});

describe("a round that ends the run", () => {
  const usage = {
    inputTokens: 10,
    cachedTokens: 0,
    outputTokens: 5,
    reasoningTokens: 2,
    costUsd: 0.01,
    costSource: "provider" as const,
  };
  const paidFinish = (reason: "stop" | "content_filter"): ModelEvent => ({ type: "finish", reason, usage });

  test.each<[code: string, script: Script]>([
    ["refused", [{ type: "refusal", text: "I will not." }, paidFinish("stop")]],
    ["content_filter", [{ type: "text", text: "Half" }, paidFinish("content_filter")]],
  ])("%s is paid, but not written down to go on from", async (code, script) => {
    const { model } = scripted([[...write(0, "index.html", html), finish()], script]);
    const { input, checkpoints, paid } = harness([model]);
    expect(await ending(input)).toMatchObject({ error: { code } });
    expect(checkpoints).toHaveLength(1);
    expect(paid.map((round) => [round.round, round.costUsd])).toEqual([
      [1, null],
      [2, 0.01],
    ]);
  });

  test("by a long refusal shows its beginning, and keeps all of it in the message", async () => {
    const { model } = scripted([[{ type: "refusal", text: "no ".repeat(1_000) }, finish("stop")]]);
    const { error, content } = await ending(harness([model]).input);
    expect(error?.message).toHaveLength(reasonMaxCharacters + 1);
    expect(content).toHaveLength(2_999);
  });
});

describe("calls", () => {
  test("wrong arguments count as malformed, as broken JSON does", async () => {
    const { model, requests } = scripted(Array.from({ length: 9 }, (_, n) => [...call(0, "read_file", { place: n }), finish()]));
    expect(await ending(harness([model]).input)).toMatchObject({ error: { code: "bad_tool_calls" } });
    expect(requests).toHaveLength(maxMalformedRounds + 1);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ text: expect.stringContaining("path: ") });
  });

  test("other mistakes each time are no reason to end: the model may try again, until it leads nowhere", async () => {
    const mistakes = [{ place: 1 }, { path: { a: 1 } }, '{"path":', {}];
    const scripts = mistakes.map((args): Script => [...call(0, "read_file", args), finish()]);
    const { model, requests } = scripted([...scripts, [...write(0, "index.html", html), finish()], done]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "completed" });
    expect(requests).toHaveLength(mistakes.length + 2);
  });

  test("a change that is asked for again and again ends the run with the change, and says so", async () => {
    const again: Script = [
      ...call(0, "edit_file", { path: "index.html", edits: [{ search: "<p>x", replace: "<p>y" }] }),
      finish(),
    ];
    const { model } = scripted(Array.from({ length: 9 }, () => again));
    const workspace = createWorkspace([["index.html", html]]);
    const { input, events } = harness([model], { kind: "update", workspace });
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("index.html")).toContain("<p>y");
    expect(events.filter(({ type }) => type === "notice")).toEqual([expect.objectContaining({ code: "repeated_itself" })]);
  });

  test("the one that the output limit cut off is not carried out although it can be read; those before it are", async () => {
    const { model, requests } = scripted([
      [...write(0, "index.html", html), ...write(1, "cut.css", "a {}"), finish("length")],
      [...write(0, "whole.css", "a {}"), { type: "text", text: "And so" }, finish("length")],
      done,
    ]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.list().map((file) => file.path)).toEqual(["index.html", "whole.css"]);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ role: "tool", text: expect.stringContaining("output limit") });
  });

  test("cut arguments are not carried out when a router calls the finish something else", async () => {
    const cut: Script = [...call(0, "write_file", '{"path":"index.html","content":"<!do'), finish("tool_calls")];
    const { model, requests } = scripted([cut, [...write(0, "index.html", html), finish()], done]);
    const { input, workspace, events } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("index.html")).toBe(html);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ text: expect.stringContaining("write less at once") });
    expect(events).toContainEqual(expect.objectContaining({ type: "tool.end", round: 1, ok: false }));
  });

  test("an answer that was all thinking is asked for again a few times, without an empty message", async () => {
    const thought: Script = [{ type: "reasoning", text: "Hm." }, finish("length")];
    const { model, requests } = scripted(Array.from({ length: 9 }, () => thought));
    expect(await ending(harness([model]).input)).toMatchObject({ error: { code: "empty_answer" } });
    expect(requests).toHaveLength(maxMalformedRounds + 1);
    for (const { conversation } of requests)
      expect(conversation).not.toContainEqual(expect.objectContaining({ role: "assistant" }));
  });
});

describe("what is large", () => {
  test("goes to viewers in small deltas, and to the model in bounded results that say how to go on", async () => {
    // Together short enough for a conversation that is not made shorter.
    const line = "x".repeat(40_000);
    const { model, requests } = scripted([
      [...write(0, "index.html", html), ...write(1, "long.txt", line), finish()],
      [...call(0, "read_file", { path: "base.txt" }), finish()],
      [...call(0, "edit_file", { path: "long.txt", edits: [{ search: "none", replace: "y" }] }), finish()],
      [...call(0, "search_files", { query: "z".repeat(85_000) }), finish()],
      [...call(0, `t${"o".repeat(5_000)}`, {}), finish()],
      done,
    ]);
    const { input, events } = harness([model], { workspace: createWorkspace([["base.txt", line.repeat(10)]]) });
    expect(await ending(input)).toMatchObject({ status: "completed" });
    for (const event of events) expect(JSON.stringify(event).length).toBeLessThan(20_000);
    const written = events.flatMap((event) => (event.type === "file.delta" && event.call_id === "1:1" ? [event.text] : []));
    expect(written.join("")).toBe(line);
    // The conversation is made shorter on the way: each result is looked at in the request that follows it.
    const results = requests.map(({ conversation }) => conversation.findLast((item) => item.role === "tool")?.text ?? "");
    for (const result of results) expect(result.length).toBeLessThan(toolResultMaxCharacters + 300);
    expect(results[4]).toMatch(/\(Cut: 80000 of \d+ characters are shown\./);
    expect(results[2]).toMatch(/\(Line 1 goes on for \d+ characters: read_file with start_line 1 and start_character \d+\.\)$/);
    const titles = events.flatMap((event) => (event.type === "tool.start" ? [event.title.length] : []));
    expect(Math.max(...titles)).toBeLessThanOrEqual(titleMaxCharacters + 1);
  });

  test("is read to its end by following what each answer says", async () => {
    const lines = [...Array.from({ length: 3_000 }, (_, n) => `line ${n}`), "🌍".repeat(60_000), "end"];
    const text = `${lines.join("\n")}\n`;
    let read = "";
    let next: Record<string, unknown> | null = { path: "big.txt" };
    while (next) {
      const { model, requests } = scripted([[...call(0, "read_file", next), finish()], done]);
      const { input, workspace } = harness([model]);
      workspace.write("index.html", html);
      workspace.write("big.txt", text);
      await ending(input);
      const result = requests[1]?.conversation.at(-1)?.text ?? "";
      const [, ...body] = result.split("\n");
      const go = /\((?:Line \d+ goes on.*|Cut here: go on with )start_line (\d+)(?: and start_character (\d+))?\.\)$/.exec(
        result,
      );
      next = go && { path: "big.txt", start_line: Number(go[1]), ...(go[2] ? { start_character: Number(go[2]) } : {}) };
      if (go) body.pop();
      const shown = body.map((line) => line.replace(/^\d+\t/, "")).join("\n");
      read += go?.[2] ? shown : `${shown}\n`;
    }
    expect(read === text).toBe(true);
  });

  test("in a summary or a diagnostic is shortened", async () => {
    const broken = `<!doctype html><title>x</title><script type="module" src="/${"m".repeat(5_000)}.js"></script>`;
    const finishing: Script = [
      ...call(0, "finish_app", { summary: "s".repeat(5_000), suggestions: ["t".repeat(5_000)] }),
      finish(),
    ];
    const { model } = scripted([[...write(0, "index.html", broken), finish()], finishing, finishing, finishing]);
    const { input, events } = harness([model]);
    const { summary, suggestions } = await ending(input);
    expect([summary.length, suggestions[0]?.length]).toEqual([1_001, 301]);
    const notice = events.find((event) => event.type === "notice");
    expect(notice).toMatchObject({ code: "does_not_load", message: expect.stringMatching(/m…$/) });
  });

  test("in the assistant's message is shortened, and said to be", async () => {
    const long = (n: number) => Array.from({ length: 15_000 }, (_, at) => `${n}${String(at).padStart(9, "x")}`).join("");
    const { model } = scripted([
      [{ type: "text", text: long(0) }, ...write(0, "index.html", html), finish()],
      [{ type: "text", text: long(1) }, ...done],
    ]);
    const { content } = await ending(harness([model]).input);
    expect(content.length).toBeLessThan(assistantTextMaxCharacters + 100);
    expect(content).toMatch(/\(Shortened: the first 200000 of 300002 characters\.\)$/);
  });
});

test("log lines tell tries, waits, rounds and switches, and nothing that anybody wrote", async () => {
  const first = scripted([[fault("stalled")], [fault("quota")]]);
  const second = scripted(
    [[{ type: "text", text: "secret prose" }, ...write(0, "index.html", html), finish()], done],
    "openrouter",
  );
  const { input, logged } = harness([first.model, second.model], { request: "secret request" });
  await ending(input);
  expect(logged).toEqual([
    expect.objectContaining({
      event: "round.try_failed",
      round: 1,
      provider: "openai",
      reason: "stalled",
      next: "repeat",
      wait_ms: 1_000,
    }),
    expect.objectContaining({ event: "round.try_failed", reason: "quota", status: null, try: 2, next: "switch", wait_ms: null }),
    expect.objectContaining({ event: "provider.switched", from: "openai", to: "openrouter", reason: "quota" }),
    expect.objectContaining({ event: "round.completed", round: 1, provider: "openrouter", ms: 0, output_tokens: null }),
    expect.objectContaining({ event: "round.completed", round: 2 }),
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/secret|failed:|<p>/);
});

describe("a tool that throws", () => {
  test("is a failed call that the model goes around, and not the end of the run", async () => {
    const { model, requests } = scripted([
      [...write(0, "index.html", html), ...call(1, "delete_file", { path: "a.css" }), finish()],
      done,
    ]);
    const files = createWorkspace([]);
    const workspace = {
      ...files,
      remove(): never {
        throw new TypeError("Secret of the model");
      },
    };
    const { input, events, logged } = harness([model], { workspace });
    expect(await ending(input)).toMatchObject({ status: "completed" });
    const results = requests[1]?.conversation.filter((item) => item.role === "tool").map(({ text }) => text);
    expect(results).toEqual([
      expect.stringMatching(/^Wrote index.html/),
      expect.stringMatching(/^Error: delete_file broke down .*TypeError/),
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: "tool.end", call_id: "1:1", ok: false }));
    const entry = logged.find(({ event }) => event === "tool.threw");
    expect(entry).toMatchObject({ tool: "delete_file", error: "TypeError", place: expect.stringContaining("faults.test.ts") });
    expect(JSON.stringify(logged)).not.toContain("Secret");
  });

  test("ends a run that was stopped meanwhile with the reason of the stop", async () => {
    const controller = new AbortController();
    const { model } = scripted([[...call(0, "delete_file", { path: "a.css" }), finish()], done]);
    const workspace = {
      ...createWorkspace([]),
      remove(): never {
        controller.abort(new Error("Stopped"));
        throw new TypeError("Torn down");
      },
    };
    const { input } = harness([model], { workspace, signal: controller.signal });
    await expect(ending(input)).rejects.toThrow("Stopped");
  });
});
