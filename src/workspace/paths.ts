// Which paths a file of an app may have, and their one normal form. Every path from a model, a client or a URL passes here.

import { shortened } from "../base/surrogates.ts";
import { filePathMaxCharacters } from "../protocol/constants.ts";

export type PathResult = { ok: true; path: string } | { ok: false; reason: string };

/** First segment that previews keep for their own files (vendored libraries, the bridge). */
export const reservedPrefix = "__edgewright";

/** Control, invisible and separator characters, and halves of surrogate pairs: two paths must never look the same. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Characters with a special meaning in a URL, an import or a common platform's file system. */
const ambiguous = /[?#%*<>|":]/;

function refuse(reason: string): PathResult {
  return { ok: false, reason };
}

/** Normalises `./a//b` and `/a/b`, and refuses the rest with a sentence that a model can act on. */
export function checkPath(path: string): PathResult {
  if (path.trim() === "") return refuse("The path is empty. Give a path such as src/App.tsx.");
  const shown = JSON.stringify(shortened(path, filePathMaxCharacters, () => "…"));
  if (invisible.test(path)) return refuse(`The path ${shown} has control or invisible characters. Use visible characters only.`);
  if (path.includes("\\")) return refuse(`The path ${shown} has a back-slash. Separate folders with "/".`);
  if (ambiguous.test(path)) {
    return refuse(`The path ${shown} has one of the characters ? # % * < > | " :. Use letters, digits, "-", "_" and ".".`);
  }
  if (path.endsWith("/"))
    return refuse(`The path ${shown} names a folder. Folders exist by the files in them: give a file's path.`);

  const segments = path
    .normalize("NFC")
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  const first = segments[0];
  if (first === undefined || path.endsWith("/."))
    return refuse(`The path ${shown} names no file. Give a path such as src/App.tsx.`);
  if (segments.includes("..")) {
    return refuse(`The path ${shown} contains "..". Paths start at the app's root and cannot leave it.`);
  }
  if (first === "~") return refuse(`The path ${shown} starts with "~". Paths start at the app's root.`);
  if (segments.some((segment) => segment !== segment.trim())) {
    return refuse(`A name in the path ${shown} begins or ends with a space. Remove it.`);
  }
  if (first.toLowerCase() === reservedPrefix) {
    return refuse(`The folder ${reservedPrefix} is kept for the preview itself. Use another folder.`);
  }
  const normal = segments.join("/");
  if (normal.length > filePathMaxCharacters) {
    return refuse(`The path has ${normal.length} characters; at most ${filePathMaxCharacters} are allowed.`);
  }
  return { ok: true, path: normal };
}

/** Why a new file cannot have this path: on disk a name is either a file or a folder, so such an app could not be downloaded. */
export function folderConflict(path: string, others: Iterable<string>): string | null {
  for (const other of others) {
    if (other.startsWith(`${path}/`)) return `${path} is a folder (it holds ${other}). Use another name.`;
    if (path.startsWith(`${other}/`)) return `${other} is a file, so nothing can be inside it.`;
  }
  return null;
}
