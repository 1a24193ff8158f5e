// Versions and their files: references, reading, caching, diffs, writing by hand, restoring.
import { describeContent } from "../../../src/base/content.ts";
import type { FileDiff, Version, VersionFile } from "../../../src/protocol/resources.ts";
import type { Answer } from "../caller.ts";
import { type Check, must, mustEqual } from "../check.ts";
import type { World } from "../world.ts";

const filePath = "notes/conformance.md";

/** A picture's header: 3 by 2 pixels, and a different one each time. */
function picture(): Uint8Array {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2];
  return new Uint8Array([...head, ...crypto.getRandomValues(new Uint8Array(40))]);
}

/** Writes a file by hand and returns the version it created. */
async function put({ caller }: World, appId: string, base: number, content: string): Promise<Version & { number: number }> {
  const answer = (await caller.raw(`/api/apps/${appId}/files/${filePath}`, {
    method: "PUT",
    headers: { "If-Match": String(base), "Content-Type": "text/plain" },
    body: content,
  })) as Answer<{ version: Version }>;
  must(answer.status === 201, `PUT of a file was answered ${answer.status}: ${answer.text}`);
  mustEqual("The number of the version that PUT makes", answer.body.version.number, base + 1);
  return { ...answer.body.version, number: base + 1 };
}

const line = (text: string) => `# ${text} ${crypto.randomUUID()}\n`;

