// What a run survives: its hub aborted or evicted, its queue message doubled or dead, its app deleted.
import {
  abortAllDurableObjects,
  createExecutionContext,
  createMessageBatch,
  evictDurableObject,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { RunPointer } from "../../src/hub/contract/run-stream.ts";
import { logRetentionMs } from "../../src/hub/core/limits.ts";
import { openHubStorage } from "../../src/hub/storage.ts";
import { terminalTypes } from "../../src/protocol/events.ts";
import { consume } from "../../src/queue/consumer.ts";
import { gate, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, isLogged, page, provider } from "../flow/support.ts";
import { done, heldApp, hubOf, pointerOf } from "./held-app.ts";

async function deliver(queue: string, pointer: RunPointer) {
  const batch = createMessageBatch<RunPointer>(queue, [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body: pointer },
  ]);
  const context = createExecutionContext();
  await consume(batch, env);
  return getQueueResult(batch, context);
}

describe("a hub that cannot store what it does", () => {
  const triggers = ["log", "meta", "runs"].flatMap((table) => [`INSERT ON ${table}`, `UPDATE ON ${table}`]);
  const sabotage = triggers
    .map((when, index) => `CREATE TRIGGER no_${index} BEFORE ${when} BEGIN SELECT RAISE(ABORT, 'sabotaged'); END;`)
    .join("");
  const repair = triggers.map((_, index) => `DROP TRIGGER no_${index};`).join("");
  const inHub = (appId: string, work: (state: DurableObjectState) => void | Promise<void>) =>
    runInDurableObject(hubOf(appId), (_hub, state) => work(state));

  test("goes on from what is stored, its alarm never fails and rings until it can, and nothing is lost", async () => {
    const client = await guest();
    const { app, version, hold, prompt } = await heldApp(client);
    await inHub(app.id, ({ storage }) => void storage.sql.exec(sabotage));
    await provider.release(hold);
    // The stream breaks at the first event that cannot be stored, and no start of the run can be stored after it.
    for (let rings = 1; rings <= 8; rings += 1) {
      expect(await runDurableObjectAlarm(hubOf(app.id))).toBe(true);
      await inHub(app.id, async ({ storage }) => expect(await storage.getAlarm()).not.toBeNull());
    }
    await inHub(app.id, ({ storage }) => void storage.sql.exec(repair));
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", number: 1 });
    expect(await client.file(app.id, 1, "a.css")).toBe("a {}\n");
    expect((await provider.requests(prompt)).length).toBeGreaterThanOrEqual(4);

    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "version.completed");
    const log = viewer.events.filter(isLogged);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    viewer.close();
  });
});

describe("a run whose hub is killed in the middle of a round", () => {
  test("goes on after its last complete round, repays that one round only, and leaves one version", async () => {
    const client = await guest();
    const { app, version, prompt } = await heldApp(client);
    await abortAllDurableObjects();
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", number: 1, metadata: { attempts: 2, rounds: 3 } });
    expect(await provider.requests(prompt)).toHaveLength(4);
    expect(await client.file(app.id, 1, "index.html")).toBe(page("Kept"));
    expect(await client.file(app.id, 1, "a.css")).toBe("a {}\n");

    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "app.updated");
    const log = viewer.events.filter(isLogged);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter((event) => event.type === "round.reset")).toEqual([expect.objectContaining({ round: 2 })]);
    expect(log.filter((event) => terminalTypes.has(event.type))).toHaveLength(1);
    const { body } = await client.call<{ messages: { role: string; content: string }[] }>("GET", `/api/apps/${app.id}/messages`);
    expect(body.messages.at(-1)?.content).toBe("Round one.\n\nRound two.");
    viewer.close();
  });
});

describe("a runner that asks whether its round is safe", () => {
  test("hears so when it is stored, and that it is alone when its stream does not count", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    const ask = (epoch: number, round: number) => hubOf(app.id).roundStored({ runId: version.id, epoch, round });
    expect(await ask(1, 1)).toBe(true);
    expect(await ask(2, 1)).toBe(false);
    const [second, never] = [ask(1, 2), ask(1, 99)];
    await provider.release(hold);
    expect(await second).toBe(true);
    await client.ended(app.id, version.id);
    expect(await never).toBe(false);
  });
});

