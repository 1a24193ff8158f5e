// An app in memory, served as the Worker does it: on a host of its own or under a signed path of ours.

import vendor from "../../src/libraries/built.generated.json" with { type: "json" };
import type { ResolvedLibraries } from "../../src/libraries/libraries.ts";
import type { PreviewTarget } from "../../src/preview/address.ts";
import type { PreviewSource } from "../../src/preview/app.ts";
import { createReply } from "../../src/preview/reply.ts";
import { servePreview } from "../../src/preview/serve.ts";
import type { VersionFile } from "../../src/protocol/resources.ts";

export const key = "0123456789abcdef0123456789abcdef";
export const mount = `/p/${key}`;
export { vendor };

export interface Visit {
  /** Served under a path of our own host. */
  mounted?: boolean;
  ref?: number | "latest";
  method?: string;
  headers?: Record<string, string>;
  embedders?: string[];
}

export const asPerson = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** `visit(path)` requests a path of an app with these files; `null` is an app that does not exist. */
export function preview(files: Record<string, string> | null, libraries: ResolvedLibraries = {}) {
  return async (path: string, visit: Visit = {}): Promise<Response> => {
    const { mounted = false, ref = "latest", method = "GET", headers = {}, embedders = [] } = visit;
    const origin = mounted ? "https://edgewright.test" : `https://${key}.previews.test`;
    const url = new URL(origin + (mounted ? mount : "") + path);
    const target: PreviewTarget = { key, ref, path: path.split("?")[0] || "/", mount: mounted ? mount : "" };
    const asset = async (assetPath: string) => new Response(`/* ${assetPath} */`);
    const request = new Request(url, { method, headers });
    const reply = createReply(request, { mount: target.mount, ref, embedders });
    return servePreview(request, reply, target, await sourceOf(files, libraries), asset);
  };
}

async function sourceOf(files: Record<string, string> | null, libraries: ResolvedLibraries): Promise<PreviewSource> {
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
    files: async () => (files === null ? null : { appId: "app", number: 3, files: list, libraries }),
    content: async (_, sha256) => blobs.get(sha256) ?? null,
  };
}
