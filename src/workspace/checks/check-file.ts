// Checks on one file: whether it parses, and whether what it refers to exists. Only certain faults are errors, because an error keeps a run going.
import { type Libraries, vendored } from "../../libraries/libraries.ts";
import { animationsName, resolveStyleUrl } from "../css-imports.ts";
import { createPlaces, lineAndColumn } from "../frame.ts";
import { type CompiledModule, compileModule, isScript } from "../modules.ts";
import type { Exists } from "../resolve.ts";
import { fitModule } from "../scripts/fit.ts";
import { stepsFor } from "../scripts/metered-text.ts";
import { lookAtImports } from "./check-imports.ts";
import { lookAtHtml } from "./check-page.ts";
import { isTailwind, scanCss } from "./css.ts";
import { findJsonProblem } from "./json.ts";
import { type Diagnostic, type FileLook, missingFileMessage, nothing, type ReadScript, type Surroundings } from "./look.ts";
import { missingMedia } from "./missing-media.ts";
import { checkSyntax } from "./script.ts";
import { checkUsedNames } from "./used-names.ts";

export { checkImports } from "./check-imports.ts";
export type { Diagnostic } from "./look.ts";

/** Checks one file: its syntax, and whether what it refers to exists. Other kinds of files have no problems. `steps`: compiler budget. Never throws. */
export function checkFile(
  path: string,
  content: string,
  exists: Exists,
  steps = stepsFor(content),
  libraries: Libraries = vendored,
): Diagnostic[] {
  return behindWall(path, () => {
    const look = lookAtFile(path, content, { exists, libraries, steps, goal: null });
    return [...look.diagnostics, ...namesInFile(look, { exists, libraries })];
  });
}

/** Names of a file by itself. What its page's other scripts declare is not known here, so a classic script is not judged. */
function namesInFile({ scripts, page, module, loads }: FileLook, app: Pick<Surroundings, "exists" | "libraries">): Diagnostic[] {
  const isOpen = page !== null && (page.isOpen || loads.some(({ goal }) => goal === "script"));
  const isJudged = ({ path, goal }: ReadScript) =>
    goal === "handler" || (goal === "module" && (page !== null || module?.moduleSyntax === true || !/\.c?js$/i.test(path)));
  return checkUsedNames(scripts, { elementNames: page?.elementNames ?? [], isOpen }, { ...app, modules: new Map() }, isJudged);
}

/** A check that fails unexpectedly counts as a problem with the file, and does not end the run that asked for it. */
export function behindWall(path: string, check: () => Diagnostic[]): Diagnostic[] {
  try {
    return check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `This file could not be checked (${reason}). Write it more simply.`;
    return [{ path, line: 1, column: 1, message, severity: "error" }];
  }
}

/** Reads a file once for everything a check needs. May throw, as libraries do. */
export function lookAtFile(path: string, content: string, around: Surroundings): FileLook {
  if (isScript(path)) return lookAtScript(path, content, around);
  if (/\.css$/i.test(path)) return lookAtCss(path, content, around);
  if (/\.html?$/i.test(path)) return lookAtHtml(path, content, around);
  const found = (diagnostics: Diagnostic[]): FileLook => ({ ...nothing, diagnostics });
  // Comments are common in tsconfig.json, and previews never load it.
  if (/\.json$/i.test(path) && !/(^|\/)[tj]sconfig[^/]*\.json$/i.test(path)) {
    const problem = findJsonProblem(content);
    if (problem === null) return found([]);
    return found([{ path, ...lineAndColumn(content, problem.offset), message: problem.message, severity: "error" }]);
  }
  return found([]);
}

function lookAtScript(path: string, content: string, around: Surroundings): FileLook {
  const compiled = compileModule(path, content, around.steps);
  if (!compiled.ok) return { ...nothing, diagnostics: [{ path, ...compiled.problem, severity: "error" }] };
  const module = fitModule(compiled.module, content, path, { graph: null, paths: around.paths ?? null });
  const syntax = checkSyntax(path, content, module, around.goal);
  const { diagnostics, loads } = lookAtImports(path, module, around);
  return {
    diagnostics: [...syntax.problems, ...diagnostics, ...missingMedia(path, content, around.exists, importedBy(module))],
    page: null,
    module,
    scripts: syntax.script === null ? [] : [syntax.script],
    loads: loads.map((file) => ({ path: file, goal: "module" })),
  };
}

const importedBy = (module: CompiledModule) => new Set(module.imports.map(({ specifier }) => specifier));

/** Whether a stylesheet is there without being a file of the app. */
const isKnownStyle = (url: string, libraries: Libraries) =>
  isTailwind(url) || url === animationsName || libraries.find(url)?.source.kind === "style";

function lookAtCss(path: string, content: string, around: Surroundings): FileLook {
  const { references, problem } = scanCss(content);
  const diagnostics: Diagnostic[] = [];
  const loads = new Set<string>();
  const places = createPlaces(content);
  for (const { url, start, kind } of references) {
    if (kind === "import" && isKnownStyle(url, around.libraries)) continue;
    const resolution = resolveStyleUrl(url, path, around.exists);
    if (resolution?.kind === "file") loads.add(resolution.path);
    if (resolution?.kind !== "missing") continue;
    diagnostics.push({ path, ...places.at(start), message: missingFileMessage(url, resolution.path), severity: "warning" });
  }
  const found = (diagnostics: Diagnostic[]): FileLook => ({
    ...nothing,
    diagnostics,
    loads: [...loads].map((file) => ({ path: file, goal: "module" })),
  });
  if (problem !== null) return found([{ path, ...places.at(problem.offset), message: problem.message, severity: "error" }]);
  return found(diagnostics);
}
