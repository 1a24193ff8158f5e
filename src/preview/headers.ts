// Headers of every preview response: what the browser may do with it, and how long it may keep it. No cookie is ever set.
import type { PreviewTarget } from "./address.ts";
import { vendorStamp } from "./vendor.ts";

/** Raise it when the same file would be served differently than before: browsers that hold the old answer then ask again. */
const servedFormat = 1;

/** How long a browser uses a file of a fixed version unasked, seconds. The files never change, the way we serve them may. */
const fixedVersionSeconds = 3600;
const vendorSeconds = 31_536_000;

/**
 * A preview on our own host is sandboxed by header: an opaque origin without cookies, storage or our API, whichever way it was opened. What it
 * sends may only go to its own path.
 */
function sandboxPolicy(request: Request, target: PreviewTarget, embedders: readonly string[]): string {
  const { origin } = new URL(request.url);
  const own = `${origin}${target.mount}/`;
  return [
    "sandbox allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-pointer-lock",
    `connect-src ${own} data: blob:`,
    `form-action ${own}`,
    `base-uri ${own}`,
    `frame-ancestors ${[origin, ...embedders].join(" ")}`,
  ].join("; ");
}

/**
 * A host of its own is separated by the browser already; it only says who may show it in a frame. On localhost that is the server itself, else
 * it has to be told: `null` when nobody did, and then anyone may, as with the link itself.
 */
function framePolicy(request: Request, embedders: readonly string[]): string | null {
  const { protocol, host, hostname } = new URL(request.url);
  const parents = hostname.endsWith(".localhost") ? [`${protocol}//${host.slice(host.indexOf(".") + 1)}`] : [];
  const origins = [...parents, ...embedders];
  return origins.length === 0 ? null : `frame-ancestors 'self' ${origins.join(" ")}`;
}

export function previewHeaders(request: Request, target: PreviewTarget, embedders: readonly string[]): Headers {
  const headers = new Headers({
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  });
  const policy = target.mount === "" ? framePolicy(request, embedders) : sandboxPolicy(request, target, embedders);
  if (policy !== null) headers.set("Content-Security-Policy", policy);
  // In an opaque origin every module and every fetch is of another origin; there is nothing here but what the link already gives.
  if (target.mount !== "") {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  }
  return headers;
}

export function vendorCaching(headers: Headers): void {
  headers.set("Cache-Control", `public, max-age=${vendorSeconds}, immutable`);
}

/** A file of a version: the newest version is asked for each time, and answered with 304 while it is the same. */
export function versionCaching(headers: Headers, target: PreviewTarget, number: number, sha256: string, variant: string): string {
  const tag = `"${number}-${sha256.slice(0, 16)}-${vendorStamp}-${servedFormat}${variant === "" ? "" : `-${variant}`}"`;
  headers.set("ETag", tag);
  headers.set("Cache-Control", target.ref === "latest" ? "no-cache" : `public, max-age=${fixedVersionSeconds}`);
  return tag;
}

export function matchesTag(request: Request, tag: string): boolean {
  const given = request.headers.get("If-None-Match")?.split(",") ?? [];
  return given.some((entry) => entry.trim().replace(/^W\//, "") === tag);
}
