// The same request twice: one app, one message, one version, and the same answer.
import type { Version } from "../../../src/protocol/resources.ts";
import type { Answer } from "../caller.ts";
import { type Check, must, mustEqual } from "../check.ts";
import { type Created, prompts, type Started, type World } from "../world.ts";

const newKey = () => ({ "Idempotency-Key": crypto.randomUUID() });

const stop = ({ caller }: World, { app_id, id }: Version) => caller.ask("POST", `/api/apps/${app_id}/versions/${id}/cancel`);

const ids = ({ message, version }: Started) => [message.id, version.id];

export const idempotency: readonly Check[] = [
  {
    name: "idempotency.apps",
    promise:
      "the same app, message and version, word for word, even while the first request is in progress and after the run is over",
    async run(world) {
      const { caller } = world;
      const headers = newKey();
      const make = () => world.create(caller, { prompt: prompts.create }, headers);
      // Twice at the same time, and once more.
      const [first, second] = await Promise.all([make(), make()]);
      await stop(world, first.body.version);
      await world.ended(first.body.app.id, first.body.version.id);
      const third = await make();
      const told = ({ status, body }: Answer<Created>) => ({ status, body });
      mustEqual("The second answer", told(second), told(first));
      mustEqual("The answer after the run", told(third), told(first));
      await caller.refused("idempotency_mismatch", "POST", "/api/apps", { prompt: `${prompts.create}!` }, headers);
      // Keys belong to one person: another person's equal key is a different key.
      const stranger = await world.guest("stranger");
      const theirs = await world.create(stranger, { prompt: prompts.create }, headers);
      must(theirs.status === 202 && theirs.body.app.id !== first.body.app.id, "Another person's key led to the same app");
      await caller.expect(204, "DELETE", `/api/apps/${first.body.app.id}`);
      await caller.refused("idempotency_mismatch", "POST", "/api/apps", { prompt: prompts.create }, headers);
    },
  },
  {
    name: "idempotency.messages",
    promise: "The same key with another body is 422",
    async run(world) {
      const { caller } = world;
      const { app } = await world.ready();
      const headers = newKey();
      const path = `/api/apps/${app.id}/messages`;
      const body = { content: prompts.question, mode: "ask" };
      const sent = await Promise.all([1, 2, 3].map(() => caller.expect<Started>(202, "POST", path, body, headers)));
      const [first, ...others] = sent.map((answer) => ids(answer.body));
      for (const other of others) mustEqual("Message and version of a repeated request", other, first);
      await caller.refused("idempotency_mismatch", "POST", path, { ...body, mode: "build" }, headers);
      const [{ body: started } = { body: null }] = sent;
      if (started) {
        await stop(world, started.version);
        await world.ended(app.id, started.version.id);
      }
      const after = await caller.expect<Started>(202, "POST", path, body, headers);
      mustEqual("Message and version after the run", ids(after.body), first);
    },
  },
  {
    name: "idempotency.restore",
    promise:
      "`POST` of apps, messages, `retry` and `restore` accepts an `Idempotency-Key` (1–200 characters, kept for 24 hours, per user and route).",
    async run(world) {
      const { caller } = world;
      const { app } = await world.ready();
      const { number } = await world.newest(app.id);
      await caller.expect(201, "PUT", `/api/apps/${app.id}/files/notes/restored.md`, crypto.randomUUID(), {
        "If-Match": String(number),
      });
      const headers = newKey();
      const restore = (ref: number) =>
        caller.ask<{ version: Version }>("POST", `/api/apps/${app.id}/versions/${ref}/restore`, undefined, headers);
      const first = await restore(1);
      const second = await restore(1);
      mustEqual("The status of a restore", first.status, 201);
      mustEqual("The second answer of a restore", [second.status, second.body], [first.status, first.body]);
      mustEqual("The same key for another version", (await restore(number + 1)).status, 422);
      for (const key of ["", "x".repeat(201)])
        await caller.refused("invalid_input", "POST", "/api/apps", { prompt: prompts.create }, { "Idempotency-Key": key });
    },
  },
];
