// Where previews live and how a request is recognised as one: an own host per app where there is one, else a signed path on ours.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { PreviewAddress } from "../store/present.ts";

export interface PreviewTarget {
  appId: string;
  ref: number | "latest";
  /** Path inside the app, begins with "/". */
  path: string;
  /** What stands before the path in the browser's address: "" on an own host, "/p/<app>/<signature>" on ours. */
  mount: string;
}

const label = /^([a-z2-7]{26})(?:--v([1-9]\d{0,8}))?$/;
const signatureCharacters = 32;

/** Host whose sub-domains are previews. Browsers resolve every `x.localhost` to this machine, so that needs no configuration. */
export function previewHostOf(origin: string, configured: string | undefined): string | null {
  if (configured?.trim()) return configured.trim();
  const { host, hostname } = new URL(origin);
  if (hostname === "localhost") return host;
  return hostname.endsWith(".localhost") ? host.slice(host.indexOf(".") + 1) : null;
}

function sign(secret: string, name: string): string {
  return createHmac("sha256", secret).update(`preview:${name}`).digest("hex").slice(0, signatureCharacters);
}

const nameOf = (appId: string, ref: number | "latest") => (ref === "latest" ? appId : `${appId}--v${ref}`);

function parseName(name: string): Pick<PreviewTarget, "appId" | "ref"> | null {
  const match = label.exec(name);
  if (!match?.[1]) return null;
  return { appId: match[1], ref: match[2] ? Number(match[2]) : "latest" };
}

/** Makes addresses for a client that reached us at `origin`. The link is the permission: ids and signatures cannot be guessed. */
export function previewAddresses(origin: string, previewHost: string | null, secret: string): PreviewAddress {
  return (appId, ref) => {
    const name = nameOf(appId, ref);
    if (previewHost) return `${new URL(origin).protocol}//${name}.${previewHost}/`;
    return `${origin}/p/${name}/${sign(secret, name)}/`;
  };
}

/** The target of a request to an app's own host; null when the host is not a preview's. */
export function previewHostTarget(url: URL, previewHost: string | null): PreviewTarget | null {
  if (!previewHost || !url.host.endsWith(`.${previewHost}`)) return null;
  const parsed = parseName(url.host.slice(0, -previewHost.length - 1));
  return parsed && { ...parsed, path: url.pathname, mount: "" };
}

/** The target of a request to `/p/<app>/<signature>/…`; "invalid" when the link was not made by us; null for any other path. */
export function previewPathTarget(url: URL, secret: string): PreviewTarget | "invalid" | null {
  const match = /^\/p\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname);
  if (!match?.[1] || !match[2]) return url.pathname.startsWith("/p/") ? "invalid" : null;
  const parsed = parseName(match[1]);
  const expected = new TextEncoder().encode(sign(secret, match[1]));
  const given = new TextEncoder().encode(match[2]);
  if (!parsed || given.length !== expected.length || !timingSafeEqual(given, expected)) return "invalid";
  return { ...parsed, path: match[3] ?? "/", mount: `/p/${match[1]}/${match[2]}` };
}
