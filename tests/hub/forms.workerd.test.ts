// Stored hubs of every form are brought to the present one, and one of a form that is yet to come is left alone. The fixture of the
// present one is what a hub stores today; storage-document.test.ts holds STORAGE.md to it.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { reduce } from "../../src/hub/core/reduce.ts";
import { restored } from "../../src/hub/core/state.ts";
import { bringToCurrentForm, currentForm, NewerFormError } from "../../src/hub/forms/forms.ts";
import { openHubStorage } from "../../src/hub/storage.ts";
import { callWithGate, finishApp, gate, say, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, page, provider } from "../flow/support.ts";
import { shapeOf } from "./stored/shape.ts";
import { busyByForm, dump, form1, put, type StoredHub } from "./stored/stored.ts";

const recorded = busyByForm[currentForm - 1] ?? form1.busy;

const hubOf = (appId: string) => env.APP_HUB.getByName(appId);
const inHub = <T>(work: (storage: DurableObjectStorage) => T, name = unique("hub")): Promise<T> =>
  runInDurableObject(hubOf(name), (_hub, { storage }) => work(storage));

const runIds = form1.busy.tables.runs?.map(({ id }) => String(id)) ?? [];
const [completed, stopped, working, neverBegan, waiting] = runIds;

/** Columns of each table. */
const columns = ({ tables }: StoredHub, sql: SqlStorage) =>
  Object.fromEntries(
    Object.keys(tables).map((table) => [
      table,
      sql
        .exec<{ name: string }>("SELECT name FROM pragma_table_info(?) ORDER BY name", table)
        .toArray()
        .map(({ name }) => name),
    ]),
  );

test("a hub in any earlier form is one of the present form afterwards, field by field", async () => {
  expect(busyByForm).toHaveLength(currentForm);
  for (const earlier of busyByForm)
    await inHub((storage) => {
      put(storage.sql, earlier);
      bringToCurrentForm(storage);
      expect([...shapeOf(dump(storage.sql))].sort()).toEqual([...shapeOf(recorded)].sort());
    });
});

