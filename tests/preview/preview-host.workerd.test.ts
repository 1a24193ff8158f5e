// An installation with a host for previews (PREVIEW_HOST), through the whole Worker: links lead there, apps show there and nothing else does.
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import type { App } from "../../src/protocol/resources.ts";
import worker from "../../src/worker.ts";
import { type Client, guest, origin, page, readyApp } from "../flow/support.ts";

const previews = "previews.test";

async function visit(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const context = createExecutionContext();
  const answer = await worker.fetch(
    new Request(url, { headers }) as Parameters<typeof worker.fetch>[0],
    { ...env, PREVIEW_HOST: previews },
    context,
  );
  const text = await answer.text();
  await waitOnExecutionContext(context);
  return new Response(text, answer);
}

let client: Client;
let app: App;
let link: string;
beforeAll(async () => {
  client = await guest();
  app = await readyApp(client, { "index.html": page("Far away") });
  const read = await visit(`${origin}/api/apps/${app.id}`, client.identity);
  link = ((await read.json()) as { app: App }).app.preview_url ?? "";
});

test("the link is a host of the app's own, and shows it", async () => {
  expect(link).toMatch(/^http:\/\/[0-9a-f]{32}\.previews\.test\/$/);
  const shown = await visit(link);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("<h1>Far away</h1>")]);
  expect((await visit(link.replace(".previews", "--v1.previews"))).status).toBe(200);
  expect((await visit(link.replace(".previews", "--v2.previews"))).status).toBe(404);
});

test("neither the chat nor its API answers below that host: an app shows its own page, and a name of no app is not there", async () => {
  const asked = [
    [`${link}api/apps/${app.id}`, 200, "<h1>Far away</h1>"],
    [`http://other.${previews}/`, 404, ""],
    [`http://other.${previews}/api/models`, 404, ""],
  ] as const;
  for (const [url, status, says] of asked) {
    const answer = await visit(url, { ...client.identity, Accept: "text/html" });
    const text = await answer.text();
    expect([url, answer.status, text]).toEqual([url, status, expect.stringContaining(says)]);
    expect(text).not.toContain(app.id);
    expect(text).not.toContain("/assets/app.js");
  }
});

test("the chat frames that host alone", async () => {
  const { headers } = await visit(`${origin}/`, { Accept: "text/html" });
  expect(headers.get("Content-Security-Policy")).toContain(`frame-src http://*.${previews};`);
});
