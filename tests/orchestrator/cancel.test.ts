// A cancel ends the loop in whatever state it is, at once, and nothing is asked, written down or carried out afterwards.
import { expect, test } from "vitest";
import type { Model } from "../../src/llm/model.ts";
import { type RunInput, run } from "../../src/orchestrator/run.ts";
import { call, done, fault, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const page: Script = [...write(0, "index.html", html), ...call(1, "list_files", {}), finish()];

/** A wait that only the signal ends, as the platform's own do. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

const states: [
  state: string,
  scripts: Script[],
  when: (abort: () => void) => Partial<RunInput>,
  asked: number,
  rounds: number,
][] = [
  ["before its first round", [page], (abort) => ({ started: abort }), 0, 0],
  ["while tokens come", [page], (abort) => ({ drained: async () => abort() }), 1, 0],
  [
    "in the wait before a repeat",
    [[fault()], page],
    (abort) => ({
      sleep: async (_ms, signal) => {
        queueMicrotask(abort);
        await untilAborted(signal);
      },
    }),
    1,
    0,
  ],
  ["between a round and the next", [page, done], (abort) => ({ checkpoint: abort }), 1, 0],
  [
    "after its last round",
    [
      [
        { type: "text", text: "A page." },
        ...write(0, "index.html", html),
        ...call(1, "finish_app", { summary: "Done." }),
        finish(),
      ],
    ],
    (abort) => ({ checkpoint: abort }),
    1,
    0,
  ],
];

test.each(states)("%s", async (_state, scripts, when, asked, rounds) => {
  const controller = new AbortController();
  const { model, requests } = scripted(scripts);
  const { input, checkpoints } = harness([model], {
    ...when(() => controller.abort(new Error("cancelled"))),
    signal: controller.signal,
  });
  await expect(run(input)).rejects.toThrow("cancelled");
  expect(requests).toHaveLength(asked);
  expect(checkpoints).toHaveLength(rounds);
});

test("between two calls of a round: the second is not carried out, and the round is not written down", async () => {
  const controller = new AbortController();
  const { model } = scripted([page]);
  const { input, events, checkpoints, workspace } = harness([model], { signal: controller.signal });
  const emit: RunInput["emit"] = (emitted) => {
    input.emit(emitted);
    if (emitted.some((event) => event.type === "file.end")) controller.abort(new Error("cancelled"));
  };
  await expect(run({ ...input, emit })).rejects.toThrow("cancelled");
  expect(workspace.has("index.html")).toBe(true);
  expect(events.filter((event) => event.type === "tool.start")).toEqual([]);
  expect(checkpoints).toEqual([]);
});

test("while the provider is silent, which counts as no fault of it", async () => {
  const controller = new AbortController();
  const silent: Model = {
    provider: "openai",
    name: "m",
    patches: false,
    endpoint: "https://openai.test/v1",
    async stream(_request, _take, signal) {
      queueMicrotask(() => controller.abort(new Error("cancelled")));
      // However a provider's client reports it.
      await untilAborted(signal).catch(() => {
        throw fault("connection");
      });
    },
  };
  const standIn = scripted([page], "openrouter");
  const { input, logged, events } = harness([silent, standIn.model], { signal: controller.signal });
  await expect(run(input)).rejects.toThrow("cancelled");
  expect(standIn.requests).toHaveLength(0);
  expect(logged).toEqual([]);
  expect(events.filter((event) => event.type === "round.reset")).toEqual([]);
});

test("a run that nobody wants any more asks no model, neither again after a wait nor for the next round", async () => {
  const stopped = new Error("stopped");
  /** Wanted so often, then not any more. */
  const wanted = (times: number) => async () => {
    if (times-- <= 0) throw stopped;
  };
  const again = scripted([[fault("overloaded")], done]);
  await expect(run(harness([again.model], { ready: wanted(1) }).input)).rejects.toBe(stopped);
  expect(again.requests).toHaveLength(1);
  const next = scripted([page, done]);
  await expect(run(harness([next.model], { ready: wanted(1) }).input)).rejects.toBe(stopped);
  expect(next.requests).toHaveLength(1);
});