describe("a hub in form 1", () => {
  test.each(Object.keys(form1) as (keyof typeof form1)[])(
    "%s: has the tables of a new one afterwards, once and for all",
    async (name) => {
      const fresh = await inHub((storage) => {
        put(storage.sql, recorded);
        return columns(dump(storage.sql), storage.sql);
      });
      await inHub((storage) => {
        put(storage.sql, form1[name]);
        bringToCurrentForm(storage);
        const once = dump(storage.sql);
        expect(columns(once, storage.sql)).toEqual(fresh);
        expect(once.tables.meta).toContainEqual({ key: "form", value: String(currentForm) });
        bringToCurrentForm(storage);
        expect(dump(storage.sql)).toEqual(once);
      });
    },
  );

  test("keeps what is not finished, and of what is finished only what is asked for again", async () => {
    await inHub((storage) => {
      put(storage.sql, form1.busy);
      bringToCurrentForm(storage);
      const hub = openHubStorage(storage.sql);
      const state = hub.load();
      expect(state.runs.map(({ id }) => id)).toEqual([working, waiting]);
      expect(state.runs[1]?.submission).toEqual({
        appId: state.appId,
        app: null,
        messages: [
          expect.objectContaining({ position: 8, role: "user", content: "well said", status: "completed", revision: 1 }),
          expect.objectContaining({ position: 9, role: "assistant", content: "", status: "pending", revision: 0 }),
        ],
        userMessageId: expect.any(String),
        assistantMessageId: expect.any(String),
        kind: "ask",
        parentNumber: 1,
        madeBy: "run",
        restoredFrom: null,
        summary: "",
        createdAtMs: 1795860090783,
      });
      expect(state.cutShort).toEqual([
        { runId: stopped, roundsOf: stopped, nameGiven: false },
        { runId: neverBegan, roundsOf: stopped, nameGiven: false },
      ]);
      expect(state.keys).toEqual({ lastAtMs: 1795860090783, forgetAtMs: 1795860089137 + 24 * 60 * 60 * 1000 });
      for (const { key, reply } of form1.busy.tables.replies ?? []) {
        const known = hub.key(String(key), 0);
        expect(known?.runId).toBe(reply);
        expect(known?.submitted?.id).toBe(reply === waiting ? undefined : reply);
      }
      expect(hub.checkpoints(working ?? "")).toHaveLength(1);
      expect(hub.thread()).toBe(form1.busy.tables.thread?.[0]?.data);
    });
  });

  test("goes on: a retry of what was stopped takes over its rounds, also through one that never began", async () => {
    await inHub((storage) => {
      put(storage.sql, form1.busy);
      bringToCurrentForm(storage);
      const state = { ...restored(openHubStorage(storage.sql).load()), runs: [] };
      const userMessage = { id: "u", position: 3, content: "stopped" };
      const old = { runId: neverBegan ?? "", isOver: true, isComplete: false, mode: "build" as const, userMessage };
      const input = { appId: "a", versionId: old.runId, model: "", origin: "http://localhost", idempotency: null };
      const retry = { type: "retry" as const, input, old, ids: { runId: "again", assistantMessageId: "b" }, known: null };
      const { state: after } = reduce(state, retry, 2_000_000_000_000);
      expect(after.runs).toMatchObject([{ id: "again", retryOf: stopped }]);
      expect(after.resumable?.runId).toBe(stopped);
    });
  });

  test("from before forms had numbers is gone on from with its rounds and what it lacks", async () => {
    await inHub((storage) => {
      put(storage.sql, form1.oldest);
      bringToCurrentForm(storage);
      const state = openHubStorage(storage.sql).load();
      expect(state).toMatchObject({
        rowDeletions: 0,
        appRevision: 0,
        appChange: null,
        cutShort: [{ roundsOf: stopped }, { roundsOf: stopped }],
      });
      const [run] = state.runs;
      expect(run).toMatchObject({ id: working, completedRounds: 1, firstSeq: 8, resumes: 0, brokenStarts: 0, switches: [] });
      expect(run?.rounds).toMatchObject([{ round: 1, inputTokens: 1213, reasoningTokens: null, costSource: null }]);
      expect(run?.submission.messages).toMatchObject([{ revision: 0 }, { revision: 0 }]);
      expect(run).not.toHaveProperty("announced");
    });
  });

  test("that a step fails on stays as it is", async () => {
    await inHub((storage) => {
      const [first, ...others] = form1.busy.tables.runs?.toReversed() ?? [];
      put(storage.sql, { ...form1.busy, tables: { ...form1.busy.tables, runs: [...others, { ...first, body: "{" }] } });
      const before = dump(storage.sql);
      expect(() => bringToCurrentForm(storage)).toThrow();
      expect(dump(storage.sql)).toEqual(before);
    });
  });

  test("answers a request that it answered before like the first time", async () => {
    const [{ key = "", request = "" } = {}] = form1.busy.tables.replies?.filter(({ reply }) => reply === completed) ?? [];
    const appId = String(form1.busy.tables.meta?.find((row) => row.key === "app_id")?.value);
    // Somebody repeats it in time.
    const tables = {
      ...form1.busy.tables,
      replies: (form1.busy.tables.replies ?? []).map((row) => ({ ...row, at: Date.now() })),
    };
    await inHub(({ sql }) => put(sql, { ...form1.busy, tables }), appId);
    await evictDurableObject(hubOf(appId));
    const reply = await hubOf(appId).submit({
      ...{ appId, userId: "u", app: { name: "Mine", nameGiven: true }, content: "first", mode: "build", model: "" },
      ...{ origin: "http://localhost", idempotency: { key: String(key), request: String(request) } },
    });
    expect(reply).toMatchObject({
      ok: true,
      value: {
        app: { id: appId, name: "Mine", status: "generating", current_version: null },
        message: { content: "first (ddd9e7ba)", role: "user", version_id: completed },
        version: { id: completed, status: "pending", number: null, metadata: { kind: "create", origin: "run", rounds: 0 } },
      },
    });
    await hubOf(appId).destroyApp(appId);
  });
});

