// Where previews live and how a request is recognised as one: an own host per app where there is one, else a path on ours. Either is named by
// the app's key, which is the whole permission: docs/decisions/2026-11-28-preview-links.md.
import { type PreviewRef, previewName, readPreviewName } from "../protocol/preview-link.ts";
import type { PreviewAddress } from "../store/present.ts";

export interface PreviewTarget {
  key: string;
  ref: PreviewRef;
  /** Path inside the app, begins with "/". */
  path: string;
  /** The part before the path in the browser's address: "" on a host of its own, "/p/<name>" on ours. */
  mount: string;
}

/** Everything below it on our own host is a preview, or nothing. */
export const mountFolder = "/p/";

/** "localhost." names the same host as "localhost". */
export function withoutFinalDot(url: URL): URL {
  if (!url.hostname.endsWith(".")) return url;
  const plain = new URL(url);
  plain.hostname = url.hostname.slice(0, -1);
  return plain;
}

/**
 * Host whose sub-domains are previews; null where there is none. Browsers resolve every `x.localhost` to this machine, so that needs no
 * configuration, also where the chat itself is open as 127.0.0.1.
 */
export function previewHostOf(origin: string, configured: string | undefined): string | null {
  if (configured?.trim()) return configured.trim();
  const { host, hostname, port } = new URL(origin);
  if (hostname === "localhost") return host;
  if (hostname === "127.0.0.1") return port === "" ? "localhost" : `localhost:${port}`;
  return hostname.endsWith(".localhost") ? host.slice(host.indexOf(".") + 1) : null;
}

/** Makes addresses for a client that reached us at `origin`. */
export function previewAddresses(origin: string, previewHost: string | null): PreviewAddress {
  return (key, ref) => {
    const name = previewName(key, ref);
    return previewHost ? `${new URL(origin).protocol}//${name}.${previewHost}/` : `${origin}${mountFolder}${name}/`;
  };
}

/** What a request is for: a preview, a broken preview address, or something else. */
export type Recognised = { type: "preview"; target: PreviewTarget } | { type: "no_preview"; mount: string } | { type: "other" };

export function recognise(url: URL, previewHost: string | null): Recognised {
  if (previewHost && url.host.endsWith(`.${previewHost}`)) {
    // A host of previews shows previews only: our pages and API stay on our own.
    const named = readPreviewName(url.host.slice(0, -previewHost.length - 1));
    return named ? { type: "preview", target: { ...named, path: url.pathname, mount: "" } } : { type: "no_preview", mount: "" };
  }
  if (!url.pathname.startsWith(mountFolder)) return { type: "other" };
  const slash = url.pathname.indexOf("/", mountFolder.length);
  const mount = slash === -1 ? url.pathname : url.pathname.slice(0, slash);
  const named = readPreviewName(mount.slice(mountFolder.length));
  if (!named) return { type: "no_preview", mount: mountFolder.slice(0, -1) };
  return { type: "preview", target: { ...named, path: slash === -1 ? "/" : url.pathname.slice(slash), mount } };
}
