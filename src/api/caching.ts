// How long an answer about files may be cached. A version never changes, so a fixed one is valid for ever; "latest" is checked each time.
import type { Context } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { ApiEnv } from "./environment.ts";

const yearSeconds = 31_536_000;

/** Answers 304 when `If-None-Match` holds the answer's `ETag`. */
export const notModified = etag({ retainedHeaders: [...RETAINED_304_HEADERS, "x-request-id"] });

/** `refs` are the versions as the request named them, `tag` says what was read. */
export function keep(c: Context<ApiEnv>, refs: readonly string[], tag: string): void {
  c.header("ETag", `"${tag}"`);
  // An app is private to its owner: no shared cache may keep it, and the browser's own only for the person who asked.
  c.header("Cache-Control", refs.includes("latest") ? "private, no-cache" : `private, max-age=${yearSeconds}, immutable`);
  c.header("Vary", "Authorization, Cookie");
}