test("a hub in a form that is yet to come is left alone, answers what to do, and goes on when the newer software is back", async () => {
  const appId = unique("hub");
  const meta = (recorded.tables.meta ?? []).map((row) => (row.key === "form" ? { ...row, value: String(currentForm + 1) } : row));
  const newer = { ...recorded, tables: { ...recorded.tables, meta } };
  const ask = () => hubOf(appId).editMessage({ messageId: "m", content: "c" });
  await inHub(({ sql }) => {
    put(sql, newer);
  }, appId);
  await evictDurableObject(hubOf(appId));
  expect(await ask()).toMatchObject({ ok: false, problem: { code: "unavailable" } });
  expect(await hubOf(appId).destroyApp(appId)).toMatchObject({ ok: false, problem: { code: "unavailable" } });
  expect((await hubOf(appId).fetch("https://hub/events")).status).toBe(503);
  await runInDurableObject(hubOf(appId), (hub) =>
    expect(hub.start({ app_id: appId, run_id: "r", dispatch: 1 })).rejects.toThrow(/cannot be read/),
  );
  await inHub(async (storage) => {
    expect(() => bringToCurrentForm(storage)).toThrow(NewerFormError);
    await storage.setAlarm(Date.now() + 60_000);
  }, appId);
  // The alarm is what goes on later: it never fails, and rings until then.
  for (let rings = 1; rings <= 8; rings += 1) {
    expect(await runDurableObjectAlarm(hubOf(appId))).toBe(true);
    await inHub(async (storage) => {
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      expect(dump(storage.sql)).toEqual({ ...newer, schema: expect.any(Array) });
    }, appId);
  }
  await inHub(({ sql }) => void sql.exec("UPDATE meta SET value = ? WHERE key = 'form'", String(currentForm)), appId);
  await evictDurableObject(hubOf(appId));
  expect(await ask()).toMatchObject({ ok: false, problem: { code: "message_not_waiting" } });
  await inHub((storage) => storage.deleteAll(), appId);
});

describe("what a hub stores", () => {
  let live: StoredHub;

  /** The history that the fixtures hold, played again. */
  beforeAll(async () => {
    const client = await guest();
    const done = turn(finishApp("Done."));
    const post = async (path: string, body: unknown) =>
      (
        await client.call<{ app: { id: string }; version: { id: string }; message: { id: string } }>("POST", path, body, {
          "Idempotency-Key": unique("key"),
        })
      ).body;
    const [first, second, third] = [unique("first"), unique("stopped"), unique("running")];
    const [holdSecond, holdThird] = [unique("hold"), unique("hold")];
    await provider.scenario(first, turn(say("One."), writeFile("index.html", page("One"))), done);
    await provider.scenario(
      second,
      turn(say("Round one."), writeFile("a.css", "a {}\n")),
      turn(say("x"), ...callWithGate(0, writeFile("b.css", "b {}\n"), holdSecond)),
    );
    await provider.scenario(
      third,
      turn(say("Round one."), writeFile("c.css", "c {}\n")),
      turn(say("x"), gate(holdThird), writeFile("d.css", "d {}\n")),
      done,
    );
    const created = await post("/api/apps", { prompt: first, name: "Mine" });
    const path = `/api/apps/${created.app.id}`;
    await client.ended(created.app.id, created.version.id);
    const cut = await post(`${path}/messages`, { content: second });
    await provider.reached(holdSecond);
    await client.call("POST", `${path}/versions/${cut.version.id}/cancel`);
    await client.ended(created.app.id, cut.version.id);
    await provider.release(holdSecond);
    await client.send(created.app.id, third);
    await provider.reached(holdThird);
    const retried = await post(`${path}/versions/${cut.version.id}/retry`, {});
    await client.call("POST", `${path}/versions/${retried.version.id}/cancel`);
    await client.ended(created.app.id, retried.version.id);
    const behind = await post(`${path}/messages`, { content: "badly said", mode: "ask" });
    await client.call("PATCH", `${path}/messages/${behind.message.id}`, { content: "well said" });
    await client.call("PATCH", path, { name: "Renamed" });
    live = await inHub(({ sql }) => dump(sql), created.app.id);
    // Of a new form the first fixture is what stands here.
    console.log(`RECORDED ${JSON.stringify(live)}`);
    await client.call("DELETE", path);
    await provider.release(holdThird);
  });

  test("is what the fixture of the present form holds: another field is another form", () => {
    expect([...shapeOf(live)].sort()).toEqual([...shapeOf(recorded)].sort());
  });
});
