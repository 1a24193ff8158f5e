// Who may do what: strangers, foreign owners, foreign pages, keys. And what a wrong request is told.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { App } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, clientWith, guest, origin, page, provider } from "../flow/support.ts";

async function readyApp(client: Client): Promise<App> {
  const prompt = unique("mine");
  await provider.scenario(prompt, turn(writeFile("index.html", page("Mine"))), turn(finishApp("Done.")));
  const { app, version } = await client.createApp(prompt);
  await client.ended(app.id, version.id);
  return app;
}

/** Every route that concerns one app. */
const routes = (id: string): [method: string, path: string, body?: unknown][] => [
  ["GET", `/api/apps/${id}`],
  ["PATCH", `/api/apps/${id}`, { name: "Taken" }],
  ["POST", `/api/apps/${id}/preview-link`],
  ["GET", `/api/apps/${id}/messages`],
  ["POST", `/api/apps/${id}/messages`, { content: "hello" }],
  ["PATCH", `/api/apps/${id}/messages/none`, { content: "hello" }],
  ["DELETE", `/api/apps/${id}/messages/none`],
  ["GET", `/api/apps/${id}/versions`],
  ["GET", `/api/apps/${id}/versions/latest`],
  ["GET", `/api/apps/${id}/versions/1/files`],
  ["GET", `/api/apps/${id}/versions/1/files/index.html`],
  ["GET", `/api/apps/${id}/versions/1/diff`],
  ["POST", `/api/apps/${id}/versions/1/restore`],
  ["POST", `/api/apps/${id}/versions/1/cancel`],
  ["POST", `/api/apps/${id}/versions/1/retry`],
  ["PUT", `/api/apps/${id}/files/index.html`, "x"],
  ["GET", `/api/apps/${id}/events`],
  ["DELETE", `/api/apps/${id}`],
];

describe("access", () => {
  test("another user's app does not exist, and without sign-in nothing does", async () => {
    const owner = await guest();
    const app = await readyApp(owner);
    const other = await guest();
    const nobody = clientWith({});
    for (const [method, path, body] of routes(app.id)) {
      const foreign = await other.call(method, path, body, { "If-Match": "1", Accept: "text/event-stream" });
      expect([path, foreign.status]).toEqual([path, 404]);
      expect(foreign.body).toMatchObject({ error: { code: "not_found", message: "There is no such app." } });
      expect([path, (await nobody.call(method, path, body)).status]).toEqual([path, 401]);
    }
    const socket = await other.fetch(`/api/apps/${app.id}/events`, { headers: { Upgrade: "websocket" } });
    expect(socket.status).toBe(404);
    expect((await owner.call<{ app: App }>("GET", `/api/apps/${app.id}`)).body.app.name).not.toBe("Taken");
    expect((await other.call<{ apps: App[] }>("GET", "/api/apps")).body.apps).toEqual([]);
  });

  test("writes and sockets from a page of another origin are refused, programs pass", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const foreign: Record<string, string>[] = [
      { Origin: "https://evil.example" },
      { "Sec-Fetch-Site": "cross-site" },
      { Origin: "null" },
    ];
    for (const headers of foreign) {
      const write = await client.call("PATCH", `/api/apps/${app.id}`, { name: "Evil" }, headers);
      expect(write).toMatchObject({ status: 403, body: { error: { code: "forbidden_origin" } } });
      const socket = await client.fetch(`/api/apps/${app.id}/events`, {
        headers: { ...headers, Upgrade: "websocket" } as Record<string, string>,
      });
      expect(socket.status).toBe(403);
    }
  });

  test("an API key works without a browser, 50 calls and more, until it is revoked; it is shown once and stored hashed", async () => {
    const client = await guest();
    const made = await client.call<{ key: string; id: string }>("POST", "/api/auth/api-key/create", { name: "ci" });
    expect(made.status).toBe(200);
    const program = clientWith({ Authorization: `Bearer ${made.body.key}` });
    const app = await readyApp(program);
    for (let call = 0; call < 50; call += 1) expect((await program.call("GET", `/api/apps/${app.id}`)).status).toBe(200);
    // The key's owner is the guest, so the browser sees the same app.
    expect((await client.call("GET", `/api/apps/${app.id}`)).status).toBe(200);

    const listed = await client.call("GET", "/api/auth/api-key/list");
    expect(JSON.stringify(listed.body)).toContain('"name":"ci"');
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
    expect((await client.call("POST", "/api/auth/api-key/delete", { keyId: made.body.id })).status).toBe(200);
    expect(await program.call("GET", `/api/apps/${app.id}`)).toMatchObject({
      status: 401,
      body: { error: { code: "unauthorized" } },
    });
    const garbage = clientWith({ Authorization: "Bearer ew_wrong" });
    expect((await garbage.call("GET", "/api/apps")).status).toBe(401);
  });
});

