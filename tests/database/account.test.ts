// D1 fails while a person deletes themselves, at each call in turn: nothing is called done that is not, and the same request again finishes it.
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { api } from "../../src/api/index.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { callsOf, faultyDatabase, planFault } from "../fakes/faulty-database.ts";
import { guest, origin, page, provider } from "../flow/support.ts";

const message = "D1_ERROR: something that nobody has documented";

async function personWithApp() {
  const client = await guest();
  const prompt = unique("leaving");
  await provider.scenario(prompt, turn(writeFile("index.html", page("Mine"))), turn(finishApp("Done.")));
  const { app, version } = await client.createApp(prompt);
  await client.ended(app.id, version.id);
  const name = unique("person");
  const userId = (await client.call<{ account: { id: string } }>("GET", "/api/account")).body.account.id;
  /** As the Worker answers it, with a database that fails for this person. */
  const leave = async (): Promise<number> => {
    const DB = faultyDatabase(env.DB, name);
    return (await api.request(`${origin}/api/account`, { method: "DELETE", headers: client.identity }, { ...env, DB })).status;
  };
  const isGone = async () => {
    const query = env.DB.prepare(
      "SELECT id FROM user WHERE id = ?1 UNION ALL SELECT id FROM apps WHERE user_id = ?1 UNION ALL SELECT sha256 FROM blobs WHERE app_id = ?2",
    );
    return (await query.bind(userId, app.id).all()).results.length === 0;
  };
  return { app, name, leave, isGone };
}

test("the request's own calls", async () => {
  const failed: number[] = [];
  for (const when of ["before", "after"] as const) {
    for (let at = 1, calls = at; at <= calls; at += 1) {
      const person = await personWithApp();
      planFault(person.name, { at, when, message });
      const first = await person.leave();
      if (first === 204) expect([at, when, await person.isGone()]).toEqual([at, when, true]);
      const second = await person.leave();
      // Its way in is the last that goes: who is not known any more has nothing left.
      expect([at, when, first === 204 || [204, 401].includes(second), await person.isGone()]).toEqual([at, when, true, true]);
      calls = Math.max(calls, callsOf(person.name));
      if (first !== 204) failed.push(first);
    }
  }
  // Who it is, what else lets them in, their apps, and the end itself; before and after.
  expect(failed.length).toBeGreaterThanOrEqual(8);
});

test("the call of an app's hub", async () => {
  const person = await personWithApp();
  planFault(person.app.id, { at: 1, when: "before", message });
  expect(await person.leave()).toBe(503);
  expect(await person.isGone()).toBe(false);
  expect(await person.leave()).toBe(204);
  expect(await person.isGone()).toBe(true);
});
