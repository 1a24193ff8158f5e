// Keys and their life, what a wrong request is told, and what happens to an app. Who may call what at all: matrix.workerd.test.ts.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { operations } from "../../src/api/operations/index.ts";
import type { App, Version } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { clientWith, guest, origin, page, provider, readyApp } from "../flow/support.ts";

describe("access", () => {
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
    const app = await readyApp(client, { "index.html": page("Page 1") });
    for (const version of [1, 2, 3]) {
      const edit = { method: "PUT", body: page(`Page ${version + 1}`), headers: { "If-Match": String(version) } };
      expect((await client.fetch(`/api/apps/${app.id}/files/index.html`, edit)).status).toBe(201);
    }
    const restore = (ref: number) => client.call<{ version: Version }>("POST", `/api/apps/${app.id}/versions/${ref}/restore`);
    const refs = [1, 2, 3];
    const answers = await Promise.all(refs.map(restore));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const numbers = answers.map(({ body }) => body.version.number ?? 0);
    expect([...numbers].sort()).toEqual([5, 6, 7]);
    // Each holds what it restored, not what the one before it did.
    for (const [index, ref] of refs.entries()) {
      const title = `Page ${ref}`;
      expect(await client.file(app.id, numbers[index] ?? 0, "index.html")).toBe(page(title));
    }
  });

  test("two restores of the same version make one: the second finds nothing to change", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const edit = { method: "PUT", body: page("Second"), headers: { "If-Match": "1" } };
    expect((await client.fetch(`/api/apps/${app.id}/files/index.html`, edit)).status).toBe(201);
    const answers = await Promise.all([1, 1].map((ref) => client.call("POST", `/api/apps/${app.id}/versions/${ref}/restore`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    const { body } = await client.call<{ versions: Version[] }>("GET", `/api/apps/${app.id}/versions`);
    expect(body.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
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
    expect(listed.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
    expect(document.paths["/api/apps"]?.post?.requestBody).toBeDefined();
  });

  test("health and models need no sign-in", async () => {
    const nobody = clientWith({});
    expect(await nobody.call("GET", "/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
    const { body } = await nobody.call<{ models: { id: string; default: boolean }[] }>("GET", "/api/models");
    expect(body.models[0]).toMatchObject({ id: "fake-model", default: true });
  });
});
