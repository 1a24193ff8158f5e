// Headers of every preview response: what the browser may do with it, and how long it may keep it. No cookie is ever set.
import type { PreviewRef } from "../protocol/preview-link.ts";
import { vendorStamp } from "./vendor.ts";

/** Raise it when the same file is served differently than before: browsers that cached the old answer then ask again. */
const servedFormat = 2;

/** How long a browser uses a fixed version's file without asking, seconds. The files never change, but the way we serve them may. */
const fixedVersionSeconds = 3600;
const vendorSeconds = 31_536_000;

/** What the headers depend on, besides the request: where the preview is mounted, which version it shows, and who may frame it on its own host. */
export interface Placement {
  mount: string;
  ref: PreviewRef;
  embedders: readonly string[];
}

/**
 * A preview on our own host is sandboxed by header: an opaque origin without cookies, storage or our API, whichever way it was opened. What it
 * sends may only go to its own path.
 */
function sandboxPolicy(request: Request, mount: string): string {
  const { origin } = new URL(request.url);
  const own = `${origin}${mount}/`;
  return [
    "sandbox allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-pointer-lock",
    `connect-src ${own} data: blob:`,
    `form-action ${own}`,
    `base-uri ${own}`,
    `frame-ancestors ${origin}`,
  ].join("; ");
}

export function previewHeaders(request: Request, { mount, embedders }: Placement): Headers {
  const headers = new Headers({
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  });
  // The browser already separates a host of its own; the header only says who may frame it.
  const policy = mount === "" ? `frame-ancestors ${["'self'", ...embedders].join(" ")}` : sandboxPolicy(request, mount);
  headers.set("Content-Security-Policy", policy);
  // To an opaque origin every module and fetch is cross-origin; this gives away no more than the link does.
  if (mount !== "") {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  }
  return headers;
}

export function vendorCaching(headers: Headers): void {
  headers.set("Cache-Control", `public, max-age=${vendorSeconds}, immutable`);
}

/** A version's file: for the latest version the browser asks each time, and gets 304 while it is the same. */
export function versionCaching(headers: Headers, ref: PreviewRef, number: number, sha256: string, variant: string): string {
  const tag = `"${number}-${sha256.slice(0, 16)}-${vendorStamp}-${servedFormat}${variant === "" ? "" : `-${variant}`}"`;
  headers.set("ETag", tag);
  headers.set("Cache-Control", ref === "latest" ? "no-cache" : `private, max-age=${fixedVersionSeconds}`);
  return tag;
}

export function matchesTag(request: Request, tag: string): boolean {
  const given = request.headers.get("If-None-Match")?.split(",") ?? [];
  return given.some((entry) => entry.trim().replace(/^W\//, "") === tag);
}
