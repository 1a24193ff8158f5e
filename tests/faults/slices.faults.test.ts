// A run in many starts: every round here ends its slice, so that the next one begins in a new invocation, through the queue.
import { beforeEach, describe, expect, test } from "vitest";
import { failuresToOpen } from "../../src/llm/circuit-breaker.ts";
import { maxTriesPerRound } from "../../src/orchestrator/run-limits.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { finishApp, outOfQuota, rateLimited, readFile, say, serverError, turn, writeFile } from "../fakes/client.ts";
import type { Turn } from "../fakes/scenario.ts";
import { guest, isLogged, page, provider } from "../flow/support.ts";
import { hasStandIn, play, serve, withoutJitter, works } from "./support.ts";

beforeEach(withoutJitter);

/** A test of one kind of installation; the other kind does not have it, which is not the same as skipping it. */
const testIf = (applies: boolean) => (name: string, work: () => Promise<void>) => {
  if (applies) test(name, work);
};

const rounds = 6;
/** Each round writes a file and says so; the last one finishes. */
const manyRounds = (): Turn[] => [
  ...Array.from({ length: rounds - 1 }, (_, n) =>
    turn(say(`Part ${n + 1}.`), writeFile(n === 0 ? "index.html" : `part-${n}.css`, n === 0 ? page("Parts") : `.p${n} {}\n`)),
  ),
  turn(finishApp("Done.")),
];
const parts = Array.from({ length: rounds - 1 }, (_, n) => `Part ${n + 1}.`).join("\n\n");

const ofType = <T extends LogEvent["type"]>(events: LogEvent[], type: T) =>
  events.filter((event): event is Extract<LogEvent, { type: T }> => event.type === type);

describe("a run in slices", () => {
  test("asks each round once, whoever watches, and shows one run", async () => {
    const { version, message, events, seqs, terminal, asked } = await play({ openai: manyRounds() });
    expect(version).toMatchObject({ status: "completed", number: 1, metadata: { attempts: rounds, rounds } });
    expect(asked.openai).toHaveLength(rounds);
    expect(asked.openai.flatMap((request) => request.violations)).toEqual([]);
    // Each request holds all rounds before it, and nothing twice.
    const sizes = asked.openai.map((request) => (Array.isArray(request.body.messages) ? request.body.messages.length : 0));
    expect(sizes).toEqual(Array.from({ length: rounds }, (_, n) => (sizes[0] ?? 0) + 2 * n));
    expect(message?.content).toBe(parts);
    expect(version.metadata.files_changed).toHaveLength(rounds - 1);
    expect(terminal).toEqual(["version.completed"]);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(ofType(events, "version.started").map((event) => event.attempt)).toEqual(
      Array.from({ length: rounds }, (_, n) => n + 1),
    );
    expect(ofType(events, "stage.changed").map((event) => event.stage)).toEqual(
      expect.arrayContaining(["analyzing", "planning", "coding", "reviewing", "deploying"]),
    );
    const percents = ofType(events, "stage.changed").map((event) => event.percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    // What a slice has shown stays: only rounds that are still to come are reset when the next one begins.
    for (const reset of ofType(events, "round.reset")) {
      expect(events.slice(0, events.indexOf(reset)).some((event) => "round" in event && event.round === reset.round)).toBe(false);
    }
  });

  test("goes on when nobody watches", async () => {
    const model = await serve({ openai: manyRounds() });
    const client = await guest();
    const { app, version } = await client.createApp("a page", { model });
    expect(await provider.requests(model, { count: rounds, ended: true })).toHaveLength(rounds);
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", metadata: { attempts: rounds } });
    expect(await provider.requests(model)).toHaveLength(rounds);
  });

  testIf(hasStandIn)("stays with the stand-in that an earlier slice went to, and says so once", async () => {
    const { version, events, asked } = await play({
      openai: [turn(say("One."), writeFile("index.html", page("One"))), outOfQuota()],
      openrouter: [turn(readFile("index.html")), turn(finishApp("Done."))],
    });
    expect(version).toMatchObject({ status: "completed", metadata: { provider: "openrouter", attempts: 3 } });
    expect([asked.openai.length, asked.openrouter.length]).toEqual([2, 2]);
    expect(ofType(events, "notice").map((event) => event.code)).toEqual(["provider_switched"]);
  });
});

testIf(hasStandIn)("a provider that fails again and again is left out of the runs that follow", async () => {
  const failing = { openai: Array.from({ length: failuresToOpen }, serverError) };
  const first = await play({ ...failing, openrouter: [...works(), ...works(), ...works()] });
  expect([first.asked.openai.length, first.asked.openrouter.length]).toEqual([maxTriesPerRound, 2]);
  const second = await play({ openai: [] }, first.model);
  expect([second.asked.openai.length, second.asked.openrouter.length]).toEqual([failuresToOpen, 4]);
  const third = await play({ openai: [] }, first.model);
  expect([third.asked.openai.length, third.asked.openrouter.length]).toEqual([failuresToOpen, 6]);
  expect(third.version).toMatchObject({ status: "completed", metadata: { provider: "openrouter" } });
  expect(third.version.metadata.notices).toEqual([
    {
      code: "provider_switched",
      message: expect.stringMatching(/^The server at \S+ could not answer.* left out for now\. Continuing with openai\//),
    },
  ]);
});

testIf(!hasStandIn)("a long wait is waited for in the queue, where the run can be cancelled", async () => {
  const model = await serve({ openai: [rateLimited(300)] });
  const client = await guest();
  const { app, version } = await client.createApp("a page", { model });
  const viewer = await client.subscribe(app.id);
  const notice = await viewer.until((event) => event.type === "notice");
  expect(notice).toMatchObject({
    code: "waiting",
    message: expect.stringMatching(/^The server at \S+ is limiting requests.*Trying again in 5 min\.$/),
  });
  const cancelled = await client.call("POST", `/api/apps/${app.id}/versions/${version.id}/cancel`);
  expect(cancelled.status).toBe(202);
  expect(await client.ended(app.id, version.id)).toMatchObject({ status: "cancelled" });
  expect(await provider.requests(model)).toHaveLength(1);
  expect(viewer.events.filter(isLogged).filter((event) => event.type === "version.cancelled")).toHaveLength(1);
  viewer.close();
});
