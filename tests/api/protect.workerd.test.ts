// Every answer of the API, whatever it is about, says that it is data: not to be rendered, framed, guessed at or kept.
import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { api } from "../../src/api/index.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { faultyDatabase, planFault } from "../fakes/faulty-database.ts";
import { guest, origin, page, provider } from "../flow/support.ts";

const json = { "Content-Type": "application/json" };
const requests: [what: string, status: number, path: string, init?: RequestInit][] = [
  ["an answer", 200, "/api/health"],
  ["a document", 200, "/api/openapi.json"],
  ["no such route", 404, "/api/nothing"],
  ["the bare root", 404, "/api/"],
  ["nobody", 401, "/api/apps"],
  ["a wrong key", 401, "/api/apps", { headers: { Authorization: "Bearer ew_wrong" } }],
  ["a foreign page", 403, "/api/apps", { method: "POST", headers: { Origin: "https://evil.example" } }],
  ["the auth library's answer", 200, "/api/auth/get-session"],
  ["the auth library's refusal", 401, "/api/auth/api-key/list"],
  ["a body that the auth library would refuse", 422, "/api/auth/api-key/delete", { method: "POST", headers: json, body: "{}" }],
  ["no JSON for the auth library", 400, "/api/auth/api-key/create", { method: "POST", headers: json, body: "{" }],
  ["the auth library's error page", 404, "/api/auth/error?error=<b>x</b>", { headers: { Accept: "text/html" } }],
  ["its other routes", 404, "/api/auth/ok"],
  ["its sign-up", 404, "/api/auth/sign-up/email", { method: "POST", headers: { ...json, Origin: origin }, body: "{}" }],
];

/** Only a file of a version, which never changes, may be kept, and by its reader alone. */
function expectProtected(answer: Response, what: string, caching: unknown = "no-store"): void {
  const seen = ["X-Content-Type-Options", "Cache-Control"].map((name) => answer.headers.get(name));
  expect([what, ...seen]).toEqual([what, "nosniff", caching]);
  const policy = answer.headers.get("Content-Security-Policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
}

describe("every answer is protected, and every error has the one shape", () => {
  test.each(requests)("%s: %i", async (what, status, path, init) => {
    const answer = await exports.default.fetch(new Request(origin + path, init));
    expect(answer.status).toBe(status);
    expectProtected(answer, what);
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/json/);
    const body: unknown = await answer.json();
    if (status >= 400)
      expect(body).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String), request_id: expect.any(String) },
      });
  });

  test("the answers about an app, with a body and without one", async () => {
    const client = await guest();
    const prompt = unique("protected");
    await provider.scenario(prompt, turn(writeFile("index.html", page("One"))), turn(finishApp("Done.")));
    const { app, version } = await client.createApp(prompt);
    await client.ended(app.id, version.id);
    for (const [method, path] of [
      ["GET", `/api/apps/${app.id}`],
      ["HEAD", `/api/apps/${app.id}`],
      ["GET", `/api/apps/${app.id}/versions/1/files/index.html`],
      ["GET", `/api/apps/${app.id}/versions/1/files/missing.html`],
      ["DELETE", `/api/apps/${app.id}`],
    ] as const) {
      const answer = await client.fetch(path, { method });
      expectProtected(answer, `${method} ${path}`, path.endsWith("index.html") ? expect.stringMatching(/^private, /) : undefined);
      await answer.body?.cancel();
    }
  });

  test("the answer when all fails", async () => {
    planFault("protect", { at: 1, when: "before", message: "D1_ERROR: something that nobody has documented" });
    const broken = { ...env, DB: faultyDatabase(env.DB, "protect") };
    const answer = await api.request("/api/health", {}, broken);
    expect([answer.status, await answer.clone().json()]).toMatchObject([500, { error: { code: "internal" } }]);
    expectProtected(answer, "an exception");
  });

  test("over https the browser is told to stay there, over http it is told nothing", async () => {
    const ask = (from: string) => exports.default.fetch(new Request(`${from}/api/health`));
    expect((await ask("https://localhost")).headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d{8,}$/);
    expect((await ask(origin)).headers.get("Strict-Transport-Security")).toBeNull();
  });
});

test("without a secret nobody is signed in, and health says what to set", async () => {
  for (const AUTH_SECRET of ["", "  ", undefined]) {
    for (const [method, path] of [
      ["GET", "/api/health"],
      ["POST", "/api/auth/sign-in/anonymous"],
    ] as const) {
      const answer = await api.request(`${origin}${path}`, { method, headers: { Origin: origin } }, { ...env, AUTH_SECRET });
      expect([answer.status, await answer.clone().json()]).toMatchObject([
        503,
        { error: { code: "not_configured", hint: expect.stringContaining("wrangler secret put AUTH_SECRET") } },
      ]);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expectProtected(answer, path);
    }
  }
});
