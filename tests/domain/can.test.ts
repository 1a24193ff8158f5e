// Who may do what, once more and by hand: the table in src says it by rules, this one by name, so that a rule which was changed by mistake is noticed.
import { describe, expect, test } from "vitest";
import { type ActionName, actions, isAppAction, isOwnAction } from "../../src/domain/actions.ts";
import { type Actor, nobody, type Scope, scopes, scopesOf } from "../../src/domain/actor.ts";
import { type AppGrant, can, grantOnApp, grantOwn } from "../../src/domain/can.ts";
import { writeFiles } from "../../src/domain/write-files.ts";
import { appOf, fakeWorld, onApp } from "./world.ts";

const app = { ownerId: "ada" };
const key = (userId: string, ...only: Scope[]): Actor => ({ kind: "key", userId, keyId: "k", scopes: only });

/** The first five are all the owner, in different ways; `program` has a key of the other's. */
const actors: Record<string, Actor> = {
  guest: { kind: "guest", userId: "ada", sessionId: "s" },
  user: { kind: "user", userId: "ada", sessionId: "s" },
  key: key("ada", ...scopes),
  reader: key("ada", "apps:read"),
  builder: key("ada", "apps:build"),
  operator: { kind: "operator", userId: "root", sessionId: "s" },
  other: { kind: "user", userId: "eve", sessionId: "s" },
  program: key("eve", ...scopes),
  nobody,
};

const everyone = "guest user key reader builder operator other program nobody";
const inBrowser = "guest user operator other nobody";
const anyKey = "guest user key operator other program";
const build = "guest user key builder";
const read = "guest user key reader";

const mayDo: Record<ActionName, string> = {
  "server.look": everyone,
  "session.start": everyone,
  "session.read": inBrowser,
  "keys.manage": inBrowser,
  "account.read": anyKey,
  "account.delete": anyKey,
  "app.create": `${anyKey} builder`,
  "app.list": `${anyKey} reader`,
  "app.read": `${read} operator`,
  "app.update": build,
  "app.renew_link": build,
  "app.delete": "guest user key operator",
  "app.follow": read,
  "message.list": read,
  "message.send": build,
  "message.update": build,
  "message.delete": build,
  "version.list": `${read} operator`,
  "version.read": `${read} operator`,
  "version.restore": build,
  "version.cancel": `${build} operator`,
  "version.retry": build,
  "file.list": read,
  "file.read": read,
  "file.compare": read,
  "file.write": build,
};

const named = (text: string) => Object.keys(actors).filter((name) => text.split(" ").includes(name));

describe("on an app of Ada's", () => {
  test.each(Object.entries(mayDo))("%s: %s", (action, who) => {
    const may = Object.entries(actors).filter(([, actor]) => can(actor, action as ActionName, app).ok);
    expect(may.map(([name]) => name)).toEqual(named(who));
  });
});

describe("why not", () => {
  test.each([
    [nobody, "app.list", "signed_out"],
    [nobody, "app.read", "signed_out"],
    [actors.key, "keys.manage", "takes_session"],
    [actors.reader, "message.send", "lacks_scope"],
    [actors.builder, "account.delete", "lacks_scope"],
    [actors.other, "app.read", "not_theirs"],
    // Whether it is somebody else's must not show in what a key lacks.
    [key("eve"), "message.send", "not_theirs"],
    [actors.operator, "file.read", "not_theirs"],
  ] as [Actor, ActionName, string][])("%o %s: %s", (actor, action, reason) => {
    expect(can(actor, action, app)).toEqual({ ok: false, reason });
  });

  test("an app that is not there is nobody's, not even an operator's", () => {
    for (const action of Object.keys(actions) as ActionName[])
      for (const actor of Object.values(actors)) if (isAppAction(action)) expect(can(actor, action, null).ok).toBe(false);
  });
});

describe("a grant", () => {
  test("is for one action, for who asked, on the app as it is", async () => {
    const world = fakeWorld({ apps: [appOf("one", "ada")] });
    const granted = await grantOnApp(world, actors.user ?? nobody, "file.write", "one");
    if (!granted.ok) throw new Error(granted.problem.message);
    expect(granted.value.isFor("file.write")).toBe(true);
    expect(granted.value.isFor("file.read")).toBe(false);
    expect(granted.value).toMatchObject({ appId: "one", actor: actors.user, record: { ownerId: "ada" } });
    const own = grantOwn(actors.user ?? nobody, "app.list");
    expect(own.ok && own.value.isFor("app.list") && !own.value.isFor("app.create")).toBe(true);
  });

  test("is refused with the same words for another's app and for none, and nobody's question is not looked up", async () => {
    const world = fakeWorld({ apps: [appOf("one", "ada")] });
    const another = await grantOnApp(world, actors.other ?? nobody, "app.read", "one");
    expect(another).toEqual(await grantOnApp(world, actors.other ?? nobody, "app.read", "none"));
    expect(another).toMatchObject({ ok: false, problem: { code: "not_found" } });
    world.looked.length = 0;
    expect(await grantOnApp(world, nobody, "app.read", "one")).toMatchObject({ ok: false, problem: { code: "unauthorized" } });
    expect(world.looked).toEqual([]);
  });

  test("is made by the gate alone, and no use case takes another action's: the compiler says so", async () => {
    const world = fakeWorld({ apps: [appOf("one", "ada")] });
    const reading = await onApp(world, "file.read");
    // @ts-expect-error It is for reading.
    const written = await writeFiles(world, reading, { written: [], deleted: [], expectedNumber: 0 });
    expect(written.ok).toBe(false);
    // @ts-expect-error It looks like a grant, and the gate never saw it.
    const forged: AppGrant<"file.read"> = { ...reading, appId: "one", isFor: () => true };
    expect(Object.getPrototypeOf(forged)).not.toBe(Object.getPrototypeOf(reading));
  });

  test("exists for every action that is on an app or on oneself", async () => {
    const world = fakeWorld({ apps: [appOf("one", "ada")] });
    for (const action of Object.keys(actions) as ActionName[]) {
      if (isAppAction(action))
        expect([action, (await grantOnApp(world, actors.user ?? nobody, action, "one")).ok]).toEqual([action, true]);
      if (isOwnAction(action)) expect([action, grantOwn(actors.user ?? nobody, action).ok]).toEqual([action, true]);
    }
  });
});

test("a key's scopes are read as they are stored: none were given is all, what is not known is none", () => {
  expect(scopesOf(null)).toEqual(scopes);
  expect(scopesOf({})).toEqual([]);
  expect(scopesOf({ apps: ["read", "fly"], moon: ["read"] })).toEqual(["apps:read"]);
  expect(scopesOf({ apps: ["build", "read"], account: ["delete"] })).toEqual(["apps:read", "apps:build", "account:delete"]);
});
