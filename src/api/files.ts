// Files of versions: list, content, differences, and a person's own edit.
import { Hono } from "hono";
import { describeContent } from "../base/content.ts";
import { nothingChanges, runInProgress, versionMovedOn } from "../domain/refusals.ts";
import type { FileDiff, VersionFile } from "../protocol/resources.ts";
import { filesWithContents, findFile, listFiles, readBlob, readBlobs, writeBlobs } from "../store/files.ts";
import {
  applyChanges,
  changeSet,
  isEmpty,
  namedChanges,
  refuseChanges,
  refuseFile,
  type TreeRefusal,
} from "../workspace/change-set.ts";
import { checkPath } from "../workspace/paths.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { keep, notModified } from "./keeping.ts";
import * as operations from "./operations/files.ts";
import { unifiedPatch } from "./unified-patch.ts";
import { numberedVersion } from "./versions.ts";

/** The path behind `/files/` as the client meant it. */
function pathFrom(url: string, marker: RegExp): string {
  const raw = new URL(url).pathname.replace(marker, "");
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new Fault("bad_request", "The path is not valid percent-encoding.");
  }
}

function expectedVersion(ifMatch: string | undefined): number {
  const hint = "Send the number of the version that you changed, such as If-Match: 3.";
  if (ifMatch === undefined) throw new Fault("precondition_required", "If-Match is missing.", hint);
  const number = /^"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (!number) throw new Fault("invalid_input", "If-Match is not the number of a version.", hint);
  return Number(number);
}

/** Null for what is no text: bytes that are not UTF-8, or hold zeros. A byte order mark is part of the text. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A version is committed after its contents are stored. */
function stored(content: string | null, path: string): string {
  if (content === null) throw new Error(`The content of ${path} is not in the database.`);
  return content;
}

export const files = new Hono<ApiEnv>()
  .get("/:id/versions/:ref/files", notModified, query(operations.listFiles), async (c) => {
    const { id, appId, number } = await numberedVersion(c);
    keep(c, [c.req.param("ref")], id);
    if (!c.req.valid("query").contents) return c.json({ files: await listFiles(c.get("db"), appId, number) });
    const all = await filesWithContents(c.get("db"), appId, number);
    return c.json({ files: all.map(({ content, ...file }): VersionFile => ({ ...file, content: stored(content, file.path) })) });
  })
  .get("/:id/versions/:ref/files/*", notModified, async (c) => {
    const { appId, number } = await numberedVersion(c);
    const given = pathFrom(c.req.url, /^.*?\/versions\/[^/]+\/files\//);
    // Written in another way, it is still the same file.
    const checked = checkPath(given);
    const path = checked.ok ? checked.path : given;
    const file = await findFile(c.get("db"), appId, number, path);
    if (!file) throw new Fault("not_found", `Version ${number} has no file ${path}.`);
    const content = stored(await readBlob(c.get("db"), appId, file.sha256), path);
    keep(c, [c.req.param("ref")], file.sha256);
    // Text whatever the file is: an app's HTML must never render on our own origin.
    return c.body(content, 200, {
      "Content-Type": "text/plain; charset=utf-8",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    });
  })
  .get("/:id/versions/:ref/diff", notModified, query(operations.diffVersion), async (c) => {
    const target = await numberedVersion(c);
    const { against } = c.req.valid("query");
    const base = against === undefined ? target.parentNumber : (await numberedVersion(c, against)).number;
    keep(c, [c.req.param("ref"), ...(against === undefined ? [] : [against])], `${target.id}.${base ?? 0}`);
    const db = c.get("db");
    const [after, before] = await Promise.all([
      listFiles(db, target.appId, target.number),
      base === null ? [] : listFiles(db, target.appId, base),
    ]);
    const changed = namedChanges(changeSet(before, after, ({ sha256 }) => sha256));
    const [from, to] = [before, after].map((files) => new Map(files.map((file) => [file.path, file.sha256])));
    const hashes = changed.flatMap(({ path }) => [from?.get(path), to?.get(path)]).filter((hash) => hash !== undefined);
    const contents = await readBlobs(db, target.appId, hashes);
    const text = (hash: string | undefined) => (hash === undefined ? undefined : (contents.get(hash) ?? ""));
    return c.json({
      files: changed.map(({ path, change }): FileDiff => {
        return { path, status: change, patch: unifiedPatch(path, text(from?.get(path)), text(to?.get(path))) };
      }),
    });
  })
  .put("/:id/files/*", async (c) => {
    const { row, activity } = c.get("app");
    const expected = expectedVersion(c.req.header("if-match"));
    const checked = checkPath(pathFrom(c.req.url, /^\/api\/apps\/[^/]+\/files\//));
    if (!checked.ok) throw new Fault("invalid_input", checked.reason);
    const content = textOf(await c.req.arrayBuffer());
    if (content === null) {
      const hint = "Send UTF-8 without zero bytes; pictures and other binary files cannot be kept yet.";
      throw new Fault("unsupported_media_type", "The body is not text.", hint);
    }
    const described = { content, ...(await describeContent(content)) };
    // The hub decides; this is so that what it would refuse anyway is not stored first.
    const written = { path: checked.path, sha256: described.sha256, size: described.size };
    const large = refuseFile(written);
    if (large) throw treeFault(large);
    if (row.currentVersion !== expected) throw faultOf(versionMovedOn(row.currentVersion, expected));
    if (activity.unfinished) throw faultOf(runInProgress);
    const present = await listFiles(c.get("db"), row.id, expected);
    const changes = changeSet(present, applyChanges(present, { written: [written], deleted: [] }), ({ sha256 }) => sha256);
    if (isEmpty(changes)) throw faultOf(nothingChanges);
    const refusal = refuseChanges(present, changes);
    if (refusal) throw treeFault(refusal);
    await writeBlobs(c.get("db"), row.id, [described]);
    const reply = await c.env.APP_HUB.getByName(row.id).commitFiles({
      appId: row.id,
      origin: c.get("origin"),
      kind: "edit",
      summary: `Edited ${checked.path} by hand.`,
      written: changes.written,
      modified: changes.modified,
      deleted: changes.deleted,
      expectedNumber: expected,
      // If-Match does it: repeated, it is a change of a version that is not the newest any more.
      idempotency: null,
    });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ version: reply.value }, 201);
  });

/** How what an app may hold is refused on the wire. */
const treeFault = ({ reason, message, hint }: TreeRefusal) =>
  new Fault(reason === "path" ? "invalid_input" : "too_large", message, hint);
