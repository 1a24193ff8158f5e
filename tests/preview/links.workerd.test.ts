// The link of a preview through the whole Worker: who gets it, what it opens, that it can be renewed, and the headers of every answer.
import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { App, Version } from "../../src/protocol/resources.ts";
import { unique } from "../fakes/client.ts";
import { type Client, guest, page, readyApp } from "../flow/support.ts";

async function linkedApp(client: Client): Promise<App & { preview_url: string }> {
  const app = await readyApp(client, { "index.html": page("Linked") });
  if (app.preview_url === null) throw new Error("The app has no preview.");
  return { ...app, preview_url: app.preview_url };
}

const visit = (url: string, headers: Record<string, string> = {}) => exports.default.fetch(new Request(url, { headers }));
const keyOf = (url: string) => /[0-9a-f]{32}/.exec(url)?.[0] ?? "";

describe("a preview's link", () => {
  test("is not the app's id, opens the newest version and each other one, and stands in versions too", async () => {
    const client = await guest();
    // There is none before the first version.
    expect((await client.createApp(unique("without a script"))).app.preview_url).toBeNull();
    const app = await linkedApp(client);
    expect(app.preview_url).toMatch(/^http:\/\/[0-9a-f]{32}\.localhost:8787\/$/);
    expect(await (await visit(app.preview_url)).text()).toContain("Linked");
    const { body } = await client.call<{ versions: Version[] }>("GET", `/api/apps/${app.id}/versions`);
    const ofVersion = `http://${keyOf(app.preview_url)}--v1.localhost:8787/`;
    expect(body.versions.map((version) => version.preview_url)).toEqual([ofVersion]);
    expect((await visit(ofVersion)).status).toBe(200);
    expect((await visit(ofVersion.replace("--v1", "--v2"))).status).toBe(404);
    expect((await visit(`http://${app.id}.localhost:8787/`)).status).toBe(404);
  });

  test("is renewed by the owner alone: the old one stops in every form, viewers hear of the new one", async () => {
    const client = await guest();
    const app = await linkedApp(client);
    const viewer = await client.subscribe(app.id);
    const stranger = await guest();
    expect((await stranger.call("POST", `/api/apps/${app.id}/preview-link`)).status).toBe(404);
    expect((await visit(app.preview_url)).status).toBe(200);

    const renewed = await client.call<{ app: App }>("POST", `/api/apps/${app.id}/preview-link`);
    expect(renewed.status).toBe(200);
    const { preview_url } = renewed.body.app;
    expect(preview_url).toMatch(/^http:\/\/[0-9a-f]{32}\.localhost:8787\/$/);
    expect(keyOf(preview_url ?? "")).not.toBe(keyOf(app.preview_url));
    await viewer.until((event) => event.type === "app.updated" && event.app.preview_url === preview_url);
    viewer.close();

    const old = keyOf(app.preview_url);
    const forms = [
      app.preview_url,
      `http://${old}--v1.localhost:8787/`,
      `https://edgewright.workers.dev/p/${old}/`,
      `https://edgewright.workers.dev/p/${old}--v1/`,
    ];
    for (const form of forms) expect([form, (await visit(form)).status]).toEqual([form, 404]);
    expect((await visit(preview_url ?? "")).status).toBe(200);
    expect((await visit(`https://edgewright.workers.dev/p/${keyOf(preview_url ?? "")}/`)).status).toBe(200);
  });

  test("stops with the app", async () => {
    const client = await guest();
    const app = await linkedApp(client);
    expect((await client.call("DELETE", `/api/apps/${app.id}`)).status).toBe(204);
    expect((await visit(app.preview_url)).status).toBe(404);
  });
});

describe("whatever is answered, foreign code is kept apart", () => {
  const someKey = "0".repeat(32);
  const sandboxed = /^sandbox allow-scripts (?!.*allow-same-origin)/;

  test.each([
    `https://edgewright.workers.dev/p/${someKey}/`,
    "https://edgewright.workers.dev/p/x/",
    "https://edgewright.workers.dev/p/",
  ])("%s of nobody is sandboxed", async (url) => {
    const response = await visit(url, { Accept: "text/html" });
    expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(response.headers.get("Content-Security-Policy")).toMatch(sandboxed);
  });

  test("hosts of previews say who may frame them, with a dot at the end too", async () => {
    for (const host of [`${someKey}.localhost:8787`, `${someKey}.localhost.:8787`, "x.localhost:8787", "x.localhost.:8787"]) {
      const { status, headers } = await visit(`http://${host}/`);
      expect([host, status]).toEqual([host, 404]);
      const expected = "frame-ancestors 'self' http://localhost:8787 http://127.0.0.1:8787";
      expect([host, headers.get("Content-Security-Policy")]).toEqual([host, expected]);
    }
  });

  test("an exception is a page of ours with the same headers, and its address stays out of the log", async () => {
    const { handlePreview } = await import("../../src/preview/handle.ts");
    const failing = {
      ...env,
      DB: new Proxy(env.DB, {
        get() {
          throw new Error("The database has gone.");
        },
      }),
    };
    const logged: string[] = [];
    const { error } = console;
    console.error = (line: string) => void logged.push(line);
    try {
      for (const url of [`https://edgewright.workers.dev/p/${someKey}/`, `http://${someKey}.localhost:8787/`]) {
        const response = await handlePreview(new Request(url), failing);
        const policy = response?.headers.get("Content-Security-Policy") ?? "";
        expect([url, response?.status]).toEqual([url, 500]);
        expect(policy).toMatch(url.startsWith("https") ? sandboxed : /^frame-ancestors 'self' /);
        expect(response?.headers.get("X-Content-Type-Options")).toBe("nosniff");
      }
    } finally {
      console.error = error;
    }
    expect(logged).toHaveLength(2);
    expect(logged.join()).toContain("The database has gone.");
    expect(logged.join()).not.toContain(someKey);
  });
});
