// A write's answer: that it took effect, and what does not load yet, with line and column.

import type { Libraries } from "../../libraries/libraries.ts";
import { entryPath } from "../../protocol/constants.ts";
import { described } from "../../workspace/checks/tell.ts";
import { checkApp, checkFile, type Diagnostic } from "../../workspace/checks.ts";
import { hasWrittenEntry } from "../../workspace/entry.ts";
import type { WorkspaceView } from "../../workspace/files.ts";
import { stepsForApp, withSource } from "../../workspace/scripts/metered-text.ts";
import { diagnosticsMaxCharacters, warningsMaxCharacters } from "../run-limits.ts";
import { done, type LookingContext, type ToolResult } from "./define.ts";

/** What blocks, each cause once. */
export const describe = (diagnostics: readonly Diagnostic[]): string => described(diagnostics, diagnosticsMaxCharacters);

const isError = ({ severity }: Diagnostic) => severity === "error";
const isWarning = ({ severity }: Diagnostic) => severity !== "error";

interface Touched {
  written?: readonly string[];
  /** Deleted, or renamed to another path. */
  gone?: readonly string[];
}

/** The call is carried out all the same; its answer tells what keeps the app from loading, since later files may supply it. */
export async function report(
  { workspace, libraries, styleProblems }: Pick<LookingContext, "workspace" | "libraries" | "styleProblems">,
  text: string,
  { written = [], gone = [] }: Touched,
): Promise<ToolResult> {
  const exists = (path: string) => workspace.has(path);
  const diagnostics = await libraries.checked(workspace, (current) => [
    ...written.flatMap((path) => checkFile(path, workspace.read(path) ?? "", exists, undefined, current)),
    ...brokenBy(workspace, gone, written, current),
    ...(hasWrittenEntry(exists) ? [] : checkApp(workspace, current).filter(({ path }) => path === entryPath)),
  ]);
  if (written.some(hasStyles)) {
    // Those of other files were told when they were written.
    diagnostics.push(...(await styleProblems(workspace)).filter(({ path }) => written.includes(path)));
  }
  const [blocking, warnings] = [isError, isWarning].map((is) => diagnostics.filter(is));
  const told = [
    ...(blocking?.length
      ? [`To be solved before the app can load (files you write later may do so):\n${describe(blocking)}`]
      : []),
    ...(warnings?.length ? [`The app loads all the same, but:\n${described(warnings, warningsMaxCharacters)}`] : []),
  ];
  return told.length === 0 ? done(text) : done(`${text} ${told.join("\n")}`, text);
}

/** Stylesheets, pages, and what Tailwind is configured by: only these are told of by the compiler of styles. */
const hasStyles = (path: string) => /\.(?:css|html?)$|(?:^|\/)tailwind\.config\.[cm]?[jt]s$/i.test(path);

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
