// A write's answer: that it took effect, and what does not load yet, with line and column.

import { shortened } from "../../base/surrogates.ts";
import type { Libraries } from "../../libraries/libraries.ts";
import { entryPath } from "../../protocol/constants.ts";
import { checkApp, checkFile, type Diagnostic } from "../../workspace/checks.ts";
import { hasWrittenEntry } from "../../workspace/entry.ts";
import type { WorkspaceView } from "../../workspace/files.ts";
import { stepsForApp, withSource } from "../../workspace/scripts/metered-text.ts";
import { diagnosticMaxCharacters, diagnosticsShown } from "../run-limits.ts";
import { done, type LookingContext, type ToolResult } from "./define.ts";

export function describe(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics
    .slice(0, diagnosticsShown)
    .map(({ path, line, column, severity, message }) => `${path}:${line}:${column} ${severity}: ${message}`)
    // Some messages quote the file, which may be long.
    .map((line) => shortened(line, diagnosticMaxCharacters, () => "…"));
  const more = diagnostics.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
}

interface Touched {
  written?: readonly string[];
  /** Deleted, or renamed to another path. */
  gone?: readonly string[];
}

/** The call is carried out all the same; its answer tells what keeps the app from loading, since later files may supply it. */
export async function report(
  { workspace, libraries }: Pick<LookingContext, "workspace" | "libraries">,
  text: string,
  { written = [], gone = [] }: Touched,
): Promise<ToolResult> {
  const exists = (path: string) => workspace.has(path);
  const diagnostics = await libraries.checked(workspace, (current) => [
    ...written.flatMap((path) => checkFile(path, workspace.read(path) ?? "", exists, undefined, current)),
    ...brokenBy(workspace, gone, written, current),
    ...(hasWrittenEntry(exists) ? [] : checkApp(workspace, current).filter(({ path }) => path === entryPath)),
  ]);
  if (diagnostics.length === 0) return done(text);
  return done(`${text} To be solved before the app can load (files you write later may do so):\n${describe(diagnostics)}`, text);
}

/** What other files now miss. Only files that name a missing one are checked. */
function brokenBy(
  workspace: WorkspaceView,
  gone: readonly string[],
  checked: readonly string[],
  libraries: Libraries,
): Diagnostic[] {
  if (gone.length === 0) return [];
  const names = gone.map(importedName);
  const existsNow = (path: string) => workspace.has(path);
  const existedBefore = (path: string) => gone.includes(path) || workspace.has(path);
  const steps = stepsForApp();
  return workspace.list().flatMap(({ path }) => {
    const content = workspace.read(path) ?? "";
    if (checked.includes(path) || !names.some((name) => content.includes(name))) return [];
    const check = (exists: (path: string) => boolean) => checkFile(path, content, exists, withSource(steps, content), libraries);
    const before = new Set(check(existedBefore).map(placeOf));
    return check(existsNow).filter((diagnostic) => !before.has(placeOf(diagnostic)));
  });
}

/** How importing files refer to a path: its name without extension, or its folder's. */
function importedName(path: string): string {
  const [name = path, folder = ""] = path.split("/").reverse();
  const bare = name.replace(/\.[^.]+$/, "");
  return bare === "index" && folder !== "" ? folder : bare;
}

const placeOf = ({ line, column, message }: Diagnostic) => `${line}:${column} ${message}`;
