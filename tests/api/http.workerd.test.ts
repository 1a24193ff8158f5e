// What HTTP itself offers a client: validators and caches, pages, waiting, and refusals that say what to do.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { errorCodes, factsOf } from "../../src/protocol/errors.ts";
import { terminalTypes } from "../../src/protocol/events.ts";
import type { App, Message, Version, VersionFile } from "../../src/protocol/resources.ts";
import { finishApp, gate, say, turn, unique, writeFile } from "../fakes/client.ts";
import { type Answer, readyApp as appAtRest, type Client, guest, page, provider } from "../flow/support.ts";

const readyApp = (client: Client) => appAtRest(client, { "index.html": page("One"), "src/a.js": "1;\n" });

const put = (client: Client, app: App, path: string, body: BodyInit, version: number) =>
  client.fetch(`/api/apps/${app.id}/files/${path}`, { method: "PUT", body, headers: { "If-Match": String(version) } });

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

describe("what is read of a version", () => {
  const kept = ["files", "files?contents=true", "files/src/a.js", "diff", "diff?against=1"];
  test.each(kept)(
    "%s: for ever when the version is fixed, asked for anew when it is the latest, 304 when it is the same",
    async (what) => {
      const client = await guest();
      const app = await readyApp(client);
      expect((await put(client, app, "src/a.js", "2;\n", 1)).status).toBe(201);
      const fixed = await client.fetch(`/api/apps/${app.id}/versions/2/${what}`);
      const latest = await client.fetch(`/api/apps/${app.id}/versions/latest/${what}`);
      expect([what, fixed.status, fixed.headers.get("Cache-Control"), fixed.headers.get("Vary")]).toEqual([
        what,
        200,
        "private, max-age=31536000, immutable",
        "Authorization, Cookie",
      ]);
      expect([what, latest.headers.get("Cache-Control")]).toEqual([what, "private, no-cache"]);
      const etag = latest.headers.get("ETag") ?? "";
      expect([what, etag]).toEqual([what, expect.stringMatching(/^"[^"]+"$/)]);
      await Promise.all([fixed.text(), latest.text()]);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await client.fetch(`/api/apps/${app.id}/versions/latest/${what}`, { headers: { "If-None-Match": known } });
        expect([what, again.status, await again.text(), again.headers.get("ETag")]).toEqual([what, 304, "", etag]);
        expect(again.headers.get("X-Request-Id")).not.toBeNull();
      }
      const head = await client.fetch(`/api/apps/${app.id}/versions/latest/${what}`, { method: "HEAD" });
      expect([what, head.status, head.headers.get("ETag"), await head.text()]).toEqual([what, 200, etag, ""]);
      const other = { headers: { "If-None-Match": '"something-else"' } };
      expect((await client.fetch(`/api/apps/${app.id}/versions/latest/${what}`, other)).status).toBe(200);
    },
  );

  test("the latest is another one after a change", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const latest = `/api/apps/${app.id}/versions/latest/files/src/a.js`;
    const before = (await client.fetch(latest)).headers.get("ETag") ?? "";
    expect((await put(client, app, "src/a.js", "3;\n", 1)).status).toBe(201);
    const changed = await client.fetch(latest, { headers: { "If-None-Match": before } });
    expect([changed.status, await changed.text()]).toEqual([200, "3;\n"]);
  });

  test("a difference to the latest version is never kept", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const diff = await client.fetch(`/api/apps/${app.id}/versions/1/diff?against=latest`);
    expect(diff.headers.get("Cache-Control")).toBe("private, no-cache");
  });

  test("all files come with their texts in one answer", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const { body } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/1/files?contents=true`);
    const plain = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/1/files`);
    expect(body.files.map(({ path, content }) => [path, content])).toEqual([
      ["index.html", page("One")],
      ["src/a.js", "1;\n"],
    ]);
    expect(body.files.map(({ content: _, ...file }) => file)).toEqual(plain.body.files);
    expect((await client.call("GET", `/api/apps/${app.id}/versions/1/files?contents=yes`)).status).toBe(422);
  });
});

