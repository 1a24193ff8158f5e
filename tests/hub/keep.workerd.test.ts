// What a hub keeps and what it lets go: stored data that cannot be read, an object that is aborted, and what has had its time.
import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { keyLifeMs, tombstoneMs } from "../../src/hub/core/limits.ts";
import { openHubStorage } from "../../src/hub/storage.ts";
import { terminalTypes } from "../../src/protocol/events.ts";
import type { App, Version } from "../../src/protocol/resources.ts";
import { turn, unique, writeFile } from "../fakes/client.ts";
import { guest, page, provider } from "../flow/support.ts";
import { done, heldApp, hubOf, pointerOf } from "./held-app.ts";
import { dump } from "./stored/stored.ts";

describe("a hub that cannot read what it has stored", () => {
  test("does nothing and loses nothing, says so, and its alarm rings until it can", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    const inHub = <T>(work: (storage: DurableObjectStorage) => T) =>
      runInDurableObject(hubOf(app.id), (_hub, { storage }) => work(storage));
    const bodies = () => inHub(({ sql }) => sql.exec<{ body: string }>("SELECT body FROM runs").toArray());
    const [good] = await bodies();
    await inHub(({ sql }) => void sql.exec("UPDATE runs SET body = '{'"));
    await abortAllDurableObjects();
    await provider.release(hold);
    for (let rings = 1; rings <= 8; rings += 1) {
      expect(await runDurableObjectAlarm(hubOf(app.id))).toBe(true);
      expect(await inHub((storage) => storage.getAlarm())).not.toBeNull();
    }
    const sent = await client.call("POST", `/api/apps/${app.id}/messages`, { content: "Are you there?" });
    expect(sent).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
    const events = await client.call("GET", `/api/apps/${app.id}/events`, undefined, { Upgrade: "websocket" });
    expect(events.status).toBe(503);
    expect(await bodies()).toEqual([{ body: "{" }]);

    await inHub(({ sql }) => void sql.exec("UPDATE runs SET body = ?", good?.body ?? ""));
    expect(await runDurableObjectAlarm(hubOf(app.id))).toBe(true);
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", number: 1, metadata: { attempts: 2 } });
  });
});

describe("a hub that is aborted", () => {
  test("with a message on its way has taken it or not, and the same request again makes one run of it", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    await provider.release(hold);
    await client.ended(app.id, version.id);
    const [content, userId] = [unique("again"), unique("user")];
    await provider.scenario(content, turn(writeFile("index.html", page("Again"))), done);
    const message = { appId: app.id, userId, app: null, content, mode: "build" as const, model: "" };
    const input = { ...message, origin: "http://localhost", idempotency: { key: unique("key"), request: content } };
    // Nobody hears of what it says: the object is gone before the answer.
    await runInDurableObject(hubOf(app.id), (hub, state) => {
      hub.submit(input).catch(() => {});
      state.abort("gone");
    }).catch((error: unknown) => expect(String(error)).toContain("gone"));
    const reply = await hubOf(app.id).submit(input);
    if (!reply.ok) throw new Error(reply.problem.message);
    expect(await client.ended(app.id, reply.value.version.id)).toMatchObject({ status: "completed", number: 2 });
    const versions = await env.DB.prepare("SELECT id FROM versions WHERE app_id = ?").bind(app.id).all();
    expect(versions.results).toHaveLength(2);
    expect(await provider.requests(content)).toHaveLength(2);
  });

  test("with an end that the database does not have yet ends the run that way, once, when its alarm rings", async () => {
    const client = await guest();
    const { app, version, prompt, hold } = await heldApp(client);
    const away = `CREATE TRIGGER away_${version.id.replaceAll("-", "_")} BEFORE UPDATE ON versions WHEN NEW.id = '${version.id}' BEGIN SELECT RAISE(ABORT, 'away'); END`;
    await env.DB.prepare(away).run();
    const cancelled = await client.call("POST", `/api/apps/${app.id}/versions/${version.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 202, body: { version: { status: "cancelled" } } });
    const stored = () => env.DB.prepare("SELECT status FROM versions WHERE id = ?").bind(version.id).first("status");
    expect(await stored()).toBe("in_progress");
    await abortAllDurableObjects();
    await provider.release(hold);
    await env.DB.prepare(`DROP TRIGGER away_${version.id.replaceAll("-", "_")}`).run();

    expect(await runDurableObjectAlarm(hubOf(app.id))).toBe(true);
    expect(await client.ended(app.id, version.id)).toMatchObject({
      status: "cancelled",
      number: null,
      metadata: { attempts: 1 },
    });
    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "app.updated");
    expect(viewer.events.filter((event) => terminalTypes.has(event.type))).toMatchObject([{ type: "version.cancelled" }]);
    viewer.close();
    expect(await provider.requests(prompt)).toHaveLength(2);
    expect(await stored()).toBe("cancelled");
  });
});

describe("what a hub keeps for a time", () => {
  test("an idempotency key is forgotten by its alarm, and is not known any more", async () => {
    const client = await guest();
    const [prompt, key] = [unique("keyed"), { "Idempotency-Key": unique("key") }];
    await provider.scenario(prompt, turn(writeFile("index.html", page("Keyed"))), done);
    const create = () => client.call<{ app: App; version: Version }>("POST", "/api/apps", { prompt }, key);
    const { app, version } = (await create()).body;
    await client.ended(app.id, version.id);
    expect((await create()).body.version.id).toBe(version.id);
    await runInDurableObject(hubOf(app.id), (_hub, { storage: { sql } }) => {
      const storage = openHubStorage(sql);
      const kept = storage.load();
      expect(kept.keys?.forgetAtMs).toBeGreaterThan(Date.now());
      storage.save(kept, { ...kept, keys: { lastAtMs: Date.now() - keyLifeMs, forgetAtMs: Date.now() } });
      sql.exec("UPDATE keys SET at = at - ?", keyLifeMs);
    });
    await evictDurableObject(hubOf(app.id));
    expect(await create()).toMatchObject({ status: 422, body: { error: { code: "idempotency_mismatch" } } });
    await runDurableObjectAlarm(hubOf(app.id));
    await runInDurableObject(hubOf(app.id), (_hub, { storage: { sql } }) => {
      expect(sql.exec("SELECT key FROM keys").toArray()).toEqual([]);
      expect(openHubStorage(sql).load().keys).toBeNull();
    });
  });

  test("the tombstone of a deleted app goes, and then there is nothing, and no alarm", async () => {
    const client = await guest();
    const { app, version, hold } = await heldApp(client);
    const pointer = await pointerOf(app.id, version.id);
    expect((await client.call("DELETE", `/api/apps/${app.id}`)).status).toBe(204);
    await provider.release(hold);
    await runInDurableObject(hubOf(app.id), (_hub, { storage: { sql } }) => {
      const storage = openHubStorage(sql);
      const kept = storage.load();
      storage.save(kept, { ...kept, deletedAtMs: Date.now() - tombstoneMs });
    });
    await evictDurableObject(hubOf(app.id));
    expect(await runDurableObjectAlarm(hubOf(app.id))).toBe(true);
    // Answered when the work of the alarm is done.
    await hubOf(app.id).deadLetter(pointer);
    await runInDurableObject(hubOf(app.id), async (_hub, { storage }) => {
      expect(dump(storage.sql).tables).toEqual({});
      expect(await storage.getAlarm()).toBeNull();
    });
  });
});