describe("requests", () => {
  test("that are wrong are told what is wrong", async () => {
    const client = await guest();
    const cases: [status: number, code: string, method: string, path: string, body: unknown][] = [
      [422, "invalid_input", "POST", "/api/apps", {}],
      [422, "invalid_input", "POST", "/api/apps", { prompt: "   " }],
      [422, "invalid_input", "POST", "/api/apps", { prompt: "x", promt: "y" }],
      [422, "invalid_input", "GET", "/api/apps?limit=1000", undefined],
      [422, "invalid_input", "GET", "/api/apps?cursor=nonsense", undefined],
      [404, "not_found", "GET", "/api/nothing", undefined],
      [404, "not_found", "GET", "/api/apps/unknown", undefined],
    ];
    for (const [status, code, method, path, body] of cases) {
      const answer = await client.call<{ error: { code: string; request_id: string } }>(method, path, body);
      expect([path, answer.status, answer.body.error.code]).toEqual([path, status, code]);
      expect(answer.body.error.request_id).not.toBe("");
    }
    const broken = await client.fetch("/api/apps", {
      method: "POST",
      body: "{",
      headers: { "Content-Type": "application/json" },
    });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: "invalid_json" } }]);
    const form = await client.fetch("/api/apps", { method: "POST", body: "prompt=x", headers: { "Content-Type": "text/plain" } });
    expect([form.status, await form.json()]).toMatchObject([415, { error: { code: "unsupported_media_type" } }]);
  });

  test("with an Idempotency-Key are one request", async () => {
    const client = await guest();
    const prompt = unique("once");
    await provider.scenario(prompt, turn(writeFile("index.html", page("Once"))), turn(finishApp("Done.")));
    const key = { "Idempotency-Key": unique("key") };
    const post = (body: unknown) => client.call<{ app: App; version: { id: string } }>("POST", "/api/apps", body, key);
    const answers = await Promise.all([post({ prompt }), post({ prompt }), post({ prompt })]);
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((answer) => answer.body.app.id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.body.version.id)).size).toBe(1);
    const { app, version } = answers[0]!.body;
    await client.ended(app.id, version.id);
    expect(await provider.requests(prompt)).toHaveLength(2);
    expect(await post({ prompt: `${prompt} differently` })).toMatchObject({
      status: 422,
      body: { error: { code: "idempotency_mismatch" } },
    });
    expect((await client.call<{ apps: App[] }>("GET", "/api/apps")).body.apps).toHaveLength(1);
  });

  test("list apps in pages, last changed first", async () => {
    const client = await guest();
    const apps = [await readyApp(client), await readyApp(client), await readyApp(client)];
    const first = await client.call<{ apps: App[]; next_cursor: string }>("GET", "/api/apps?limit=2");
    const second = await client.call<{ apps: App[]; next_cursor: string | null }>(
      "GET",
      `/api/apps?limit=2&cursor=${first.body.next_cursor}`,
    );
    const ids = [...first.body.apps, ...second.body.apps].map((app) => app.id);
    expect(ids).toEqual(apps.map((app) => app.id).reverse());
    expect(second.body.next_cursor).toBeNull();
  });
});