describe("lists", () => {
  test("say whether there is more, and where: following the links reads every entry once", async () => {
    const client = await guest();
    const app = await readyApp(client);
    for (let version = 1; version <= 4; version += 1) await put(client, app, "src/a.js", `${version + 1};\n`, version);
    const ready = [app, await readyApp(client), await readyApp(client)];

    async function readAll<T>(name: string, path: string): Promise<T[][]> {
      const pages: T[][] = [];
      for (let next: string | undefined = path; next; ) {
        const answer: Answer<Record<string, T[]> & { has_more: boolean }> = await client.call("GET", next);
        const { status, body, headers } = answer;
        expect(status).toBe(200);
        pages.push(body[name] ?? []);
        next = /^<([^>]+)>; rel="next"$/.exec(headers.get("Link") ?? "")?.[1];
        expect([name, body.has_more]).toEqual([name, next !== undefined]);
      }
      return pages;
    }
    const versions = await readAll<Version>("versions", `/api/apps/${app.id}/versions?limit=2`);
    expect(versions.map((entries) => entries.map(({ number }) => number))).toEqual([[5, 4], [3, 2], [1]]);
    const exact = await readAll<Version>("versions", `/api/apps/${app.id}/versions?limit=5`);
    expect(exact.map((entries) => entries.length)).toEqual([5]);
    const messages = await readAll<Message>("messages", `/api/apps/${app.id}/messages?limit=1`);
    expect(messages.map((entries) => entries.map(({ role }) => role))).toEqual([["assistant"], ["user"]]);
    const apps = await readAll<App>("apps", "/api/apps?limit=2");
    expect(apps.flat().map(({ id }) => id)).toEqual(ready.map(({ id }) => id).reverse());
    expect(apps.map((entries) => entries.length)).toEqual([2, 1]);
  });
});

describe("a change that changes nothing", () => {
  test("writes nothing and tells nobody", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const { body: before } = await client.call<{ app: App }>("GET", `/api/apps/${app.id}`);
    const viewer = await client.subscribe(app.id);
    const { last_seq: last } = (await viewer.until(({ type }) => type === "hello")) as { last_seq: number };
    const { name, description, model } = before.app;
    for (const fields of [{}, { name }, { description }, { model }, { name, description, model }]) {
      const answer = await client.call<{ app: App }>("PATCH", `/api/apps/${app.id}`, fields);
      expect(answer).toMatchObject({ status: 200, body: { app: before.app } });
    }
    const renamed = await client.call<{ app: App }>("PATCH", `/api/apps/${app.id}`, { name: "Another" });
    expect(renamed.body.app.updated_at > before.app.updated_at).toBe(true);
    // The first event since is the one of the real change.
    const next = await viewer.until((event) => "seq" in event && event.seq > last);
    expect(next).toMatchObject({ seq: last + 1, type: "app.updated", app: { name: "Another" } });
    viewer.close();
  });

  test("a name that the app has already still keeps the run from giving another", async () => {
    const client = await guest();
    const prompt = unique("mine");
    const open = unique("open");
    await provider.scenario(prompt, turn(say("Wait."), gate(open), writeFile("index.html", page("A"))), turn(finishApp("Done.")));
    const { app, version } = await client.createApp(prompt);
    await provider.reached(open);
    const viewer = await client.subscribe(app.id);
    expect((await client.call("PATCH", `/api/apps/${app.id}`, { name: app.name })).status).toBe(200);
    await viewer.until((event) => event.type === "app.updated");
    viewer.close();
    await provider.release(open);
    await client.ended(app.id, version.id);
  });
});

