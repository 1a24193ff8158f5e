// D1 fails while a person deletes themselves, at each call in turn: nothing is called done that is not, and the same request again finishes it.
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { api } from "../../src/api/index.ts";
import { openDatabase } from "../../src/store/database.ts";
import { apps, user } from "../../src/store/schema.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { callsOf, faultyDatabase, planFault } from "../fakes/faulty-database.ts";
import { guest, origin, page, provider } from "../flow/support.ts";

const db = openDatabase(env.DB);
const message = "D1_ERROR: something that nobody has documented";

/** A person, who leaves through a database that fails for them alone. */
async function person() {
  const client = await guest();
  const name = unique("person");
  const userId = (await client.call<{ account: { id: string } }>("GET", "/api/account")).body.account.id;
  const leave = async (): Promise<number> => {
    const DB = faultyDatabase(env.DB, name);
    return (await api.request(`${origin}/api/account`, { method: "DELETE", headers: client.identity }, { ...env, DB })).status;
  };
  const isGone = async (): Promise<boolean> => {
    const left = await db.batch([
      db.select({ id: user.id }).from(user).where(eq(user.id, userId)),
      db.select({ id: apps.id }).from(apps).where(eq(apps.userId, userId)),
    ]);
    return left.flat().length === 0;
  };
  return { client, userId, name, leave, isGone };
}

/** With an app that is in the database alone: that is all that leaving sees of one, and it costs no run. */
async function personWithRows() {
  const one = await person();
  const times = { createdAt: 1, updatedAt: 1 };
  await db.insert(apps).values({ id: one.userId, userId: one.userId, name: "Mine", ...times });
  return one;
}

test("the request's own calls", async () => {
  const smooth = await personWithRows();
  planFault(smooth.name, { at: 0, when: "before", message });
  expect(await smooth.leave()).toBe(204);
  const calls = callsOf(smooth.name);
  // Who it is, what else lets them in, their apps twice, and the end itself.
  expect(calls).toBeGreaterThanOrEqual(5);

  const faults = Array.from({ length: calls }, (_, index) => index + 1).flatMap((at) =>
    (["before", "after"] as const).map((when) => ({ at, when, message })),
  );
  const endings = faults.map(async (fault) => {
    const one = await personWithRows();
    planFault(one.name, fault);
    const first = await one.leave();
    const goneAtFirst = await one.isGone();
    const second = await one.leave();
    return { fault, first, goneAtFirst, second, gone: await one.isGone() };
  });
  for (const { fault, first, goneAtFirst, second, gone } of await Promise.all(endings)) {
    // The way in is the last that goes: who is not known any more has nothing left.
    const isRight = first >= 500 && [204, 401].includes(second) && (second === 204 || goneAtFirst);
    expect([fault, first, second, isRight, gone]).toEqual([fault, first, second, true, true]);
  }
});

test("the call of an app's hub", async () => {
  const one = await person();
  const prompt = unique("leaving");
  await provider.scenario(prompt, turn(writeFile("index.html", page("Mine"))), turn(finishApp("Done.")));
  const { app, version } = await one.client.createApp(prompt);
  await one.client.ended(app.id, version.id);
  planFault(app.id, { at: 1, when: "before", message });
  expect([await one.leave(), await one.isGone()]).toEqual([503, false]);
  expect([await one.leave(), await one.isGone()]).toEqual([204, true]);
});
