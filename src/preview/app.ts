// The app a request is about, as the preview sees it: its files, and their addresses in the browser.
import type { PreviewRef } from "../protocol/preview-link.ts";
import type { VersionFile } from "../protocol/resources.ts";
import type { Exists } from "../workspace/resolve.ts";
import type { PreviewTarget } from "./address.ts";

/** Where files come from; the Worker implements it on D1. */
export interface PreviewSource {
  /** `null` when no app has this key, the version does not exist, or there is none yet. */
  files(key: string, ref: PreviewRef): Promise<{ appId: string; number: number; files: VersionFile[] } | null>;
  content(appId: string, sha256: string): Promise<string | null>;
}

export interface PreviewApp {
  number: number;
  mount: string;
  exists: Exists;
  /** `null` where there is no such file. */
  read(path: string): Promise<string | null>;
  /** Content hash of a file; empty where there is none. */
  hash(path: string): string;
  paths: string[];
}

const byteOrderMark = "\ufeff";

/** Folder of every preview that belongs to Edgewright and never to the app. */
export const reservedFolder = "/__edgewright/";

export async function openApp(target: PreviewTarget, source: PreviewSource): Promise<PreviewApp | null> {
  const found = await source.files(target.key, target.ref);
  if (found === null) return null;
  const files = new Map(found.files.map((file) => [file.path, file]));
  return {
    number: found.number,
    mount: target.mount,
    exists: (path) => files.has(path),
    hash: (path) => files.get(path)?.sha256 ?? "",
    paths: [...files.keys()],
    read: async (path) => {
      const file = files.get(path);
      const content = file === undefined ? null : await source.content(found.appId, file.sha256);
      // Browsers remove it from files they load; in the middle of generated code it would be a character.
      return content?.startsWith(byteOrderMark) ? content.slice(1) : content;
    },
  };
}

/** The one address of a file in the browser: the same file always has the same, so a module is loaded once. */
export function urlOf(mount: string, path: string, query = ""): string {
  return `${mount}/${path.split("/").map(encodeSegment).join("/")}${query === "" ? "" : `?${query}`}`;
}

/** Also without quotes and parentheses, so that the address can stand in any string, attribute or `url()`. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/['()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
