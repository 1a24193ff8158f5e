// The loop as a plain function: a scripted model, no network, no storage.
import { describe, expect, test } from "vitest";
import { createCircuitBreaker } from "../../src/llm/circuit-breaker.ts";
import { type Model, ModelError, type ModelEvent, type ModelRequest } from "../../src/llm/model.ts";
import type { LogFields } from "../../src/orchestrator/log.ts";
import { type RunInput, run } from "../../src/orchestrator/run.ts";
import type { RunEvent } from "../../src/protocol/events.ts";
import type { RoundUsage } from "../../src/protocol/run-stream.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

type Script = (ModelEvent | Error)[];

const finish = (reason: "stop" | "tool_calls" | "length" = "tool_calls"): ModelEvent => ({ type: "finish", reason, usage: null });
const call = (index: number, name: string, args: unknown): ModelEvent[] => [
  { type: "call.start", call: index, id: `c${index}`, name },
  { type: "call.delta", call: index, text: typeof args === "string" ? args : JSON.stringify(args) },
];
const write = (index: number, path: string, content: string) => call(index, "write_file", { path, content });
const done: Script = [...call(0, "finish_app", { summary: "Done." }), finish()];
const html = "<!doctype html><title>x</title><p>x</p>\n";

function scripted(scripts: Script[], provider: Model["provider"] = "openai") {
  const requests: ModelRequest[] = [];
  const model: Model = {
    provider,
    name: `${provider}-model`,
    endpoint: `https://${provider}.test/v1`,
    async *stream(request) {
      requests.push(structuredClone(request));
      for (const step of scripts.shift() ?? []) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
  };
  return { model, requests };
}

function harness(models: Model[], more: Partial<RunInput> = {}) {
  const events: RunEvent[] = [];
  const checkpoints: string[] = [];
  const paid: RoundUsage[] = [];
  const logged: (LogFields & { event: string })[] = [];
  const slept: number[] = [];
  const workspace = createWorkspace([]);
  const input: RunInput = {
    kind: "create",
    request: "a page",
    app: { name: "App", number: null },
    history: [],
    models,
    workspace,
    checkpoints: [],
    adoptedRounds: 0,
    startedAtMs: 0,
    sliceMs: 1_000,
    breaker: createCircuitBreaker(() => 0),
    emit: (emitted) => events.push(...emitted),
    started: () => {},
    checkpoint: (_round, data, usage) => {
      if (data !== null) checkpoints.push(data);
      paid.push(usage);
    },
    drained: async () => {},
    sleep: async (ms) => void slept.push(ms),
    now: () => 0,
    random: () => 1,
    log: (event, fields) => void logged.push({ event, ...fields }),
    signal: new AbortController().signal,
    ...more,
  };
  return { input, events, checkpoints, paid, logged, slept, workspace };
}

async function ending(input: RunInput) {
  const result = await run(input);
  if (result.type !== "ended") throw new Error("The run paused.");
  return result.ending;
}

describe("a run", () => {
  test("resumed from its checkpoints asks exactly what it would have asked, and repeats no call", async () => {
    const rounds = (): Script[] => [
      [{ type: "text", text: "First." }, ...write(0, "index.html", html), finish()],
      [{ type: "text", text: "Second." }, ...write(0, "b.css", "b {}\n"), ...call(1, "delete_file", { path: "b.css" }), finish()],
      done,
    ];
    const whole = scripted(rounds());
    const first = harness([whole.model]);
    const expected = await ending(first.input);
    for (let kept = 0; kept <= first.checkpoints.length; kept += 1) {
      const rest = scripted(rounds().slice(kept));
      const resumed = harness([rest.model], { checkpoints: first.checkpoints.slice(0, kept) });
      expect(await ending(resumed.input)).toEqual(expected);
      expect(rest.requests).toEqual(whole.requests.slice(kept));
      expect(resumed.workspace.changes()).toEqual(first.workspace.changes());
    }
    expect(expected.content).toBe("First.\n\nSecond.");
  });

  test("waits as long as the provider asks, with a cap on tries, then fails with the reason", async () => {
    const limited = () => [new ModelError("rate_limited", "openai", "Limited.", { retryAfterMs: 2_000 })];
    const { model, requests } = scripted([limited(), limited(), limited()]);
    const { input, slept, events } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "failed", error: { code: "rate_limited", message: "Limited." } });
    expect(slept).toEqual([2_000, 2_000]);
    expect(requests).toHaveLength(3);
    expect(events.filter((event) => event.type === "round.reset")).toHaveLength(3);
  });

  test("comes back later instead of sleeping through a long wait", async () => {
    const { model } = scripted([[new ModelError("rate_limited", "openai", "Limited.", { retryAfterMs: 600_000 })]]);
    const { input, events } = harness([model]);
    expect(await run(input)).toEqual({ type: "pause", delayMs: 600_000 });
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "waiting" }));
  });

  test("fails instead of waiting for a day", async () => {
    const { model } = scripted([[new ModelError("rate_limited", "openai", "Limited.", { retryAfterMs: 86_400_000 })]]);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code: "rate_limited" } });
  });

  test("tells the model that a run before it was stopped and kept nothing", async () => {
    const { model, requests } = scripted([[...write(0, "index.html", html), finish()], done]);
    const history = [
      { role: "user" as const, text: "add dark mode", status: "completed" as const },
      { role: "assistant" as const, text: "I added dark mode.", status: "cancelled" as const },
    ];
    await ending(harness([model], { history }).input);
    expect(requests[0]?.conversation[1]).toMatchObject({ text: expect.stringContaining("none of its changes were kept") });
  });

  test("does not repeat what cannot get better", async () => {
    for (const reason of ["quota", "bad_key", "unknown_model", "context_length", "bad_request"] as const) {
      const { model, requests } = scripted([[new ModelError(reason, "openai", reason)], done]);
      expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code: reason } });
      expect(requests).toHaveLength(1);
    }
  });

  test("switches to the next provider only where that can help, and stays there", async () => {
    const first = scripted([[new ModelError("quota", "openai", "Out of quota.")]]);
    const second = scripted([[...write(0, "index.html", html), finish()], done], "openrouter");
    const { input, events } = harness([first.model, second.model]);
    expect(await ending(input)).toMatchObject({ status: "completed", provider: "openrouter" });
    expect(first.requests).toHaveLength(1);
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "provider_switched" }));
    const refused = scripted([[new ModelError("bad_request", "openai", "No.")]]);
    const unused = scripted([done], "openrouter");
    expect(await ending(harness([refused.model, unused.model]).input)).toMatchObject({ status: "failed" });
    expect(unused.requests).toHaveLength(0);
  });

  test("goes on after the output limit, and never carries out a cut call", async () => {
    const { model, requests } = scripted([
      [{ type: "text", text: "Half" }, finish("length")],
      [...call(0, "write_file", '{"path":"index.html","content":"<!do'), finish("length")],
      [...write(0, "index.html", html), finish()],
      done,
    ]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.read("index.html")).toBe(html);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ role: "user" });
    expect(requests[2]?.conversation.at(-1)).toMatchObject({ role: "tool", text: expect.stringContaining("output limit") });
  });

  test.each<[what: string, scripts: Script[], code: string]>([
    ["circles", Array.from({ length: 9 }, () => [...call(0, "list_files", {}), finish()]), "loop"],
    [
      "calls that cannot be read",
      Array.from({ length: 9 }, (_, n) => [...call(0, "list_files", `{${n}`), finish()]),
      "bad_tool_calls",
    ],
    ["unknown tools", Array.from({ length: 9 }, (_, n) => [...call(0, "run_shell", { n }), finish()]), "bad_tool_calls"],
    ["an empty answer", [[finish("stop")]], "empty_answer"],
    ["a refusal", [[{ type: "refusal", text: "I will not." }, finish("stop")]], "refused"],
    ["no entry page", [[...write(0, "a.css", "a {}\n"), finish()], done, done, done], "no_entry"],
  ])("ends with the reason after %s", async (_what, scripts, code) => {
    const { model } = scripted(scripts);
    expect(await ending(harness([model]).input)).toMatchObject({ status: "failed", error: { code } });
  });

  test("keeps the request and every tool pair in each prompt, and the standing part the same", async () => {
    const { model, requests } = scripted([
      [...write(0, "index.html", html), ...call(1, "list_files", {}), finish()],
      [...call(0, "read_file", { path: "index.html" }), finish()],
      done,
    ]);
    await ending(
      harness([model], {
        history: [
          { role: "user", text: "x".repeat(100_000), status: "completed" },
          { role: "assistant", text: "ok", status: "completed" },
        ],
      }).input,
    );
    for (const request of requests) {
      expect(request.system).toEqual(requests[0]?.system);
      expect(request.conversation).toContainEqual({ role: "user", text: "a page" });
      const asked = request.conversation.flatMap((item) =>
        item.role === "assistant" ? item.calls.map((entry) => entry.id) : [],
      );
      const answered = request.conversation.flatMap((item) => (item.role === "tool" ? [item.callId] : []));
      expect(answered).toEqual(asked);
    }
  });

  test("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    const model: Model = {
      provider: "openai",
      name: "m",
      endpoint: "https://openai.test/v1",
      async *stream() {
        yield { type: "text", text: "x" };
        controller.abort(new Error("cancelled"));
        controller.signal.throwIfAborted();
      },
    };
    await expect(run(harness([model], { signal: controller.signal }).input)).rejects.toThrow("cancelled");
  });
});
