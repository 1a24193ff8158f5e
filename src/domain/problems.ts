// What is wrong in the files of a version that a person makes by hand.
import { type ResolvedLibraries, vendored, withResolved } from "../libraries/libraries.ts";
import type { FileProblem, Notice, VersionFile } from "../protocol/resources.ts";
import { problemsOf } from "../workspace/checks/tell.ts";
import { checkApp } from "../workspace/checks.ts";
import type { Ports } from "./ports.ts";

interface ChangedApp {
  appId: string;
  /** Of the version that the change was made from. */
  number: number;
  /** After the change. */
  files: readonly VersionFile[];
  /** Texts. */
  written: readonly { path: string; content: string }[];
  resolved: ResolvedLibraries;
}

export async function problemsAfter(
  store: Pick<Ports["store"], "filesWithContents">,
  { appId, number, files, written, resolved }: ChangedApp,
): Promise<FileProblem[]> {
  const before = await store.filesWithContents(appId, number);
  const texts = new Map(before.map(({ path, content }) => [path, content ?? undefined]));
  for (const { path, content } of written) texts.set(path, content);
  const paths = new Set(files.map(({ path }) => path));
  const after = {
    read: (path: string) => (paths.has(path) ? texts.get(path) : undefined),
    has: (path: string) => paths.has(path),
    list: () => files,
  };
  return problemsOf(checkApp(after, withResolved(vendored, resolved)));
}

/** The notice of a version that does not load. */
export function notLoading(problems: readonly FileProblem[]): Notice[] {
  const first = problems.find(({ severity }) => severity === "error");
  if (first === undefined) return [];
  const message = `The app does not load with this change: ${first.path}:${first.line}:${first.column} ${first.message}`;
  return [{ code: "does_not_load", message, hint: "Correct it, ask for a fix, or go back to an earlier version." }];
}
