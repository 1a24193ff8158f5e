// Pictures and other binary files through the whole Worker, with a real bucket: written, listed, read whole and in part, compared, restored, renamed by a
// model, and deleted with their app and no other's.
import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { binaryMaxBytes } from "../../src/protocol/constants.ts";
import type { App, FileDiff, Version, VersionFile } from "../../src/protocol/resources.ts";
import { call, finishApp, turn, unique } from "../fakes/client.ts";
import { heads, png, wav } from "../fakes/pictures.ts";
import { packed, zip } from "../fakes/zip.ts";
import { type Client, guest, origin, page, provider, readyApp } from "./support.ts";

async function put(client: Client, appId: string, path: string, body: BodyInit, version: number) {
  const headers = { "If-Match": String(version) };
  const answer = await client.fetch(`/api/apps/${appId}/files/${path}`, { method: "PUT", body, headers });
  return {
    status: answer.status,
    ...((await answer.json()) as { version?: Version; error?: { code: string; message: string } }),
  };
}

const filesOf = async (client: Client, appId: string, ref: string | number = "latest") =>
  (await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${appId}/versions/${ref}/files`)).body.files;

const keysOf = async (appId: string) => (await env.BLOBS.list({ prefix: appId })).objects.map(({ key }) => key);

/** Of the preview, as a page on it asks. */
async function visit(app: App, path: string, headers: Record<string, string> = {}, method = "GET") {
  const { preview_url } = app;
  return exports.default.fetch(new Request(new URL(`${preview_url}${path}`, origin), { method, headers }));
}

describe("a picture", () => {
  let client: Client;
  let app: App;
  let picture: Uint8Array<ArrayBuffer>;
  const read = (headers: Record<string, string> = {}, ref: string | number = "latest", method = "GET") =>
    client.fetch(`/api/apps/${app.id}/versions/${ref}/files/public/logo.png`, { headers, method });

  beforeAll(async () => {
    client = await guest();
    app = await readyApp(client, { "index.html": `${page("Logo")}<img src="/logo.png">` });
    picture = await png(64, 48, [200, 30, 30], 5_000);
    const made = await put(client, app.id, "public/logo.png", picture, 1);
    expect([made.status, made.version?.metadata.files_changed]).toEqual([201, [{ path: "public/logo.png", change: "added" }]]);
  });

  test("is listed with its kind and its pixels, and has no text", async () => {
    const facts = { size: picture.length, binary: true, content_type: "image/png", width: 64, height: 48 };
    expect((await filesOf(client, app.id))[1]).toEqual({ path: "public/logo.png", sha256: expect.any(String), ...facts });
    const { body } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/2/files?contents=true`);
    expect(body.files.map(({ path, content }) => [path, typeof content])).toEqual([
      ["index.html", "string"],
      ["public/logo.png", "undefined"],
    ]);
  });

  test("its bytes are in the bucket and in no row", async () => {
    const [file] = (await filesOf(client, app.id)).filter(({ binary }) => binary);
    expect(await keysOf(app.id)).toEqual([`${app.id}/${file?.sha256}`]);
    const row = await env.DB.prepare("SELECT length(content) AS length FROM blobs WHERE sha256 = ?").bind(file?.sha256).first();
    expect(row).toEqual({ length: 0 });
  });

  test("is read as a download, whatever it is, and byte for byte", async () => {
    const whole = await read();
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(picture);
    expect([whole.status, whole.headers.get("Content-Type"), whole.headers.get("Content-Disposition")]).toEqual([
      200,
      "application/octet-stream",
      "attachment; filename*=UTF-8''logo.png",
    ]);
    expect(whole.headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(whole.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const kept = await read({ "If-None-Match": whole.headers.get("ETag") ?? "" });
    expect([kept.status, await kept.text()]).toEqual([304, ""]);
  });

  test("and in parts", async () => {
    const part = await read({ Range: "bytes=10-19" });
    expect([part.status, part.headers.get("Content-Range")]).toEqual([206, `bytes 10-19/${picture.length}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(picture.slice(10, 20));
    const beyond = await read({ Range: `bytes=${picture.length}-` });
    expect([beyond.status, beyond.headers.get("Content-Range"), await beyond.json()]).toMatchObject([
      416,
      `bytes */${picture.length}`,
      { error: { code: "range_not_satisfiable" } },
    ]);
    const other = await read({ Range: "bytes=0-1", "If-Range": '"another"' });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, picture.length]);
  });

  test("is drawn on the preview, with its type, its length, ranges and a tag", async () => {
    const whole = await visit(app, "logo.png");
    const headers = ["Content-Type", "Content-Length", "Accept-Ranges", "X-Content-Type-Options"].map((name) =>
      whole.headers.get(name),
    );
    expect([whole.status, ...headers]).toEqual([200, "image/png", String(picture.length), "bytes", "nosniff"]);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(picture);
    const tag = whole.headers.get("ETag") ?? "";
    expect((await visit(app, "logo.png", { "If-None-Match": tag })).status).toBe(304);
    const part = await visit(app, "public/logo.png", { Range: "bytes=-4", "If-Range": tag });
    expect([part.status, part.headers.get("Content-Range")]).toEqual([
      206,
      `bytes ${picture.length - 4}-${picture.length - 1}/${picture.length}`,
    ]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(picture.slice(-4));
    expect((await visit(app, "logo.png", { Range: "bytes=999999-" })).status).toBe(416);
    const head = await visit(app, "logo.png", {}, "HEAD");
    expect([head.status, head.headers.get("Content-Type"), await head.text()]).toEqual([200, "image/png", ""]);
  });

  test("is replaced, compared and restored like any file", async () => {
    const larger = await png(128, 96);
    expect((await put(client, app.id, "public/logo.png", larger, 2)).status).toBe(201);
    const diff = async (ref: number, against?: number) =>
      (
        await client.call<{ files: FileDiff[] }>(
          "GET",
          `/api/apps/${app.id}/versions/${ref}/diff${against === undefined ? "" : `?against=${against}`}`,
        )
      ).body.files;
    expect(await diff(3)).toEqual([
      {
        path: "public/logo.png",
        status: "modified",
        binary: { before: picture.length, after: larger.length },
        patch: "--- a/public/logo.png\n+++ b/public/logo.png\nBinary files a/public/logo.png and b/public/logo.png differ\n",
      },
    ]);
    expect(await diff(2)).toMatchObject([{ status: "added", binary: { before: null, after: picture.length } }]);
    expect(await diff(1, 2)).toMatchObject([{ status: "deleted", binary: { before: picture.length, after: null } }]);
    const { status } = await client.call("POST", `/api/apps/${app.id}/versions/2/restore`);
    expect([status, new Uint8Array(await (await read()).arrayBuffer())]).toEqual([201, picture]);
    expect(await put(client, app.id, "public/logo.png", picture, 4)).toMatchObject({ status: 400 });
  });

  test("text at a picture's path, and a picture where text was, are compared as binary", async () => {
    expect((await put(client, app.id, "public/logo.png", "<svg/>", 4)).status).toBe(201);
    const { body } = await client.call<{ files: FileDiff[] }>("GET", `/api/apps/${app.id}/versions/5/diff`);
    expect(body.files).toMatchObject([{ status: "modified", binary: { before: picture.length, after: 6 } }]);
    expect(await client.file(app.id, 5, "public/logo.png")).toBe("<svg/>");
  });
});

describe("what is refused", () => {
  test("leaves nothing behind: too large, no text where text belongs, an older version", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const large = new Uint8Array(binaryMaxBytes + 1);
    large.set(await png(1, 1));
    expect(await put(client, app.id, "a.png", large, 1)).toMatchObject({ status: 413, error: { code: "too_large" } });
    expect(await put(client, app.id, "a.css", await png(1, 1), 1)).toMatchObject({
      status: 415,
      error: { code: "unsupported_media_type", message: expect.stringContaining("a.css has to be text in UTF-8") },
    });
    expect(await put(client, app.id, "a.png", await png(1, 1), 7)).toMatchObject({ status: 412 });
    expect(await keysOf(app.id)).toEqual([]);
    expect(await put(client, app.id, "a.png", large.slice(0, binaryMaxBytes), 1)).toMatchObject({ status: 201 });
  });

  test("somebody else's picture is not there", async () => {
    const [owner, other] = [await guest(), await guest()];
    const app = await readyApp(owner);
    await put(owner, app.id, "a.png", await png(3, 3), 1);
    const answer = await other.fetch(`/api/apps/${app.id}/versions/2/files/a.png`);
    expect(answer.status).toBe(404);
    const theirs = await readyApp(other);
    const [file] = (await filesOf(owner, app.id)).filter(({ binary }) => binary);
    expect((await visit(theirs, `${file?.sha256}`)).status).toBe(404);
    expect((await put(other, app.id, "b.png", await png(3, 3), 2)).status).toBe(404);
  });
});

describe("a run", () => {
  test("sees pictures by kind, moves them without their bytes, and cannot write over them", async () => {
    const client = await guest();
    const app = await readyApp(client, { "index.html": page("Pictures") });
    const picture = await png(10, 20);
    await put(client, app.id, "photo.png", picture, 1);
    await put(client, app.id, "tone.wav", wav(0.1), 2);
    const prompt = unique("move the picture");
    await provider.scenario(
      prompt,
      turn(
        call("list_files", {}),
        call("read_file", { path: "photo.png" }),
        call("write_file", { path: "photo.png", content: "x" }),
      ),
      turn(
        call("rename_file", { from: "photo.png", to: "public/team.png" }),
        call("delete_file", { path: "tone.wav" }),
        call("write_file", { path: "index.html", content: `${page("Moved")}<img src="/team.png" width="10" height="20">` }),
      ),
      turn(finishApp("Moved.")),
    );
    const { version } = await client.send(app.id, prompt);
    const ended = await client.ended(app.id, version.id);
    expect(ended.status).toBe("completed");
    expect(ended.metadata.files_changed).toEqual([
      { path: "index.html", change: "modified" },
      { path: "photo.png", change: "deleted" },
      { path: "public/team.png", change: "added" },
      { path: "tone.wav", change: "deleted" },
    ]);
    const read = await client.fetch(`/api/apps/${app.id}/versions/latest/files/public/team.png`);
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(picture);
    const requests = JSON.stringify(await provider.requests(prompt));
    expect(requests).toContain(`photo.png (PNG picture, 10 × 20 pixels, ${picture.length} bytes)`);
    expect(requests).toContain("photo.png is no text: PNG picture, 10 × 20 pixels");
    expect(requests).toContain("Error: photo.png is no text");
  });
});

describe("several files at once", () => {
  const upload = async (client: Client, appId: string, body: BodyInit, version: number, type?: string, folder = "") => {
    const headers = { "If-Match": String(version), ...(type === undefined ? {} : { "Content-Type": type }) };
    const query = folder === "" ? "" : `?folder=${encodeURIComponent(folder)}`;
    const answer = await client.fetch(`/api/apps/${appId}/files${query}`, { method: "PUT", body, headers });
    return { status: answer.status, ...((await answer.json()) as { version?: Version; error?: { code: string } }) };
  };

  test("as a form, into a folder: one version", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const form = new FormData();
    form.append("a.png", new File([await png(5, 6)], "a.png"));
    form.append("notes/b.txt", new File(["text"], "b.txt"));
    const made = await upload(client, app.id, form, 1, undefined, "public/images");
    expect([made.status, made.version?.number]).toEqual([201, 2]);
    expect((await filesOf(client, app.id)).map(({ path, content_type }) => [path, content_type])).toEqual([
      ["index.html", undefined],
      ["public/images/a.png", "image/png"],
      ["public/images/notes/b.txt", undefined],
    ]);
  });

  test("as an archive: one version, and what leads outside or grows is refused whole", async () => {
    const client = await guest();
    const app = await readyApp(client);
    const archive = await zip([
      packed("site/index.html", page("Unpacked")),
      { path: "site/a.png", bytes: await png(5, 6) },
      { path: "site/tone.wav", bytes: wav(0.1), method: 0 },
    ]);
    expect((await upload(client, app.id, archive, 1, "application/zip")).status).toBe(201);
    expect((await filesOf(client, app.id)).map(({ path }) => path)).toEqual(["a.png", "index.html", "tone.wav"]);
    const outside = await zip([packed("ok.txt", "x"), packed("../../up.txt", "y")]);
    expect(await upload(client, app.id, outside, 2, "application/zip")).toMatchObject({
      status: 422,
      error: { code: "invalid_input" },
    });
    const bomb = await zip([packed("a.bin", "0".repeat(11_000_000))]);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await upload(client, app.id, bomb, 2, "application/zip")).toMatchObject({ status: 413, error: { code: "too_large" } });
    expect(await upload(client, app.id, "no archive", 2, "application/zip")).toMatchObject({
      status: 400,
      error: { code: "bad_request" },
    });
    expect(await upload(client, app.id, "{}", 2, "application/json")).toMatchObject({ status: 415 });
    expect(await upload(client, app.id, archive, 1, "application/zip")).toMatchObject({ status: 412 });
    expect((await client.call<{ app: App }>("GET", `/api/apps/${app.id}`)).body.app.current_version).toBe(2);
  });
});

test("an app's binary files go with it, and nobody else's", async () => {
  const client = await guest();
  const [app, other] = [await readyApp(client), await readyApp(client)];
  for (const { id } of [app, other]) {
    await put(client, id, "a.png", await png(2, 2), 1);
    await put(client, id, "b.pdf", heads.pdf(), 2);
  }
  expect((await keysOf(app.id)).length).toBe(2);
  expect((await client.fetch(`/api/apps/${app.id}`, { method: "DELETE" })).status).toBe(204);
  expect([(await keysOf(app.id)).length, (await keysOf(other.id)).length]).toEqual([0, 2]);
  const rows = await env.DB.prepare("SELECT count(*) AS count FROM blobs WHERE app_id = ?").bind(app.id).first();
  expect(rows).toEqual({ count: 0 });
});
