// The app a request is about, as the preview sees it: its files, and their addresses in the browser.
import { describeContent } from "../base/content.ts";
import { encodePath } from "../base/encode-path.ts";
import { type Libraries, type ResolvedLibraries, vendored, withResolved } from "../libraries/libraries.ts";
import { entryPath } from "../protocol/constants.ts";
import type { PreviewRef } from "../protocol/preview-link.ts";
import type { VersionFile } from "../protocol/resources.ts";
import type { Styles } from "../styles/styles.ts";
import { aliasFiles, withAliases } from "../workspace/aliases.ts";
import { completedPage, hasWrittenEntry, madePage } from "../workspace/entry.ts";
import { mayBringMap, withPageMaps } from "../workspace/page-maps.ts";
import type { Exists } from "../workspace/resolve.ts";
import type { PreviewTarget } from "./address.ts";

/** Where files come from; the Worker implements it on D1. */
export interface PreviewSource {
  /** `null` when no app has this key, the version does not exist, or there is none yet. */
  files(key: string, ref: PreviewRef): Promise<Previewed | null>;
  content(appId: string, sha256: string): Promise<string | null>;
  styles: Styles;
  /** Of a binary file: all of it, or a part; `null` when it is missing. */
  bytes(appId: string, sha256: string, part: { offset: number; length: number } | null): Promise<ReadableStream | null>;
}

export interface BinaryFile {
  file: VersionFile;
  /** `null` when the bytes are missing. `part` null: all of them. */
  open(part: { offset: number; length: number } | null): Promise<ReadableStream | null>;
}

export interface Previewed {
  appId: string;
  number: number;
  files: VersionFile[];
  /** What they import from the CDN. */
  libraries: ResolvedLibraries;
  /** The app's, whatever the version. */
  publicValues: Record<string, string>;
}

export interface PreviewApp {
  number: number;
  mount: string;
  exists: Exists;
  /** What bare specifiers mean in this app. */
  libraries: Libraries;
  /** Its libraries from the CDN. */
  resolved: ResolvedLibraries;
  /** What its files read as `import.meta.env.NAME`. */
  publicValues: Readonly<Record<string, string>>;
  /** Changes when those do; empty without any. */
  valuesTag: string;
  /** `null` where there is no such file, or a binary one. */
  read(path: string): Promise<string | null>;
  /** `null` where there is no such file, or a text. */
  binary(path: string): BinaryFile | null;
  /** Content hash of a file; empty where there is none. */
  hash(path: string): string;
  /** Bytes of a file; 0 where there is none. */
  size(path: string): number;
  paths: string[];
  styles: Styles;
}

const settingFiles: ReadonlySet<string> = new Set(aliasFiles);

const byteOrderMark = "\ufeff";

/** Folder of every preview that belongs to Edgewright and never to the app. */
export const reservedFolder = "/__edgewright/";

export async function openApp(target: PreviewTarget, source: PreviewSource): Promise<PreviewApp | null> {
  const found = await source.files(target.key, target.ref);
  if (found === null) return null;
  const files = new Map(found.files.map((file) => [file.path, file]));
  const has: Exists = (path) => files.has(path);
  const paths = [...files.keys()];
  // What a module means by a name is decided by these. They are the same with each of the app's modules, and are kept.
  const settings = paths.filter((path) => settingFiles.has(path) || mayBringMap(path));
  const texts = await Promise.all(settings.map((path) => source.content(found.appId, files.get(path)?.sha256 ?? "")));
  const settled = new Map(settings.map((path, index) => [path, texts[index] ?? ""]));
  const named = withAliases(withResolved(vendored, found.libraries), (path) =>
    settingFiles.has(path) ? settled.get(path) : undefined,
  );
  const made = hasWrittenEntry(has) ? null : madePage({ has, list: () => found.files });
  return {
    number: found.number,
    mount: target.mount,
    exists: made === null ? has : (path) => path === entryPath || has(path),
    libraries: withPageMaps(
      named,
      [...settled].filter(([path]) => mayBringMap(path)),
    ),
    resolved: found.libraries,
    publicValues: found.publicValues,
    valuesTag: await tagOf(found.publicValues),
    hash: (path) => files.get(path)?.sha256 ?? "",
    size: (path) => files.get(path)?.size ?? 0,
    paths: made === null ? paths : [...paths, entryPath],
    styles: source.styles,
    read: async (path) => {
      const file = files.get(path);
      if (file === undefined && path === entryPath) return made;
      const content = file === undefined || file.binary ? null : await source.content(found.appId, file.sha256);
      // Browsers remove it from files they load; in the middle of generated code it would be a character.
      const text = content?.startsWith(byteOrderMark) ? content.slice(1) : content;
      return text === null ? null : completedPage(path, text, has);
    },
    binary(path) {
      const file = files.get(path);
      if (!file?.binary) return null;
      return { file, open: (part) => source.bytes(found.appId, file.sha256, part) };
    },
  };
}

/** The one address of a file in the browser: the same file always has the same, so a module is loaded once. */
export function urlOf(mount: string, path: string, query = ""): string {
  return `${mount}/${encodePath(path)}${query === "" ? "" : `?${query}`}`;
}

/** Few enough characters for a header, and enough that no two sets of values have the same. */
const tagCharacters = 12;

async function tagOf(values: Record<string, string>): Promise<string> {
  if (Object.keys(values).length === 0) return "";
  return (await describeContent(JSON.stringify(values))).sha256.slice(0, tagCharacters);
}