export const versions: readonly Check[] = [
  {
    name: "files.put",
    promise: "`restore` and `PUT` create a version at once.",
    async run(world) {
      const { app } = await world.ready();
      const base = await world.newest(app.id);
      const content = line("é 👋");
      const made = await put(world, app.id, base.number, content);
      mustEqual("What PUT made", [made.status, made.metadata.origin, made.parent_number], ["completed", "edit", base.number]);
      const read = await world.caller.expect(200, "GET", `/api/apps/${app.id}/versions/${made.number}/files/${filePath}`);
      mustEqual("The file that was written", read.text, content);
    },
  },
  {
    name: "files.put-refusals",
    promise: "412 `version_moved_on` means that the app is no longer at the version in `If-Match`.",
    async run(world) {
      const { app } = await world.ready();
      const { number } = await world.newest(app.id);
      const write = async (path: string, ifMatch: string | null, body: string | Uint8Array) => {
        const headers: Record<string, string> = ifMatch === null ? {} : { "If-Match": ifMatch };
        const answer = await world.caller.raw(`/api/apps/${app.id}/files/${path}`, { method: "PUT", headers, body });
        return [answer.status, (answer.body as { error?: { code: string } } | null)?.error?.code];
      };
      const at = String(number);
      mustEqual("PUT on an older version", await write(filePath, String(number + 7), "x"), [412, "version_moved_on"]);
      mustEqual("PUT without If-Match", await write(filePath, null, "x"), [428, "precondition_required"]);
      mustEqual("PUT with an If-Match that is no number", await write(filePath, "W/x", "x"), [422, "invalid_input"]);
      mustEqual("PUT above the app", await write("..%2F..%2Fetc%2Fpasswd", at, "x"), [422, "invalid_input"]);
      mustEqual("PUT of broken percent-encoding", await write("%E0%A4%A", at, "x"), [400, "bad_request"]);
      mustEqual("PUT of a zero byte", await write(filePath, at, "a\0b"), [415, "unsupported_media_type"]);
      const noText = await write(filePath, at, new Uint8Array([0xff, 0xfe, 0x41]));
      mustEqual("PUT of what is not UTF-8", noText, [415, "unsupported_media_type"]);
      mustEqual("PUT of a file below a file", await write("index.html/x.txt", at, "x"), [422, "invalid_input"]);
      mustEqual("PUT of too much", await write(filePath, at, "x".repeat(1_500_001)), [413, "too_large"]);
      const made = await put(world, app.id, number, line("the same twice"));
      const { text } = await world.caller.raw(`/api/apps/${app.id}/versions/latest/files/${filePath}`);
      mustEqual("PUT that changes nothing", await write(filePath, String(made.number), text), [400, "bad_request"]);
    },
  },
  {
    name: "files.list",
    promise: "`GET …/files` lists path, size and hash; with `contents=true` also each text",
    async run({ caller, ready }) {
      const { app } = await ready();
      const path = `/api/apps/${app.id}/versions/1/files`;
      const { body: plain } = await caller.expect<{ files: VersionFile[] }>(200, "GET", path);
      const { body: full } = await caller.expect<{ files: VersionFile[] }>(200, "GET", `${path}?contents=true`);
      must(plain.files.length > 0, "Version 1 has no files");
      mustEqual(
        "Paths with contents",
        full.files.map((file) => file.path),
        plain.files.map((file) => file.path),
      );
      for (const { path: name, size, sha256, content } of full.files) {
        must(content !== undefined, `${name} has no content`);
        mustEqual(`Size and hash of ${name}`, await describeContent(content), { size, sha256 });
      }
    },
  },
  {
    name: "files.text",
    promise: "A file's text is always served as `text/plain`.",
    async run({ caller, ready }) {
      const { app } = await ready();
      const path = `/api/apps/${app.id}/versions/1/files/index.html`;
      const { headers } = await caller.expect(200, "GET", path, undefined, { Accept: "text/html" });
      must((headers.get("Content-Type") ?? "").startsWith("text/plain"), `It is ${headers.get("Content-Type")}`);
      await caller.refused("not_found", "GET", `/api/apps/${app.id}/versions/1/files/no/such/file.txt`);
    },
  },
  {
    name: "files.binary",
    promise: "A binary file is served as a download of `application/octet-stream`, whole or one range of it\n  (206).",
    async run(world) {
      const { app } = await world.ready();
      const { number } = await world.newest(app.id);
      const at = `/api/apps/${app.id}/files/notes/conformance.png`;
      const headers = { "If-Match": String(number), "Content-Type": "text/html" };
      const { status } = await world.caller.raw(at, { method: "PUT", headers, body: picture() });
      mustEqual("PUT of a picture", status, 201);
      const version = `/api/apps/${app.id}/versions/${number + 1}/files`;
      const { body } = await world.caller.expect<{ files: VersionFile[] }>(200, "GET", version);
      const listed = body.files.find(({ path }) => path === "notes/conformance.png");
      mustEqual(
        "A picture in the list",
        [listed?.binary, listed?.content_type, listed?.width, listed?.height],
        [true, "image/png", 3, 2],
      );
      const path = `${version}/notes/conformance.png`;
      const read = await world.caller.expect(200, "GET", path, undefined, { Accept: "text/html" });
      mustEqual("The type of a picture", read.headers.get("Content-Type"), "application/octet-stream");
      must((read.headers.get("Content-Disposition") ?? "").startsWith("attachment"), "It is no download");
      const part = await world.caller.expect(206, "GET", path, undefined, { Range: "bytes=1-3" });
      mustEqual("Three bytes of it", [part.text, part.headers.get("Content-Range")], ["PNG", `bytes 1-3/${listed?.size}`]);
      await world.caller.refused("range_not_satisfiable", "GET", path, undefined, { Range: "bytes=999999-" });
    },
  },
  {
    name: "files.etag",
    promise: "Files, file lists and diffs have an `ETag`, and return 304 for an `If-None-Match` that names it.",
    async run({ caller, ready }) {
      const { app } = await ready();
      for (const ref of ["1", "latest"])
        for (const part of ["files", "files/index.html", "diff"]) {
          const path = `/api/apps/${app.id}/versions/${ref}/${part}`;
          const { headers } = await caller.expect(200, "GET", path);
          const tag = headers.get("ETag");
          must(tag !== null && tag !== "", `${path} has no ETag`);
          const again = await caller.ask("GET", path, undefined, { "If-None-Match": tag });
          mustEqual(`${path} with its ETag`, [again.status, again.text], [304, ""]);
          const other = await caller.ask("GET", path, undefined, { "If-None-Match": '"another"' });
          mustEqual(`${path} with another ETag`, other.status, 200);
        }
    },
  },
  {
    name: "files.caching",
    promise: "changes: `Cache-Control: private, max-age=31536000, immutable`.",
    async run({ caller, ready }) {
      const { app } = await ready();
      const kept = async (ref: string) =>
        (await caller.expect(200, "GET", `/api/apps/${app.id}/versions/${ref}/files`)).headers.get("Cache-Control");
      mustEqual("How long a fixed version is kept", await kept("1"), "private, max-age=31536000, immutable");
      must(!/immutable/.test((await kept("latest")) ?? "immutable"), "latest is kept for ever");
    },
  },
  {
    name: "versions.refs",
    promise: "`:ref` is a version's number, its id, or `latest` (the highest number).",
    async run({ caller, ready, newest }) {
      const { app, version } = await ready();
      const read = async (ref: string) =>
        (await caller.expect<{ version: Version }>(200, "GET", `/api/apps/${app.id}/versions/${ref}`)).body.version;
      mustEqual("The version by number and by id", await read("1"), await read(version.id));
      const latest = await newest(app.id);
      mustEqual("latest and the version of its number", latest, await read(String(latest.number)));
      await caller.refused("not_found", "GET", `/api/apps/${app.id}/versions/99999`);
    },
  },
  {
    name: "versions.pages",
    promise: "Messages come oldest first (without `before`, the newest page); versions and apps come newest first.",
    async run(world) {
      const { app } = await world.ready();
      const base = await world.newest(app.id);
      await put(world, app.id, base.number, line("a page more"));
      const path = `/api/apps/${app.id}/versions`;
      interface Page {
        versions: Version[];
        has_more: boolean;
      }
      const { body: all } = await world.caller.expect<Page>(200, "GET", path);
      const numbers = all.versions.flatMap(({ number }) => number ?? []);
      mustEqual(
        "The order of versions",
        numbers,
        numbers.toSorted((a, b) => b - a),
      );
      const { body: first } = await world.caller.expect<Page>(200, "GET", `${path}?limit=1`);
      mustEqual("The newest alone", [first.versions[0]?.id, first.has_more], [all.versions[0]?.id, true]);
      const { body: rest } = await world.caller.expect<Page>(200, "GET", `${path}?before=${first.versions[0]?.id}`);
      mustEqual(
        "What comes before it",
        rest.versions.map(({ id }) => id),
        all.versions.slice(1).map(({ id }) => id),
      );
    },
  },
  {
    name: "versions.diff",
    promise: "GET    /api/apps/:id/versions/:ref/diff       ?against=ref                    200 {files: [{path, status, patch}]}",
    async run(world) {
      const { app } = await world.ready();
      const base = await world.newest(app.id);
      const content = line("compared");
      const made = await put(world, app.id, base.number, content);
      const diff = async (query: string) =>
        (await world.caller.expect<{ files: FileDiff[] }>(200, "GET", `/api/apps/${app.id}/versions/${made.number}/diff${query}`))
          .body.files;
      const [only, ...more] = await diff("");
      mustEqual("Files that differ from the version before", [only?.path, more.length], [filePath, 0]);
      must((only?.patch ?? "").includes(`+${content.trimEnd()}`), "The patch does not add the line");
      const fromFirst = await diff("?against=1");
      mustEqual("The file since version 1", fromFirst.find(({ path }) => path === filePath)?.status, "added");
      mustEqual("A version against itself", await diff(`?against=${made.number}`), []);
    },
  },
  {
    name: "versions.restore",
    promise: "POST   /api/apps/:id/versions/:ref/restore                                     201 {version}",
    async run(world) {
      const { app, watched } = await world.ready();
      const base = await world.newest(app.id);
      const made = await put(world, app.id, base.number, line("to be taken back"));
      const { body } = await world.caller.expect<{ version: Version }>(201, "POST", `/api/apps/${app.id}/versions/1/restore`);
      const { number, metadata } = body.version;
      mustEqual("The version of a restore", [number, metadata.origin, metadata.restored_from], [made.number + 1, "restore", 1]);
      const files = async (ref: number | null) =>
        (await world.caller.expect<{ files: VersionFile[] }>(200, "GET", `/api/apps/${app.id}/versions/${ref}/files`)).body.files;
      mustEqual("Files of the restored version", await files(number), await files(1));
      const told = await watched.until(
        (event) => event.type === "version.completed" && event.version.number === number,
        "version.completed of the restore",
      );
      mustEqual("What the log says of it", told.type === "version.completed" && told.version, body.version);
      await world.caller.refused("bad_request", "POST", `/api/apps/${app.id}/versions/1/restore`);
    },
  },
];
