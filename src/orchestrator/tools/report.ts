// What a write answers: that it took effect, and what does not load yet, with line and column.
import type { Diagnostic } from "../../workspace/checks.ts";
import { checkFile } from "../../workspace/checks.ts";
import type { Workspace } from "../../workspace/files.ts";
import { diagnosticMaxCharacters, diagnosticsShown } from "../limits.ts";
import { shortened } from "../texts.ts";
import { done, type ToolResult } from "./define.ts";

export function describe(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics
    .slice(0, diagnosticsShown)
    .map((problem) => `${problem.path}:${problem.line}:${problem.column} ${problem.severity}: ${problem.message}`)
    // Some messages repeat what the file holds, which may be long.
    .map((line) => shortened(line, diagnosticMaxCharacters, () => "…"));
  const more = diagnostics.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
}

/** The file is written; a syntax error or a missing import is told with it, since files that come later may still supply it. */
export function written(workspace: Workspace, path: string, text: string): ToolResult {
  const diagnostics = checkFile(path, workspace.read(path) ?? "", (other) => workspace.has(other));
  if (diagnostics.length === 0) return done(text);
  return done(`${text} To be solved before the app can load (files you write later may do so):\n${describe(diagnostics)}`, text);
}