describe("Prefer: wait", () => {
  test("answers when the run has ended, with app and version as they are then", async () => {
    const client = await guest();
    const prompt = unique("wait");
    await provider.scenario(prompt, turn(writeFile("index.html", page("A"))), turn(finishApp("Done.")));
    const wait = { Prefer: "respond-async, wait=30" };
    const created = await client.call<{ app: App; version: Version }>("POST", "/api/apps", { prompt }, wait);
    expect(created).toMatchObject({
      status: 200,
      body: { app: { status: "ready", current_version: 1 }, version: { status: "completed", number: 1 } },
    });
    expect(created.headers.get("Preference-Applied")).toBe("wait=30");

    const change = unique("change");
    await provider.scenario(change, turn(writeFile("index.html", page("B"))), turn(finishApp("Done.")));
    const { app } = created.body;
    const sent = await client.call("POST", `/api/apps/${app.id}/messages`, { content: change }, { prefer: "wait = 30" });
    expect(sent).toMatchObject({ status: 200, body: { version: { status: "completed", number: 2 } } });
    const diff = await client.call<{ files: unknown[] }>("GET", `/api/apps/${app.id}/versions/2/diff`);
    expect([diff.status, diff.body.files.length]).toEqual([200, 1]);
  });

  test("answers with the state at the time-out, and holds nothing up afterwards", async () => {
    const client = await guest();
    const prompt = unique("slow");
    const open = unique("open");
    await provider.scenario(prompt, turn(say("Wait."), gate(open), writeFile("index.html", page("A"))), turn(finishApp("Done.")));
    const key = { "Idempotency-Key": unique("key") };
    const late = await client.call<{ app: App; version: Version }>("POST", "/api/apps", { prompt }, { ...key, Prefer: "wait=0" });
    expect(late).toMatchObject({ status: 202, body: { app: { status: "generating" } } });
    expect(late.headers.get("Preference-Applied")).toBe("wait=0");
    const { app, version } = late.body;
    await provider.reached(open);
    const address = `/api/apps/${app.id}/versions/${version.id}`;
    expect(await client.call("GET", `${address}?wait=1`)).toMatchObject({
      status: 200,
      body: { version: { status: "in_progress" } },
    });
    const sockets = () => runInDurableObject(env.APP_HUB.getByName(app.id), (_hub, state) => state.getWebSockets().length);
    await expect.poll(sockets).toBe(0);

    // The same request again waits for the same run.
    const again = client.call("POST", "/api/apps", { prompt }, { ...key, Prefer: "wait=30" });
    const read = client.call("GET", `${address}?wait=30`);
    await expect.poll(sockets).toBe(2);
    await provider.release(open);
    expect(await read).toMatchObject({ status: 200, body: { version: { id: version.id, status: "completed" } } });
    expect(await again).toMatchObject({
      status: 200,
      body: { app: { id: app.id }, version: { id: version.id, status: "completed" } },
    });
    // What is over is answered at once.
    expect(await client.call("GET", `${address}?wait=60`)).toMatchObject({ body: { version: { status: "completed" } } });
    expect((await client.call("GET", `${address}?wait=61`)).status).toBe(422);
  });

  test("a run that fails or is stopped is an end, too, and so is a deletion", async () => {
    const client = await guest();
    const prompt = unique("stop");
    const open = unique("open");
    await provider.scenario(prompt, turn(say("Wait."), gate(open), say("on")));
    const { app, version } = await client.createApp(prompt);
    await provider.reached(open);
    const sockets = () => runInDurableObject(env.APP_HUB.getByName(app.id), (_hub, state) => state.getWebSockets().length);
    const waiting = client.call("GET", `/api/apps/${app.id}/versions/${version.id}?wait=30`);
    await expect.poll(sockets).toBe(1);
    await client.call("POST", `/api/apps/${app.id}/versions/${version.id}/cancel`);
    expect(await waiting).toMatchObject({ status: 200, body: { version: { status: "cancelled" } } });

    const second = unique("gone");
    await provider.scenario(second, turn(say("Wait."), gate(unique("never")), say("on")));
    const message = client.call("POST", `/api/apps/${app.id}/messages`, { content: second }, { Prefer: "wait=30" });
    await expect.poll(sockets).toBe(1);
    expect((await client.call("DELETE", `/api/apps/${app.id}`)).status).toBe(204);
    expect(await message).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });
});

