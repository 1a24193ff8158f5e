// Files of versions: list, content, differences, and a person's own edit.
import { type Context, Hono } from "hono";
import { answerOfPart, wantedPart } from "../base/ranges.ts";
import { compareVersions, type FileContent, listFiles, readFile } from "../domain/files.ts";
import { writeFiles } from "../domain/write-files.ts";
import { keep, notModified } from "./caching.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import { answerOf, onApp } from "./granted.ts";
import * as operations from "./operations/files.ts";
import { readUpload } from "./uploads.ts";

export const files = new Hono<ApiEnv>()
  .get("/:id/versions/:ref/files", notModified, query(operations.listFiles), async (c) => {
    const [grant, ref] = [onApp(c, operations.listFiles), c.req.param("ref")];
    const { value, of } = answerOf(await listFiles(c.get("ports"), grant, ref, c.req.valid("query")));
    keep(c, [ref], of);
    return c.json({ files: value });
  })
  .get("/:id/versions/:ref/files/*", notModified, async (c) => {
    const [grant, ref] = [onApp(c, operations.readFile), c.req.param("ref")];
    const { value, of } = answerOf(await readFile(c.get("ports"), grant, ref, pathOf(c.req.url)));
    keep(c, [ref], of);
    if (value.type === "binary") return sendBinary(c, value, `"${of}"`);
    // Always plain text: an app's HTML must never render on our own origin.
    return c.body(value.text, 200, { "Content-Type": "text/plain; charset=utf-8", ...inert });
  })
  .get("/:id/versions/:ref/diff", notModified, query(operations.diffVersion), async (c) => {
    const [grant, ref, { against }] = [onApp(c, operations.diffVersion), c.req.param("ref"), c.req.valid("query")];
    const { value, of } = answerOf(await compareVersions(c.get("ports"), grant, ref, against));
    keep(c, [ref, ...(against === undefined ? [] : [against])], of);
    return c.json({ files: value });
  })
  .put("/:id/files", query(operations.writeFiles), async (c) => {
    const grant = onApp(c, operations.writeFiles);
    const expectedNumber = expectedVersion(c.req.header("if-match"));
    const written = await readUpload(c.req.raw, c.req.valid("query").folder ?? "");
    const version = answerOf(await writeFiles(c.get("ports"), grant, { written, deleted: [], expectedNumber }));
    return c.json({ version }, 201);
  })
  .put("/:id/files/*", async (c) => {
    const grant = onApp(c, operations.writeFile);
    const expectedNumber = expectedVersion(c.req.header("if-match"));
    const path = pathOf(c.req.url);
    const written = [{ path, content: new Uint8Array(await c.req.arrayBuffer()) }];
    const version = answerOf(await writeFiles(c.get("ports"), grant, { written, deleted: [], expectedNumber }));
    return c.json({ version }, 201);
  });

/** Nothing of an app may run or be drawn on our own origin. */
const inert = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
};

/** As a download of bytes, whatever they are: an app's pictures are shown on preview addresses, or by a page that reads them and knows their type. */
async function sendBinary(c: Context<ApiEnv>, { file, open }: Extract<FileContent, { type: "binary" }>, tag: string) {
  const part = wantedPart(c.req.raw.headers, file.size, tag);
  const { status, headers } = answerOfPart(part, file.size);
  if (status === 416) {
    const hint = `Ask for bytes below ${file.size}, or for all of them.`;
    throw new Fault("range_not_satisfiable", `${file.path} has ${file.size} bytes.`, hint, { headers });
  }
  const name = encodeURIComponent(file.path.slice(file.path.lastIndexOf("/") + 1)).replace(/['()*]/g, percentOf);
  const body = c.req.method === "HEAD" ? null : await open(part.type === "part" ? part : null);
  return c.newResponse(body, status, {
    ...headers,
    ...inert,
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename*=UTF-8''${name}`,
  });
}

const percentOf = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** The part before a file's path: the app, and the version if one is named. */
const beforePath = /^\/api\/apps\/[^/]+\/(?:versions\/[^/]+\/)?files\//;

/** The file's path, decoded. */
function pathOf(url: string): string {
  const raw = new URL(url).pathname.replace(beforePath, "");
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
