// What the loop asks, carries out, and ends with.
import { describe, expect, test } from "vitest";
import { type Model, ModelError } from "../../src/llm/model.ts";
import { run } from "../../src/orchestrator/run.ts";
import { call, done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

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
      { position: 1, role: "user" as const, text: "add dark mode", status: "completed" as const },
      { position: 2, role: "assistant" as const, text: "I added dark mode.", status: "cancelled" as const },
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
    ["empty answers", Array.from({ length: 9 }, () => [finish("stop")]), "empty_answer"],
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
          { position: 1, role: "user", text: "x".repeat(100_000), status: "completed" },
          { position: 2, role: "assistant", text: "ok", status: "completed" },
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

  test("offers patches to a model that was trained on them, counts each file, and takes a patch from any", async () => {
    const patch = "*** Begin Patch\n*** Add File: index.html\n+<p>x</p>\n*** Add File: a.css\n+a {}\n*** End Patch";
    for (const patches of [true, false]) {
      const { model, requests } = scripted([[...call(0, "apply_patch", { input: patch }), finish()], done]);
      const { input, events } = harness([{ ...model, patches }]);
      expect(await ending(input)).toMatchObject({ status: "completed" });
      expect(requests[0]!.tools.some(({ name }) => name === "apply_patch")).toBe(patches);
      expect(events.filter((event) => event.type === "file.end")).toHaveLength(2);
      const stages = events.flatMap((event) => (event.type === "stage.changed" ? [event.stage] : []));
      // Entered when it is called, and on with each file.
      expect(stages.filter((stage) => stage === "coding")).toHaveLength(3);
    }
  });

  test("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    const model: Model = {
      provider: "openai",
      name: "m",
      patches: false,
      endpoint: "https://openai.test/v1",
      async stream(_request, take) {
        await take({ type: "text", text: "x" });
        controller.abort(new Error("cancelled"));
        controller.signal.throwIfAborted();
      },
    };
    await expect(run(harness([model], { signal: controller.signal }).input)).rejects.toThrow("cancelled");
  });
});
