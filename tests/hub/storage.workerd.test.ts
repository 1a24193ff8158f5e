// The hub's storage: what is loaded is what was saved, rows stay below their cap, and a new object makes no tables.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { rowMaxCharacters } from "../../src/hub/core/limits.ts";
import { reduce } from "../../src/hub/core/reduce.ts";
import { emptyState, type HubState } from "../../src/hub/core/state.ts";
import { openEventLog } from "../../src/hub/log.ts";
import { openHubStorage } from "../../src/hub/storage.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { unique } from "../fakes/client.ts";

const inHub = <T>(work: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(env.APP_HUB.getByName(unique("hub")), (_hub, state) => work(state.storage.sql));

/** State after a few commands, each the step before the next. */
function states(): HubState[] {
  const ids = (name: string) => ({ runId: `run-${name}`, assistantMessageId: `a-${name}`, userMessageId: `u-${name}` });
  const input = {
    appId: "123",
    userId: "u",
    content: "Make it 🍅",
    mode: "build" as const,
    model: "",
    origin: "http://localhost",
    idempotency: null,
  };
  const app = { name: "A", nameGiven: false };
  const pointer = { app_id: "123", run_id: "run-1", dispatch: 1 };
  const steps: HubState[] = [emptyState];
  const then = (command: Parameters<typeof reduce>[1]) => {
    const step = reduce(steps.at(-1)!, command, 1_000 * steps.length);
    expect(step.refusal).toBeNull();
    steps.push(step.state);
  };
  then({ type: "submit", input: { ...input, app }, ids: ids("1"), known: null });
  then({ type: "work_done", told: null });
  then({ type: "submit", input: { ...input, app: null }, ids: ids("2"), known: null });
  then({ type: "start", pointer });
  then({ type: "cancel", runId: "run-1" });
  then({ type: "update_app", fields: { name: "B" }, origin: "http://localhost" });
  return steps;
}

test("every state is loaded as it was saved, whatever was saved before", async () => {
  await inHub((sql) => {
    const storage = openHubStorage(sql);
    const all = states();
    for (const [index, after] of all.entries()) {
      storage.save(all[index - 1] ?? emptyState, after);
      const { volatile: _, ...kept } = after;
      const { volatile: __, ...loaded } = { volatile: null, ...openHubStorage(sql).load() };
      expect(JSON.parse(JSON.stringify(loaded))).toEqual(JSON.parse(JSON.stringify(kept)));
    }
  });
});

test("a run that is over leaves, its key keeps how it was asked for, and goes after its life", async () => {
  await inHub((sql) => {
    const storage = openHubStorage(sql);
    const [before = emptyState] = states().filter(({ runs }) => runs.length > 1);
    const [run] = before.runs;
    storage.save(emptyState, before);
    storage.saveKey("key", "request", run?.id ?? "", 5);
    storage.saveKey("other", "request", "another", 6);
    expect(storage.key("key", 4)).toEqual({ request: "request", runId: run?.id, submitted: null });
    storage.save(before, { ...before, runs: before.runs.slice(1) });
    const { id = "", position = 0, submission } = run ?? {};
    if (submission) storage.release({ id, position, submission });
    expect(
      openHubStorage(sql)
        .load()
        .runs.map((left) => left.id),
    ).toEqual(before.runs.slice(1).map((left) => left.id));
    expect(storage.key("key", 4)).toEqual({ request: "request", runId: id, submitted: { id, position, submission } });
    // Not known any more from the end of its life on, whether it is forgotten already or not.
    expect(storage.key("key", 5)).toBeNull();
    storage.forgetKeys(5);
    expect(storage.key("key", 0)).toBeNull();
    expect(storage.key("other", 0)).toMatchObject({ submitted: null });
  });
});

test("asking an object that never was creates nothing", async () => {
  await inHub((sql) => {
    const storage = openHubStorage(sql);
    expect(storage.load()).toBe(emptyState);
    expect(storage.key("x", 0)).toBeNull();
    expect(storage.thread()).toBeNull();
    const log = openEventLog(sql);
    expect([...log.replay(0), log.lastBefore(1, null)]).toEqual([0]);
    log.drop(1);
    log.clear();
    const tables = sql.exec(
      "SELECT name FROM sqlite_master WHERE name IN ('meta', 'runs', 'log', 'checkpoints', 'thread', 'keys')",
    );
    expect(tables.toArray()).toEqual([]);
  });
});

test("a checkpoint of any size comes back whole, in rows below the cap, also when a row would end inside a character", async () => {
  await inHub((sql) => {
    const storage = openHubStorage(sql);
    storage.save(emptyState, states()[1]!);
    for (const lead of ["", "x"]) {
      const data = lead + "🍅".repeat(1.4 * rowMaxCharacters);
      storage.addCheckpoint("run", 1, data);
      storage.addCheckpoint("run", 2, "second");
      expect(storage.checkpoints("run")).toEqual([data, "second"]);
      const rows = sql
        .exec<{ bytes: number }>("SELECT LENGTH(CAST(data AS BLOB)) AS bytes FROM checkpoints WHERE round = 1")
        .toArray();
      expect(rows).toHaveLength(3);
      expect(Math.max(...rows.map(({ bytes }) => bytes))).toBeLessThan(1_500_000);
    }
    storage.moveCheckpoints("run", "again");
    expect(storage.checkpoints("run")).toEqual([]);
    expect(storage.checkpoints("again")).toHaveLength(2);
  });
});

test("many large events of one frame are several rows, and replay is the same from any point", async () => {
  await inHub((sql) => {
    openHubStorage(sql).save(emptyState, states()[1]!);
    const log = openEventLog(sql);
    const text = "y".repeat(90_000);
    const events = Array.from(
      { length: 20 },
      (_, index): LogEvent => ({ seq: index + 1, at: "", type: "text.delta", round: 1, block_id: "b", text }),
    );
    const frames = log.append(events, 5);
    expect(frames.length).toBeGreaterThan(3);
    expect(frames.flatMap((frame) => JSON.parse(frame) as LogEvent[])).toEqual(events);
    expect(
      Math.max(
        ...sql
          .exec<{ size: number }>("SELECT LENGTH(body) AS size FROM log")
          .toArray()
          .map(({ size }) => size),
      ),
    ).toBeLessThan(1.1 * rowMaxCharacters);
    for (const after of [0, 1, 7, 19, 20]) {
      expect([...log.replay(after)].flatMap((frame) => JSON.parse(frame) as LogEvent[])).toEqual(events.slice(after));
    }
    expect(log.lastBefore(5, 8)).toBeLessThan(8);
    log.drop(log.lastBefore(5, 8));
    expect([...log.replay(0)].flatMap((frame) => JSON.parse(frame) as LogEvent[]).at(-1)?.seq).toBe(20);
  });
});

test("small frames of a run are packed into rows, each run begins its own, and a log that was pruned goes on", async () => {
  await inHub((sql) => {
    openHubStorage(sql).save(emptyState, states()[1]!);
    const event = (seq: number, version_id: string): LogEvent => ({
      ...{ seq, at: "2026-11-26T00:00:00.000Z", version_id },
      ...{ type: "file.delta", round: 1, call_id: "1:c", offset: seq, text: 'a "b"\n🍅' },
    });
    let log = openEventLog(sql);
    const events = Array.from({ length: 1_500 }, (_, index) => event(index + 1, index < 1_000 ? "one" : "two"));
    for (const [index, item] of events.entries()) {
      expect(log.append([item], index)).toEqual([JSON.stringify([item])]);
      // The object dies and comes back.
      if (index === 300) log = openEventLog(sql);
    }
    const rows = sql
      .exec<{ first: number; last: number; at: number }>("SELECT first, last, at FROM log ORDER BY first")
      .toArray();
    expect(rows.length).toBeLessThan(12);
    expect(rows.some(({ first }) => first === 1_001)).toBe(true);
    for (const { last, at } of rows) expect(at).toBe(last - 1);
    for (const after of [0, 1, 300, 301, 999, 1_000, 1_499]) {
      expect([...log.replay(after)].flatMap((frame) => JSON.parse(frame) as LogEvent[])).toEqual(events.slice(after));
    }
    log.drop(1_500);
    log.append([event(1_501, "two")], 9);
    expect([...log.replay(0)]).toEqual([JSON.stringify([event(1_501, "two")])]);
  });
});
