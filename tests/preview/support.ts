// An app in memory, served as the Worker does it: on a host of its own or under a signed path of ours.
import { env } from "cloudflare:workers";
import { describeBytes } from "../../src/base/content.ts";
import { sniff } from "../../src/base/file-types.ts";
import { stylesOf } from "../../src/isolates/isolates.ts";
import vendor from "../../src/libraries/built.generated.json" with { type: "json" };
import { builtModule } from "../../src/libraries/built.ts";
import type { ResolvedLibraries } from "../../src/libraries/libraries.ts";
import type { PreviewTarget } from "../../src/preview/address.ts";
import type { PreviewSource } from "../../src/preview/app.ts";
import { createReply } from "../../src/preview/reply.ts";
import { servePreview } from "../../src/preview/serve.ts";
import { vendorUrl } from "../../src/preview/vendor.ts";
import type { VersionFile } from "../../src/protocol/resources.ts";

export const key = "0123456789abcdef0123456789abcdef";
export const mount = `/p/${key}`;
export { vendor };
/** Address of a library's module on a host of the app's own. */
export const vendored = (name: string): string => vendorUrl("", builtModule(name)?.file ?? "");

/** Texts and bytes by path. */
export type AppFiles = Record<string, string | Uint8Array<ArrayBuffer>>;

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
export function preview(files: AppFiles | null, libraries: ResolvedLibraries = {}, publicValues: Record<string, string> = {}) {
  return async (path: string, visit: Visit = {}): Promise<Response> => {
    const { mounted = false, ref = "latest", method = "GET", headers = {}, embedders = [] } = visit;
    const origin = mounted ? "https://edgewright.test" : `https://${key}.previews.test`;
    const url = new URL(origin + (mounted ? mount : "") + path);
    const target: PreviewTarget = { key, ref, path: path.split("?")[0] || "/", mount: mounted ? mount : "" };
    const asset = async (assetPath: string) => new Response(`/* ${assetPath} */`);
    const request = new Request(url, { method, headers });
    const reply = createReply(request, { mount: target.mount, ref, embedders });
    return servePreview(request, reply, target, await sourceOf(files, libraries, publicValues), asset);
  };
}

async function sourceOf(
  files: AppFiles | null,
  libraries: ResolvedLibraries,
  publicValues: Record<string, string>,
): Promise<PreviewSource> {
  const blobs = new Map<string, string>();
  const binaries = new Map<string, Uint8Array<ArrayBuffer>>();
  const list: VersionFile[] = [];
  for (const [path, content] of Object.entries(files ?? {})) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const { sha256, size } = await describeBytes(bytes);
    if (typeof content === "string") {
      blobs.set(sha256, content);
      list.push({ path, size, sha256 });
      continue;
    }
    binaries.set(sha256, content);
    list.push({ path, size, sha256, binary: true, content_type: sniff(content, path)?.type ?? "application/octet-stream" });
  }
  return {
    styles: stylesOf(env),
    files: async () => (files === null ? null : { appId: "app", number: 3, files: list, libraries, publicValues }),
    content: async (_, sha256) => blobs.get(sha256) ?? null,
    async bytes(_, sha256, part) {
      const bytes = binaries.get(sha256);
      if (bytes === undefined) return null;
      return new Blob([part === null ? bytes : bytes.slice(part.offset, part.offset + part.length)]).stream();
    },
  };
}
