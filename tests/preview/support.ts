// An app in memory, served as the Worker does it: on a host of its own or under a signed path of ours.

import type { PreviewTarget } from "../../src/preview/address.ts";
import type { PreviewSource } from "../../src/preview/app.ts";
import { servePreview } from "../../src/preview/serve.ts";
import vendor from "../../src/preview/vendor.generated.json" with { type: "json" };
import type { VersionFile } from "../../src/protocol/resources.ts";

export const appId = "abcdefghijklmnopqrstuvwxyz";
export const mount = `/p/${appId}/signature`;
export { vendor };

export interface Visit {
  /** Served under a path of our own host. */
  mounted?: boolean;
  ref?: number | "latest";
  method?: string;
  headers?: Record<string, string>;
  embedders?: string[];
  /** The preview host, when it is not mounted. */
  host?: string;
}

export const asPerson = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** `visit(path)` requests a path of an app with these files; `null` is an app that does not exist. */
export function preview(files: Record<string, string> | null) {
  return async (path: string, visit: Visit = {}): Promise<Response> => {
    const { mounted = false, ref = "latest", method = "GET", headers = {}, embedders = [], host = "previews.test" } = visit;
    const origin = mounted ? "https://edgewright.test" : `https://${appId}.${host}`;
    const url = new URL(origin + (mounted ? mount : "") + path);
    const target: PreviewTarget = { appId, ref, path: path.split("?")[0] ?? "", mount: mounted ? mount : "" };
    const asset = async (assetPath: string) => new Response(`/* ${assetPath} */`);
    return servePreview(new Request(url, { method, headers }), target, await sourceOf(files), asset, embedders);
  };
}

async function sourceOf(files: Record<string, string> | null): Promise<PreviewSource> {
  const blobs = new Map<string, string>();
  const list: VersionFile[] = [];
  for (const [path, content] of Object.entries(files ?? {})) {
    const bytes = new TextEncoder().encode(content);
    const sha256 = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    blobs.set(sha256, content);
    list.push({ path, size: bytes.length, sha256 });
  }
  return {
    files: async () => (files === null ? null : { number: 3, files: list }),
    content: async (_, sha256) => blobs.get(sha256) ?? null,
  };
}
