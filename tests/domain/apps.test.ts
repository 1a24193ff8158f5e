// Apps, messages and the account: what a use case refuses before anything happens, and what it asks of the hub.
import { describe, expect, test } from "vitest";
import { message } from "../../src/api/operations/examples.ts";
import { deleteAccount, readAccount } from "../../src/domain/account.ts";
import { createApp, listApps, updateApp } from "../../src/domain/apps.ts";
import { appIdFor, readIdempotencyKey } from "../../src/domain/idempotency.ts";
import { deleteMessage, listMessages, updateMessage } from "../../src/domain/messages.ts";
import { appOf, fakeWorld, onApp, own } from "./world.ts";

const sending = { idempotencyKey: null, waitSeconds: null };

describe("creating an app", () => {
  test("names it after its prompt, unless it is given a name", async () => {
    const world = fakeWorld();
    await createApp(world, own("app.create"), { prompt: "a timer\nwith sound", mode: "build" }, sending);
    await createApp(world, own("app.create"), { prompt: "a timer", name: "Focus", mode: "build", model: "m" }, sending);
    expect(world.submitted.map(({ app, model, userId }) => ({ ...app, model, userId }))).toEqual([
      { name: "a timer", nameGiven: false, model: "", userId: "ada" },
      { name: "Focus", nameGiven: true, model: "m", userId: "ada" },
    ]);
  });

  test("leads the same key of the same person to the same app, and remembers what it was used for", async () => {
    const world = fakeWorld();
    const once = { ...sending, idempotencyKey: "k" };
    const create = (prompt: string) => createApp(world, own("app.create"), { prompt, mode: "build" }, once);
    await create("a");
    await create("a");
    await create("b");
    const [first, second, third] = world.submitted;
    expect([second?.appId, third?.appId]).toEqual([first?.appId, first?.appId]);
    expect([second?.idempotency, third?.idempotency?.key]).toEqual([first?.idempotency, first?.idempotency?.key]);
    expect(third?.idempotency?.request).not.toBe(first?.idempotency?.request);
    expect(await appIdFor("eve", "k")).not.toBe(first?.appId);
    expect(await appIdFor("ada", null)).not.toBe(await appIdFor("ada", null));
    expect(first?.appId).toMatch(/^[a-z2-7]{26}$/);
  });

  test("is refused before a hub hears of it: a model that is not offered, an app that is not prepared", async () => {
    const names = Array.from({ length: 30 }, (_, at) => `m${at}`);
    const picky = fakeWorld({ models: { isOffered: (model) => model === "", names: () => names } });
    const create = (world: typeof picky, model?: string) =>
      createApp(world, own("app.create"), { prompt: "x", mode: "build", ...(model === undefined ? {} : { model }) }, sending);
    expect(await create(picky, "gpt-9")).toMatchObject({
      ok: false,
      problem: { code: "model_not_offered", hint: expect.stringMatching(/m19, … \(GET \/api\/models/) },
    });
    expect(await create(picky)).toMatchObject({ ok: true });
    const refusal = { message: "Not that.", hint: "But this.", suggestions: ["a timer"] };
    const demo = fakeWorld({ models: { refusedBeforehand: () => refusal } });
    expect(await create(demo)).toEqual({ ok: false, problem: { code: "not_prepared", ...refusal } });
    expect([picky.submitted.length, demo.submitted.length]).toEqual([1, 0]);
  });
});

test("a change that changes nothing asks no hub, but for a name while a run works", async () => {
  const world = fakeWorld({ apps: [appOf("one", "ada"), appOf("busy", "ada", { status: "generating" })] });
  const update = async (appId: string, fields: Parameters<typeof updateApp>[2]) =>
    updateApp(world, await onApp(world, "app.update", appId), fields);
  for (const fields of [{}, { name: "An app" }, { description: "", model: "" }])
    expect(await update("one", fields)).toMatchObject({ ok: true, value: { name: "An app" } });
  await update("busy", { description: "" });
  expect(world.updated).toEqual([]);
  await update("busy", { name: "An app" });
  await update("one", { name: "Another" });
  expect(world.updated).toEqual([{ name: "An app" }, { name: "Another" }]);
});

test("a list of apps goes on where the page before ended", async () => {
  const at = (second: number) => ({ updated_at: `2026-11-28T09:30:0${second}.500Z` });
  const apps = [appOf("aa", "ada", at(1)), appOf("bb", "ada", at(2)), appOf("cc", "ada", at(2)), appOf("dd", "eve", at(3))];
  const world = fakeWorld({ apps });
  const list = async (cursor?: string) => {
    const listed = await listApps(world, own("app.list"), { limit: 1, cursor });
    return listed.ok ? [listed.value.apps.map(({ id }) => id), listed.value.nextCursor] : listed.problem.code;
  };
  const second = `${Date.parse("2026-11-28T09:30:02.500Z")}`;
  expect(await list()).toEqual([["cc"], `${second}.cc`]);
  expect(await list(`${second}.cc`)).toEqual([["bb"], `${second}.bb`]);
  expect(await list(`${second}.bb`)).toEqual([["aa"], null]);
  expect(await list("nonsense")).toBe("invalid_input");
});

test("an idempotency key has a length", () => {
  expect(readIdempotencyKey(undefined)).toEqual({ ok: true, value: null });
  expect(readIdempotencyKey("k".repeat(200))).toMatchObject({ ok: true });
  for (const key of ["", "k".repeat(201)])
    expect(readIdempotencyKey(key)).toMatchObject({ ok: false, problem: { code: "invalid_input" } });
});

test("messages are paged oldest first, and only those of the app can be changed", async () => {
  const world = fakeWorld({ apps: [appOf("one", "ada")] });
  world.messages = ["1", "2", "3"].map((id) => ({ ...message, id }));
  const list = async (before?: string) => {
    const listed = await listMessages(world, await onApp(world, "message.list"), { limit: 2, before });
    return listed.ok ? [listed.value.messages.map(({ id }) => id), listed.value.hasMore] : listed.problem.code;
  };
  expect([await list(), await list("2"), await list("9")]).toEqual([[["2", "3"], true], [["1"], false], "invalid_input"]);
  const [update, remove] = [await onApp(world, "message.update"), await onApp(world, "message.delete")];
  expect(await updateMessage(world, update, "2", { content: "new" })).toMatchObject({ ok: true, value: { content: "new" } });
  expect(await updateMessage(world, update, "9", { content: "new" })).toMatchObject({
    ok: false,
    problem: { code: "not_found" },
  });
  expect(await deleteMessage(world, remove, "9")).toMatchObject({ ok: false, problem: { code: "not_found" } });
});

describe("deleting oneself", () => {
  const many = Array.from({ length: 60 }, (_, at) => appOf(`app-${at}`, "ada"));

  test("takes away every app through its hub, then the way in; what asked for it is let in to the end", async () => {
    const world = fakeWorld({ apps: [...many, appOf("eves", "eve")] });
    expect(await deleteAccount(world, own("account.delete"))).toEqual({ ok: true, value: null });
    expect([world.destroyed.length, [...world.apps.keys()], [...world.users]]).toEqual([60, ["eves"], []]);
    expect(world.revoked).toEqual([["ada", { kind: "session", id: "session of ada" }]]);
    expect(await readAccount(world, own("account.read"))).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  test("that cannot be finished says so, and goes on when it is asked for again", async () => {
    const world = fakeWorld({ apps: many });
    world.stuck.add("app-30");
    expect(await deleteAccount(world, own("account.delete"))).toMatchObject({ ok: false, problem: { code: "unavailable" } });
    expect([...world.users]).toEqual(["ada"]);
    world.stuck.clear();
    expect(await deleteAccount(world, own("account.delete"))).toEqual({ ok: true, value: null });
    expect([world.apps.size, world.users.size]).toEqual([0, 0]);
  });
});