describe("a queue message", () => {
  test("that comes twice starts nothing twice", async () => {
    const client = await guest();
    const { app, version, prompt, hold } = await heldApp(client);
    const pointer = await pointerOf(app.id, version.id);
    const again = await Promise.all([deliver("edgewright-runs", pointer), deliver("edgewright-runs", pointer)]);
    expect(again.map((result) => result.explicitAcks.length)).toEqual([1, 1]);
    await provider.release(hold);
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", metadata: { attempts: 1 } });
    expect(await provider.requests(prompt)).toHaveLength(4);
    await deliver("edgewright-runs", pointer);
    expect(await provider.requests(prompt)).toHaveLength(4);
  });

  test("that is dead ends only a run that nothing reads", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    await deliver("edgewright-runs-dead", await pointerOf(app.id, version.id));
    await provider.release(hold);
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed" });

    // Nor one that waits behind another and was never sent.
    const first = unique("first");
    const holdFirst = unique("hold");
    await provider.scenario(first, turn(gate(holdFirst), writeFile("index.html", page("First"))), done);
    const running = await client.send(app.id, first);
    await provider.reached(holdFirst);
    const behind = unique("behind");
    await provider.scenario(behind, turn(writeFile("index.html", page("Behind"))), done);
    const waiting = await client.send(app.id, behind);
    await deliver("edgewright-runs-dead", await pointerOf(app.id, waiting.version.id));
    await provider.release(holdFirst);
    expect(await client.ended(app.id, running.version.id)).toMatchObject({ status: "completed" });
    expect(await client.ended(app.id, waiting.version.id)).toMatchObject({ status: "completed" });
  });
});

describe("deleting an app while it runs", () => {
  test("stops the run, removes everything, and nothing late revives it", async () => {
    const client = await guest();
    const { app, version, prompt, hold } = await heldApp(client);
    const pointer = await pointerOf(app.id, version.id);
    expect((await client.call("DELETE", `/api/apps/${app.id}`)).status).toBe(204);
    const requests = await provider.requests(prompt, { count: 2, ended: true });
    expect(requests.at(-1)?.aborted).toBe(true);
    await provider.release(hold);
    await deliver("edgewright-runs", pointer);
    await deliver("edgewright-runs-dead", pointer);
    for (const table of ["messages", "versions", "files", "blobs", "usage"]) {
      const rows = await env.DB.prepare(`SELECT COUNT(*) AS rows FROM ${table} WHERE app_id = ?`).bind(app.id).first("rows");
      expect([table, rows]).toEqual([table, 0]);
    }
    expect(await env.DB.prepare("SELECT id FROM apps WHERE id = ?").bind(app.id).first()).toBeNull();
    expect(await provider.requests(prompt)).toHaveLength(2);
    await runInDurableObject(hubOf(app.id), (_hub, state) => {
      const kept = openHubStorage(state.storage.sql).load();
      expect(kept).toMatchObject({ appId: app.id, runs: [], deletedAtMs: expect.any(Number), rowDeletions: 1 });
    });
  });
});

describe("the log", () => {
  test("is pruned some time after the last run, and who comes from before is told to start again", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    await provider.release(hold);
    await client.ended(app.id, version.id);
    const last = await runInDurableObject(hubOf(app.id), (_hub, state) => {
      // As if all of it had happened before the retention: the hub reads it when it wakes.
      const storage = openHubStorage(state.storage.sql);
      const kept = storage.load();
      const logged = kept.logged.map((run) => ({ ...run, endedAtMs: run.endedAtMs - logRetentionMs }));
      storage.save(kept, { ...kept, logged, pruneAtMs: Date.now() });
      state.storage.sql.exec("UPDATE log SET at = at - ?", logRetentionMs + 1);
      return kept.lastSeq;
    });
    await evictDurableObject(hubOf(app.id));
    await runDurableObjectAlarm(hubOf(app.id));
    const viewer = await client.subscribe(app.id, 3);
    expect(await viewer.until((event) => event.type === "log.reset")).toEqual({ type: "log.reset", floor: last });
    viewer.close();
    const { body } = await client.call<{ messages: unknown[] }>("GET", `/api/apps/${app.id}/messages`);
    expect(body.messages).toHaveLength(2);
    // What comes next counts on.
    expect((await client.call("PATCH", `/api/apps/${app.id}`, { name: "Later" })).status).toBe(200);
    const next = await client.subscribe(app.id, last);
    expect(await next.until(isLogged)).toMatchObject({ seq: last + 1, type: "app.updated" });
    next.close();
  });
});
