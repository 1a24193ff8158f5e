// The path a model means: models add quotes, backslashes, a folder from the machine they were trained on, or use another case.
// Accepted if exactly one file can be meant. Paths from clients and URLs pass only paths.ts.
import { entryPath } from "../protocol/constants.ts";
import type { WorkspaceView } from "./files.ts";
import { checkPath } from "./paths.ts";

/** Longest path examined here, UTF-16 units. */
const lookedAtCharacters = 1_000;

const quotes: readonly (readonly [opens: string, closes: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["**", "**"],
  ["<", ">"],
];

/** Without surrounding quotes, a leading scheme or drive, and backslashes. */
function bare(given: string): string {
  let path = given.trim();
  for (const [opens, closes] of quotes) {
    const isInside = path.length > opens.length + closes.length && path.startsWith(opens) && path.endsWith(closes);
    if (isInside) path = path.slice(opens.length, -closes.length).trim();
  }
  return path
    .replaceAll("\\", "/")
    .replace(/^file:\/\//i, "")
    .replace(/^\/?[a-z]:(?=\/)/i, "");
}

/** Folders where other products let models work: Bolt, Codex, SWE-bench, OpenHands, common Docker ones. As of November 2026. */
const workFolders = [
  "home/project",
  "mnt/data",
  "usr/src/app",
  "workspace",
  "workspaces",
  "project",
  "app",
  "repo",
  "code",
  "sandbox",
  "testbed",
];
/** Folders that no app has, even without a leading slash. */
const neverOwn: ReadonlySet<string> = new Set(["home/project", "mnt/data", "usr/src/app"]);

/** The path without such a folder. `isOutside`: as written, it starts outside the app. */
function inWorkFolder(path: string): { rest: string; isOutside: boolean } | null {
  const segments = path.replace(/^[./]+/, "");
  const folder = workFolders.find((name) => segments.startsWith(`${name}/`));
  if (folder === undefined || segments.length === folder.length + 1) return null;
  return { rest: segments.slice(folder.length + 1), isOutside: path.startsWith("/") || neverOwn.has(folder) };
}

/** A person's folders, with unknown names: how many of them precede the app's root is uncertain. */
const isPersonal = (path: string) => /^(?:\/(?:home|Users)\/[^/]+\/|\/(?:tmp|root|var\/www)\/|~\/)/.test(path);

const normalOf = (path: string) => {
  const checked = checkPath(path);
  return checked.ok ? checked.path : path.replace(/^[/~]+/, "");
};
const pathsOf = (workspace: WorkspaceView) => workspace.list().map(({ path }) => path);
const hasFolder = (paths: readonly string[], path: string) =>
  paths.some((other) => other.startsWith(`${path.split("/", 1)[0]}/`));

/** Without what chats write around a file: `@src/app.js`, `[src/app.js](src/app.js)`, `src/app.js:12`, `src/app.js#L1-L2`. */
const mentioned = (path: string) =>
  path
    .replace(/^\[[^[\]]{1,300}\]\(([^()\s]{1,300})\)$/, "$1")
    .replace(/^@\/?/, "")
    .replace(/(?::\d{1,6}|#L\d{1,6})(?:[-:]L?\d{1,6})?$/, "");

/** The file with this name; case is ignored if it matches none exactly. */
function named(paths: readonly string[], wanted: string): string[] {
  return paths.includes(wanted) ? [wanted] : paths.filter((path) => path.toLowerCase() === wanted.toLowerCase());
}

/** The longest file path that the given path ends with. */
const endingOf = (paths: readonly string[], path: string) =>
  paths.filter((other) => path.endsWith(`/${other}`)).sort((a, b) => b.length - a.length)[0];

/**
 * The existing file that is meant; the path unchanged if there is none, or more than one. `forChange`: the file will be deleted or moved, so
 * an unknown folder is not ignored.
 */
export function meantFile(workspace: WorkspaceView, given: string, forChange = false): string {
  if (given.length > lookedAtCharacters || workspace.has(given)) return given;
  const path = bare(given);
  if (workspace.has(path)) return path;
  if (path.split("/").includes("..")) return given;
  const paths = pathsOf(workspace);
  const normal = normalOf(path);
  for (const wanted of [normal, inWorkFolder(path)?.rest, /^[ab]\/(.+)$/.exec(normal)?.[1], mentioned(normal)]) {
    const found = wanted === undefined ? [] : named(paths, wanted);
    if (found.length > 0) return found.length === 1 ? found[0]! : given;
  }
  const ending = endingOf(paths, normal);
  if (ending === undefined) return given;
  // For example the repository's name; a file at the root would match too many paths.
  const isCertain = isPersonal(path) || (!forChange && ending.includes("/") && !hasFolder(paths, normal));
  return isCertain ? ending : given;
}

export type MeantPath =
  /** `note`: what the model must know about it, with a leading space; "" if nothing. */
  { ok: true; path: string; note: string } | { ok: false; reason: string };

/** Where to write a file. */
export function meantTarget(workspace: WorkspaceView, given: string): MeantPath {
  if (given.length > lookedAtCharacters || workspace.has(given)) return { ok: true, path: given, note: "" };
  const path = bare(given);
  const paths = pathsOf(workspace);
  const normal = normalOf(path);
  const shown = JSON.stringify(given);
  const instead = (other: string): MeantPath => ({
    ok: true,
    path: other,
    note: ` ${shown} was taken for it: paths start at the app's root.`,
  });
  if (paths.includes(normal)) return { ok: true, path: normal, note: "" };

  if (paths.includes(mentioned(normal))) return instead(mentioned(normal));

  const work = hasFolder(paths, normal) ? null : inWorkFolder(path);
  if (work !== null) {
    const known = named(paths, work.rest);
    if (known.length === 1) return instead(known[0]!);
    // Unless files of the app refer to it by this path.
    if (work.isOutside && !paths.some((other) => workspace.read(other)?.includes(normal))) return instead(work.rest);
  }
  if (isPersonal(path) && !hasFolder(paths, normal)) {
    const known = endingOf(paths, normal);
    if (known !== undefined) return instead(known);
    return refuse(
      `The path ${shown} is one of another machine. Paths start at the app's root, such as ${entryPath} or src/App.tsx: give it from there.`,
    );
  }
  const [twin] = named(paths, normal);
  if (twin !== undefined)
    return refuse(
      `There is ${twin}, and ${normal} differs from it in upper and lower case only: many disks take both for one file. Write ${twin}, or rename it first.`,
    );
  return { ok: true, path: path === given.trim() ? given : path, note: "" };
}

/** Every path that a call with this one may touch, in normal form. */
export function meantPaths(workspace: WorkspaceView, given: string): string[] {
  const target = meantTarget(workspace, given);
  const paths = [given, meantFile(workspace, given), ...(target.ok ? [target.path] : [])];
  return [...new Set(paths.flatMap((path) => normalIn(path)))];
}

function normalIn(path: string): string[] {
  const checked = checkPath(path);
  return checked.ok ? [checked.path] : [];
}

const refuse = (reason: string): MeantPath => ({ ok: false, reason });