describe("event streams", () => {
  test("are passed on by proxies, say when to come back, and have a HEAD that opens none", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const headers = { Accept: "text/event-stream" };
    const head = await client.fetch(`/api/apps/${app.id}/events`, { method: "HEAD", headers });
    const stream = await client.fetch(`/api/apps/${app.id}/events`, { headers });
    for (const answer of [head, stream]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Content-Type")).toBe("text/event-stream");
      expect(answer.headers.get("X-Accel-Buffering")).toBe("no");
    }
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (![...terminalTypes].some((type) => text.includes(`event: ${type}\n`))) {
      const piece = await reader?.read();
      if (!piece?.value) throw new Error(`The stream ended after ${text.length} characters.`);
      text += piece.value;
    }
    expect(text).toMatch(/^retry: \d+\n\n/);
    await reader?.cancel();
    const sockets = () => runInDurableObject(env.APP_HUB.getByName(app.id), (_hub, state) => state.getWebSockets().length);
    await expect.poll(sockets).toBe(0);
    expect((await client.fetch(`/api/apps/${app.id}/events`, { method: "HEAD" })).status).toBe(400);
  });
});

describe("HEAD", () => {
  test("is wherever GET is", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const paths = ["health", "models", "openapi.json", "auth/get-session", "auth/api-key/list", "apps"].map(
      (path) => `/api/${path}`,
    );
    const ofApp = ["", "/messages", "/versions", "/versions/1"].map((path) => `/api/apps/${app.id}${path}`);
    for (const path of [...paths, ...ofApp]) {
      const [get, head] = await Promise.all([client.fetch(path), client.fetch(path, { method: "HEAD" })]);
      expect([path, head.status, head.headers.get("Content-Type"), await head.text()]).toEqual([
        path,
        200,
        get.headers.get("Content-Type"),
        "",
      ]);
      await get.text();
    }
  });
});

describe("a refusal that passes by itself", () => {
  test("says when to try again: every 429 and 503 has its time", () => {
    const passing = errorCodes.filter((code) => [429, 503].includes(factsOf(code).status));
    expect(errorCodes.filter((code) => factsOf(code).retryAfterSeconds !== undefined)).toEqual(passing);
  });

  test("so does the answer", async () => {
    const client = await guest();
    const prompt = unique("full");
    await provider.scenario(prompt, turn(say("Wait."), gate(unique("never")), say("on")));
    const { app } = await client.createApp(prompt);
    const posts = Array.from({ length: 22 }, () => client.call("POST", `/api/apps/${app.id}/messages`, { content: "more" }));
    const full = (await Promise.all(posts)).filter(({ status }) => status === 429);
    expect(full.length).toBeGreaterThan(0);
    for (const { headers } of full) expect(headers.get("Retry-After")).toBe("15");
    await client.call("DELETE", `/api/apps/${app.id}`);
  });
});

describe("texts", () => {
  test("that nobody can see are no message", async () => {
    const client = await guest();
    for (const prompt of [
      "\u200b",
      "\u200b\n\u2060",
      "\ufeff",
      "\u00ad\u200d",
      "\u3164",
      "\u2800 \u2800",
      "\u0000",
      "\ufe0f",
      "\u{e0041}",
    ]) {
      const answer = await client.call("POST", "/api/apps", { prompt });
      expect([JSON.stringify(prompt), answer]).toMatchObject([
        JSON.stringify(prompt),
        { status: 422, body: { error: { code: "invalid_input" } } },
      ]);
      expect((await client.call("POST", "/api/apps", { prompt: "x", name: prompt })).status).toBe(422);
    }
    expect((await client.call<{ apps: App[] }>("GET", "/api/apps")).body.apps).toEqual([]);
  });

  test("are cut into a title between characters as people see them", async () => {
    const { titleFrom } = await import("../../src/domain/title.ts");
    for (let before = 30; before < 50; before += 1) {
      for (const sign of ["😀", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "e\u0301", "नि", "\u{1f3f4}\u{e0067}\u{e007f}"]) {
        const title = titleFrom("a".repeat(before) + sign.repeat(30));
        const kept = title.slice(before, -1);
        expect([before, title.isWellFormed(), title.length <= 49, title.endsWith("…")]).toEqual([before, true, true, true]);
        if (before < 48) expect([before, sign, kept]).toEqual([before, sign, sign.repeat(kept.length / sign.length)]);
      }
    }
    expect(titleFrom("\u200b\r\n  a timer\nwith tasks")).toBe("a timer");
    expect(titleFrom("a timer that counts down to the end of the working day and rings")).toBe(
      "a timer that counts down to the end of the…",
    );
    expect(titleFrom(`z${"\u0301".repeat(500)}`).length).toBe(49);
  });
});

