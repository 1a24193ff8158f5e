// The model of an app is one that the operator offers, or the default: nothing else is ever asked for.
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { App } from "../../src/protocol/resources.ts";
import { openDatabase } from "../../src/store/database.ts";
import { apps } from "../../src/store/schema.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, page, provider } from "../flow/support.ts";

const answers = [turn(writeFile("index.html", page("One"))), turn(finishApp("Done."))];

describe("a model that is not on the operator's list", () => {
  test("is refused with the list, for a new app and for a change, and nothing is asked", async () => {
    const client = await guest();
    const prompt = unique("dear");
    const listed = await client.call<{ models: { id: string }[]; patterns: string[] }>("GET", "/api/models");
    expect(listed.body.patterns).toEqual(["fakes/*"]);
    const refusal = {
      status: 422,
      body: { error: { code: "model_not_offered", hint: expect.stringContaining("fake-model-two") } },
    };
    expect(await client.call("POST", "/api/apps", { prompt, model: "gpt-5-pro" })).toMatchObject(refusal);
    expect((await client.call<{ apps: App[] }>("GET", "/api/apps")).body.apps).toEqual([]);
    expect(await provider.requests(prompt)).toEqual([]);

    await provider.scenario(prompt, ...answers);
    const { app, version } = await client.createApp(prompt, { model: "fakes/large" });
    await client.ended(app.id, version.id);
    expect((await provider.requests(prompt)).map(({ body }) => body.model)).toEqual(["fakes/large", "fakes/large"]);
    const change = (model: string) => client.call<{ app: App }>("PATCH", `/api/apps/${app.id}`, { model });
    expect(await change("gpt-5-pro")).toMatchObject(refusal);
    expect((await change("fake-model-two")).body.app.model).toBe("fake-model-two");
    expect((await change("")).body.app.model).toBe("");
  });

  test("and stands in the database from before: the default answers, and says so once", async () => {
    const client = await guest();
    const prompt = unique("older");
    await provider.scenario(prompt, ...answers);
    const { app, version } = await client.createApp(prompt);
    await client.ended(app.id, version.id);
    await openDatabase(env.DB).update(apps).set({ model: "gpt-3.5-of-old" }).where(eq(apps.id, app.id));

    const change = unique("change");
    await provider.scenario(change, turn(writeFile("index.html", page("Two"))), turn(finishApp("Done.")));
    const sent = await client.send(app.id, change);
    const viewer = await client.subscribe(app.id);
    const ended = await client.ended(app.id, sent.version.id);
    expect(ended.status).toBe("completed");
    expect((await provider.requests(change)).map(({ body }) => body.model)).toEqual(["fake-model", "fake-model"]);
    const said = viewer.events.filter((event) => event.type === "notice" && event.code === "model_not_offered");
    expect(said).toMatchObject([{ message: expect.stringContaining("gpt-3.5-of-old"), hint: expect.any(String) }]);
    expect(ended.metadata.notices.map(({ code }) => code)).toContain("model_not_offered");
    viewer.close();
  });
});
