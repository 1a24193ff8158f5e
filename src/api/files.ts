// Files of versions: list, content, differences, and a person's own edit.
import { createTwoFilesPatch } from "diff";
import { Hono } from "hono";
import { fileMaxBytes } from "../protocol/constants.ts";
import { describeContent } from "../protocol/content.ts";
import type { FileDiff, VersionFile } from "../protocol/resources.ts";
import { findFile, listFiles, readBlob, readBlobs, writeBlobs } from "../store/files.ts";
import { appMaxBytes, appMaxFiles } from "../workspace/files.ts";
import { checkPath } from "../workspace/paths.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import * as operations from "./operations/files.ts";
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

const contextLines = 3;
/** Changed lines that are compared line by line. The search for the smallest difference grows with their square: beyond this a file is shown as replaced. */
const maxChangedLines = 1_000;

/** A unified diff; `undefined` stands for no file. */
function unifiedPatch(path: string, from: string | undefined, to: string | undefined): string {
  const names = [from === undefined ? "/dev/null" : `a/${path}`, to === undefined ? "/dev/null" : `b/${path}`] as const;
  const patch = createTwoFilesPatch(...names, from ?? "", to ?? "", undefined, undefined, {
    context: contextLines,
    maxEditLength: maxChangedLines,
  });
  // The library begins with a rule of its own, which is no part of a unified diff.
  return patch?.replace(/^=+\n/, "") ?? replacement(names, from ?? "", to ?? "");
}

function replacement(names: readonly [string, string], from: string, to: string): string {
  const lines = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
  const [before, after] = [lines(from), lines(to)];
  const range = (list: string[]) => (list.length === 0 ? "0,0" : `1,${list.length}`);
  return [
    `--- ${names[0]}`,
    `+++ ${names[1]}`,
    `@@ -${range(before)} +${range(after)} @@`,
    ...before.map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
    "",
  ].join("\n");
}

export const files = new Hono<ApiEnv>()
  .get("/:id/versions/:ref/files", async (c) => {
    const { appId, number } = await numberedVersion(c);
    return c.json({ files: await listFiles(c.get("db"), appId, number) });
  })
  .get("/:id/versions/:ref/files/*", async (c) => {
    const { appId, number } = await numberedVersion(c);
    const path = pathFrom(c.req.url, /^.*?\/versions\/[^/]+\/files\//);
    const file = await findFile(c.get("db"), appId, number, path);
    const content = file && (await readBlob(c.get("db"), appId, file.sha256));
    if (file === null || content === null) throw new Fault("not_found", `Version ${number} has no file ${path}.`);
    // Text whatever the file is: an app's HTML must never render on our own origin.
    return c.body(content, 200, {
      "Content-Type": "text/plain; charset=utf-8",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      ETag: `"${file.sha256}"`,
    });
  })
  .get("/:id/versions/:ref/diff", query(operations.diffVersion), async (c) => {
    const target = await numberedVersion(c);
    const { against } = c.req.valid("query");
    const base = against === undefined ? target.parentNumber : (await numberedVersion(c, against)).number;
    const db = c.get("db");
    const [after, before] = await Promise.all([
      listFiles(db, target.appId, target.number),
      base === null ? [] : listFiles(db, target.appId, base),
    ]);
    const changed = changedFiles(before, after);
    const hashes = changed.flatMap(({ from, to }) => [from?.sha256, to?.sha256]).filter((hash) => hash !== undefined);
    const contents = await readBlobs(db, target.appId, hashes);
    return c.json({
      files: changed.map(({ path, from, to }): FileDiff => {
        const text = (file: VersionFile | undefined) => (file ? (contents.get(file.sha256) ?? "") : "");
        const status = !from ? "added" : !to ? "deleted" : "modified";
        const patch = unifiedPatch(path, from && text(from), to && text(to));
        return { path, status, patch };
      }),
    });
  })
  .put("/:id/files/*", async (c) => {
    const { row, activity } = c.get("app");
    const expected = /^"?(\d{1,9})"?$/.exec(c.req.header("if-match") ?? "")?.[1];
    if (!expected) {
      throw new Fault(
        "precondition_required",
        "If-Match is missing.",
        "Send the number of the version that you changed, such as If-Match: 3.",
      );
    }
    const checked = checkPath(pathFrom(c.req.url, /^\/api\/apps\/[^/]+\/files\//));
    if (!checked.ok) throw new Fault("invalid_input", checked.reason);
    const content = await c.req.text();
    const described = { content, ...(await describeContent(content)) };
    if (described.size > fileMaxBytes)
      throw new Fault("too_large", `The file has ${described.size} bytes; at most ${fileMaxBytes} are kept.`);
    // The hub decides; this is so that what it would refuse anyway is not stored first.
    if (row.currentVersion !== Number(expected)) {
      const hint = "Read the newest version and make the change on it.";
      throw new Fault("version_moved_on", `The app is at version ${row.currentVersion ?? 0}, not ${expected}.`, hint);
    }
    if (activity.unfinished)
      throw new Fault("run_in_progress", "A run is working on this app.", "Wait for it, or stop it, then try again.");
    const all = await listFiles(c.get("db"), row.id, Number(expected));
    const present = all.find((file) => file.path === checked.path);
    if (present?.sha256 === described.sha256) throw new Fault("bad_request", "The file has this content already.");
    const others = all.filter((file) => file !== present);
    const totalBytes = others.reduce((sum, file) => sum + file.size, described.size);
    if (others.length >= appMaxFiles)
      throw new Fault("too_large", `An app has at most ${appMaxFiles} files.`, "Delete one first.");
    if (totalBytes > appMaxBytes) throw new Fault("too_large", `An app has at most ${appMaxBytes} bytes in all its files.`);
    await writeBlobs(c.get("db"), row.id, [described]);
    const reply = await c.env.APP_HUB.getByName(row.id).commitFiles({
      appId: row.id,
      origin: c.get("origin"),
      kind: "edit",
      summary: `Edited ${checked.path} by hand.`,
      written: [{ path: checked.path, sha256: described.sha256, size: described.size }],
      modified: present ? [checked.path] : [],
      deleted: [],
      expectedNumber: Number(expected),
      // If-Match does it: repeated, it is a change of a version that is not the newest any more.
      idempotency: null,
    });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ version: reply.value }, 201);
  });

interface ChangedFile {
  path: string;
  from: VersionFile | undefined;
  to: VersionFile | undefined;
}

function changedFiles(before: VersionFile[], after: VersionFile[]): ChangedFile[] {
  const from = new Map(before.map((file) => [file.path, file]));
  const to = new Map(after.map((file) => [file.path, file]));
  return [...new Set([...from.keys(), ...to.keys()])]
    .sort()
    .map((path) => ({ path, from: from.get(path), to: to.get(path) }))
    .filter((file) => file.from?.sha256 !== file.to?.sha256);
}