describe("bodies", () => {
  test("with a field that is not known are refused, also one whose name every object inherits; so is an array", async () => {
    const client = await guest();
    const app = await readyApp(client);
    for (const body of ['{"constructor":1}', '{"__proto__":{"name":"x"}}', '{"toString":"x"}', '{"nmae":"x"}', "[]", '["x"]']) {
      const init = { method: "PATCH", body, headers: { "Content-Type": "application/json" } };
      const answer = await client.fetch(`/api/apps/${app.id}`, init);
      expect([body, answer.status, await codeOf(answer)]).toEqual([body, 422, "invalid_input"]);
    }
  });

  test("of sign-in are checked like all others", async () => {
    const client = await guest();
    for (const body of [
      { name: "half \ud83d" },
      { name: "\u200b" },
      { name: "" },
      {},
      { name: "x", prefix: "sk-" },
      { name: "x", expiresIn: 1 },
    ])
      expect([body, (await client.call("POST", "/api/auth/api-key/create", body)).status]).toEqual([body, 422]);
    const day = await client.call<{ expiresAt: string }>("POST", "/api/auth/api-key/create", {
      name: "a day",
      expiresIn: 86_400,
    });
    expect([day.status, typeof day.body.expiresAt]).toEqual([200, "string"]);
  });
});

describe("a file written by hand", () => {
  test("keeps its byte order mark, and its bytes are what comes back", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const bytes = new TextEncoder().encode("\ufeffa,b\r\n1,é 😀\n");
    const written = await put(client, app, "data.csv", bytes, 1);
    expect([written.status, (await written.json()) as object]).toMatchObject([201, { version: { number: 2 } }]);
    const back = await client.fetch(`/api/apps/${app.id}/versions/2/files/data.csv`);
    expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([...bytes]);
    const { body } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/2/files?contents=true`);
    expect(body.files.find(({ path }) => path === "data.csv")).toMatchObject({
      size: bytes.length,
      content: "\ufeffa,b\r\n1,é 😀\n",
    });
  });

  test("is refused where text belongs and it is none", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const bodies: Record<string, number[]> = {
      png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d],
      "ISO-8859-1": [0x63, 0x61, 0x66, 0xe9],
      "half a character": [0x61, 0xed, 0xa0, 0xbd],
      "UTF-16": [0xff, 0xfe, 0x61, 0x00],
      "UTF-16 without a mark": [0x61, 0x00, 0x62, 0x00],
      "cut in a character": [0x61, 0xf0, 0x9f],
    };
    for (const [name, bytes] of Object.entries(bodies)) {
      const answer = await put(client, app, "notes.md", new Uint8Array(bytes), 1);
      expect([name, answer.status, await codeOf(answer)]).toEqual([name, 415, "unsupported_media_type"]);
    }
    expect((await client.call<{ app: App }>("GET", `/api/apps/${app.id}`)).body.app.current_version).toBe(1);
  });

  test("is refused where a file would be a folder, or a folder a file", async () => {
    const client = await guest();
    const app = await readyApp(client);
    for (const path of ["src", "src/a.js/b.js", "index.html/x", "./src"]) {
      const answer = await put(client, app, encodeURIComponent(path), "x", 1);
      expect([path, answer.status, await codeOf(answer)]).toEqual([path, 422, "invalid_input"]);
    }
    expect((await put(client, app, "srcs", "x", 1)).status).toBe(201);
  });

  test("names its version as a number, and what else it may be is said", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const answer = (ifMatch: string) =>
      client.fetch(`/api/apps/${app.id}/files/a.txt`, { method: "PUT", body: "x", headers: { "If-Match": ifMatch } });
    for (const wrong of ["*", '"abc"', "1.5", "-1"]) expect([wrong, (await answer(wrong)).status]).toEqual([wrong, 422]);
    expect((await answer('"1"')).status).toBe(201);
  });
});