describe("an app", () => {
  test("can be renamed, edited by hand and deleted; what is deleted is gone", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const renamed = await client.call<{ app: App }>("PATCH", `/api/apps/${app.id}`, { name: "Renamed", description: "By hand" });
    expect(renamed.body.app).toMatchObject({ name: "Renamed", description: "By hand" });

    const edit = (ifMatch: string | null, content: string) =>
      client.fetch(`/api/apps/${app.id}/files/notes/read%20me.md`, {
        method: "PUT",
        body: content,
        headers: ifMatch === null ? {} : { "If-Match": ifMatch },
      });
    expect((await edit(null, "x")).status).toBe(428);
    expect((await edit("7", "x")).status).toBe(412);
    const edited = await edit("1", "# Ünï $& 😀\n");
    expect([edited.status, await edited.json()]).toMatchObject([201, { version: { number: 2, metadata: { origin: "edit" } } }]);
    expect(await client.file(app.id, 2, "notes/read%20me.md")).toBe("# Ünï $& 😀\n");
    expect((await edit("1", "too late")).status).toBe(412);
    const file = await client.fetch(`/api/apps/${app.id}/versions/1/files/index.html`);
    expect(file.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");

    expect((await client.call("POST", "/api/auth/delete-anonymous-user")).status).not.toBe(200);
    const viewer = await client.subscribe(app.id);
    expect((await client.call("DELETE", `/api/apps/${app.id}`)).status).toBe(204);
    expect((await client.call("GET", `/api/apps/${app.id}`)).status).toBe(404);
    expect((await client.call("POST", `/api/apps/${app.id}/messages`, { content: "hello?" })).status).toBe(404);
    viewer.close();
  });
});

describe("what could take for ever", () => {
  test("two versions of a file with nothing in common are shown as replaced, at once", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const lines = (seed: number) => Array.from({ length: 20_000 }, (_, index) => String((index * seed) % 676)).join("\n");
    for (const [version, seed] of [
      [1, 7919],
      [2, 104_729],
    ] as const) {
      const put = { method: "PUT", body: lines(seed), headers: { "If-Match": String(version) } };
      expect((await client.fetch(`/api/apps/${app.id}/files/d.txt`, put)).status).toBe(201);
    }
    const { body } = await client.call<{ files: { patch: string }[] }>("GET", `/api/apps/${app.id}/versions/3/diff`);
    expect(body.files[0]?.patch).toContain("@@ -1,20000 +1,20000 @@");
  });

  test("a body that no sign-in needs is refused", async () => {
    const big = { method: "POST", body: `{"name":"${"x".repeat(100_000)}"}`, headers: { "Content-Type": "application/json" } };
    expect((await (await guest()).fetch("/api/auth/api-key/create", big)).status).toBe(413);
  });
});

describe("what only looks like a request", () => {
  test("half a character is refused everywhere, so that what is answered is what is stored", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const half = "A\ud83dB";
    const calls: [string, string, unknown][] = [
      ["POST", "/api/apps", { prompt: half }],
      ["POST", "/api/apps", { prompt: "x", name: half }],
      ["POST", `/api/apps/${app.id}/messages`, { content: half }],
      ["PATCH", `/api/apps/${app.id}`, { description: half }],
    ];
    for (const [method, path, body] of calls) {
      const answer = await client.call(method, path, body);
      expect(answer).toMatchObject({ status: 422, body: { error: { code: "invalid_input" } } });
    }
  });

  test("restores at the same time each get their version, one after the other", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const edit = { method: "PUT", body: page("Second"), headers: { "If-Match": "1" } };
    expect((await client.fetch(`/api/apps/${app.id}/files/index.html`, edit)).status).toBe(201);
    const both = await Promise.all([1, 2, 1].map((ref) => client.call("POST", `/api/apps/${app.id}/versions/${ref}/restore`)));
    // One of them may find the app as it wants it; none is told of a version that it did not name.
    for (const { status } of both) expect([201, 400, 409]).toContain(status);
    expect(both.some(({ status }) => status === 201)).toBe(true);
  });
});

describe("documents", () => {
  test("the OpenAPI document has every route, its bodies and the error shape", async () => {
    const response = await exports.default.fetch(new Request(`${origin}/api/openapi.json`));
    expect(response.status).toBe(200);
    const document = (await response.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { requestBody?: unknown; responses: object }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    for (const [method, path] of routes("{id}")) {
      const shape = path
        .replace("/versions/latest", "/versions/{ref}")
        .replace("/versions/1", "/versions/{ref}")
        .replace("/messages/none", "/messages/{message_id}")
        .replace(/files\/index\.html$/, "files/{path}");
      expect(listed).toContain(`${method} ${shape}`);
    }
    expect(document.paths["/api/apps"]?.post?.requestBody).toBeDefined();
  });

  test("health and models need no sign-in", async () => {
    const nobody = clientWith({});
    expect(await nobody.call("GET", "/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
    const { body } = await nobody.call<{ models: { id: string; default: boolean }[] }>("GET", "/api/models");
    expect(body.models[0]).toMatchObject({ id: "fake-model", default: true });
  });
});
