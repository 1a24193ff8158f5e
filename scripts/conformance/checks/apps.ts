// Apps: creating, listing and changing them, and what the server says about itself.
import type { App, Model } from "../../../src/protocol/resources.ts";
import { type Check, must, mustEqual, skip } from "../check.ts";
import { prompts } from "../world.ts";

interface Page {
  apps: App[];
  next_cursor: string | null;
  has_more: boolean;
}

export const apps: readonly Check[] = [
  {
    name: "apps.create",
    promise:
      "A message starts a **run**, which becomes a **version**: `pending` → `in_progress` → `completed`, `failed` or `cancelled`.",
    async run({ caller, ready }) {
      const { app, version } = await ready();
      mustEqual("An app that was just created", [app.status, app.current_version], ["generating", null]);
      mustEqual("Its first version", [version.status, version.number, version.parent_number], ["completed", 1, null]);
      const { body } = await caller.expect<{ app: App }>(200, "GET", `/api/apps/${app.id}`);
      mustEqual("The app at rest", body.app.status, "ready");
      must((body.app.current_version ?? 0) >= 1, "The app at rest has no version");
    },
  },
  {
    name: "apps.pages",
    promise: '`has_more` says whether there are older ones; if so, `Link: <…>; rel="next"` is the address of the next page.',
    async run({ url, guest, create }) {
      const owner = await guest("owner of three");
      const made: string[] = [];
      for (const _ of [1, 2, 3]) {
        const { status, body } = await create(owner, { prompt: prompts.create });
        mustEqual("The status of POST /api/apps", status, 202);
        made.push(body.app.id);
        await owner.ask("POST", `/api/apps/${body.app.id}/versions/${body.version.id}/cancel`);
      }
      const found: string[] = [];
      let path: string | null = "/api/apps?limit=2";
      while (path !== null && found.length <= made.length) {
        const { body, headers }: { body: Page; headers: Headers } = await owner.expect<Page>(200, "GET", path);
        found.push(...body.apps.map(({ id }) => id));
        const next: string | undefined = /^<([^>]+)>; rel="next"$/.exec(headers.get("Link") ?? "")?.[1];
        mustEqual(
          "Whether there is a next page",
          [next !== undefined, body.next_cursor !== null],
          [body.has_more, body.has_more],
        );
        path = next === undefined ? null : next.replace(new URL(url).origin, "");
      }
      mustEqual("All apps of all pages", found.toSorted(), made.toSorted());
    },
  },
  {
    name: "apps.patch",
    promise: "A `PATCH` that changes nothing (including `{}`) writes nothing, sends no event and leaves `updated_at` as it was.",
    async run({ caller, ready }) {
      const { app, watched } = await ready();
      const path = `/api/apps/${app.id}`;
      const name = `Conformance ${crypto.randomUUID().slice(0, 8)}`;
      const changed = await caller.expect<{ app: App }>(200, "PATCH", path, { name });
      await watched.until((event) => event.type === "app.updated" && event.app.name === name, "app.updated with the new name");
      const before = watched.events.length;
      for (const body of [{}, { name }]) {
        const same = await caller.expect<{ app: App }>(200, "PATCH", path, body);
        mustEqual("The app after a change that is none", same.body.app, changed.body.app);
      }
      // Events come in order: if there had been one for it, it would have come before this one.
      await caller.expect(200, "PATCH", path, { description: name });
      await watched.until(
        (event) => event.type === "app.updated" && event.app.description === name,
        "app.updated with a description",
      );
      mustEqual("Events for three requests, of which only one changed something", watched.events.length - before, 1);
    },
  },
  {
    name: "apps.models",
    promise: "`model` is one of `GET /api/models`",
    async run({ caller, ready }) {
      const { app } = await ready();
      const { body } = await caller.expect<{ models: Model[]; patterns: string[] }>(200, "GET", "/api/models");
      mustEqual("Models that are the default", body.models.filter((model) => model.default).length, 1);
      if (body.patterns.includes("*")) skip("this server offers every model");
      const none = "conformance/no-such-model";
      const error = await caller.refused("model_not_offered", "PATCH", `/api/apps/${app.id}`, { model: none });
      must(error.hint !== undefined, "The hint does not have the list");
      await caller.refused("model_not_offered", "POST", "/api/apps", { prompt: prompts.create, model: none });
    },
  },
  {
    name: "apps.document",
    promise:
      "(OpenAPI 3.1) is generated from them. It names every operation, status and error code, and client generators can use it.",
    async run({ url, caller }) {
      const { body } = await caller.expect<{ openapi: string; paths: Record<string, object>; servers: { url: string }[] }>(
        200,
        "GET",
        "/api/openapi.json",
      );
      must(body.openapi.startsWith("3.1."), `It is OpenAPI ${body.openapi}`);
      for (const path of ["/api/apps", "/api/apps/{id}/messages", "/api/apps/{id}/events", "/api/apps/{id}/versions/{ref}/diff"])
        must(path in body.paths, `${path} is not in it`);
      mustEqual("Its server", body.servers[0]?.url, new URL(url).origin);
    },
  },
];
