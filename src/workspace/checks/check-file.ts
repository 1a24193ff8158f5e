// Checks on one file: whether it parses, and whether what it refers to exists. Only certain faults are errors, because an error keeps a run going.
import { type Libraries, vendored } from "../../libraries/libraries.ts";
import { unknownPackageMessage } from "../../libraries/words.ts";
import { entryPath } from "../../protocol/constants.ts";
import { createPlaces, lineAndColumn, type Places } from "../frame.ts";
import { type CompiledModule, compileModule, isScript } from "../modules.ts";
import { type Exists, resolverFor, resolveUrl } from "../resolve.ts";
import { type Steps, stepsFor } from "../scripts/metered-text.ts";
import { isTailwindCdn } from "../vendored.ts";
import { isTailwind, scanCss } from "./css.ts";
import { type HtmlElement, scanHtml } from "./html.ts";
import { findJsonProblem } from "./json.ts";
import { missingLibraryNames } from "./library-names.ts";

export interface Diagnostic {
  path: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
  /** error: the file or app does not load. warning: it loads, but part of it is missing. */
  severity: "error" | "warning";
}

/** What reading a file found. */
export interface FileLook {
  diagnostics: Diagnostic[];
  /** Set for a script that can be parsed. */
  module: CompiledModule | null;
  /** Files it loads by itself. */
  loads: string[];
}

/** Checks one file: its syntax, and whether what it refers to exists. Other kinds of files have no problems. `steps`: compiler budget. Never throws. */
export function checkFile(
  path: string,
  content: string,
  exists: Exists,
  steps = stepsFor(content),
  libraries: Libraries = vendored,
): Diagnostic[] {
  return behindWall(path, () => lookAtFile(path, content, { exists, libraries, steps }).diagnostics);
}

/** What a file is looked at with. */
export interface Surroundings {
  exists: Exists;
  libraries: Libraries;
  /** The compiler's budget. */
  steps: Steps;
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
  if (/\.css$/i.test(path)) return lookAtCss(path, content, around.exists);
  if (/\.html?$/i.test(path)) return lookAtHtml(path, content, around);
  const found = (diagnostics: Diagnostic[]): FileLook => ({ diagnostics, module: null, loads: [] });
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
  if (!compiled.ok) return { diagnostics: [{ path, ...compiled.problem, severity: "error" }], module: null, loads: [] };
  return { ...lookAtImports(path, compiled.module, around), module: compiled.module };
}

/** Problems with what a module imports; it has already parsed. */
export const checkImports = (path: string, module: CompiledModule, exists: Exists, libraries = vendored): Diagnostic[] =>
  lookAtImports(path, module, { exists, libraries }).diagnostics;

function lookAtImports(
  path: string,
  module: CompiledModule,
  { exists, libraries }: Omit<Surroundings, "steps">,
): Omit<FileLook, "module"> {
  const resolve = resolverFor(path, exists, libraries);
  const diagnostics: Diagnostic[] = [];
  const loads = new Set<string>();
  for (const { specifier, names, line, column, dynamic } of module.imports) {
    const resolution = resolve(specifier);
    // A dynamic import fails when it is reached, not at the start of the app.
    const place = { path, line, column, severity: dynamic ? ("warning" as const) : ("error" as const) };
    if (resolution.kind === "file") loads.add(resolution.path);
    else if (resolution.kind === "missing") {
      diagnostics.push({ ...place, message: missingFileMessage(specifier, resolution.path) });
    } else if (resolution.kind === "unknown") diagnostics.push({ ...place, message: unknownPackageMessage(resolution.name) });
    else if (resolution.kind === "library") {
      const told = missingLibraryNames(names, resolution.provided, libraries);
      diagnostics.push(...told.map((message) => ({ ...place, message })));
    }
  }
  return { diagnostics, loads: [...loads] };
}

function lookAtCss(path: string, content: string, exists: Exists): FileLook {
  const { references, atRules, problem } = scanCss(content);
  const diagnostics: Diagnostic[] = [];
  const loads = new Set<string>();
  const places = createPlaces(content);
  for (const { url, start, kind } of references) {
    if (kind === "import" && isTailwind(url)) continue;
    const resolution = resolveUrl(url, path, exists);
    if (resolution?.kind === "file") loads.add(resolution.path);
    if (resolution?.kind !== "missing") continue;
    diagnostics.push({ path, ...places.at(start), message: missingFileMessage(url, resolution.path), severity: "warning" });
  }
  const found = (diagnostics: Diagnostic[]): FileLook => ({ diagnostics, module: null, loads: [...loads] });
  if (problem !== null) return found([{ path, ...places.at(problem.offset), message: problem.message, severity: "error" }]);
  const plugin = atRules.find(({ name, url }) => (name === "plugin" || name === "config") && url !== null);
  if (plugin === undefined) return found(diagnostics);
  const message = `Tailwind's browser build has no @${plugin.name}: with it, no style is made at all. Use @theme, @utility and plain CSS.`;
  return found([...diagnostics, { path, ...places.at(plugin.start), message, severity: "error" }]);
}

function missingFileMessage(written: string, path: string): string {
  return `"${written}" leads to ${path}, and there is no such file.`;
}

function lookAtHtml(path: string, content: string, around: Surroundings): FileLook {
  const { elements, visible, problem } = scanHtml(content);
  const page: Page = { ...around, path, places: createPlaces(content), loads: new Set() };
  const diagnostics = elements.flatMap((element) => checkElement(page, element));
  if (problem !== null) {
    diagnostics.push({ path, ...page.places.at(problem.offset), message: problem.message, severity: "error" });
  }
  if (path === entryPath && !visible && !elements.some((element) => element.name === "script")) {
    const message = "The page shows nothing: its body is empty and it loads no script.";
    diagnostics.push({ path, line: 1, column: 1, message, severity: "error" });
  }
  return { diagnostics, module: null, loads: [...page.loads] };
}

/** A page being checked. All its scripts share one compiler budget: there may be thousands. */
interface Page extends Surroundings {
  path: string;
  places: Places;
  loads: Set<string>;
}

function checkElement(page: Page, element: HtmlElement): Diagnostic[] {
  const { path, places, exists } = page;
  const { name, attributes } = element;
  if (name === "style") {
    const { problem } = scanCss(element.text);
    if (problem === null) return [];
    const place = places.at(element.textOffset + problem.offset);
    return [{ path, ...place, message: problem.message, severity: "error" }];
  }
  if (name !== "script" && name !== "link" && name !== "img") return [];
  const url = attributes.get(name === "link" ? "href" : "src");
  if (url === undefined) return name === "script" ? checkInlineScript(page, element) : [];

  const found = (severity: Diagnostic["severity"], message: string): Diagnostic[] => [
    { path, ...places.at(element.offset), message, severity },
  ];
  const resolution = resolveUrl(url, path, exists);
  if (resolution?.kind === "file" && name !== "img") page.loads.add(resolution.path);
  if (resolution?.kind === "missing" && resolution.path !== "") {
    return found(name === "script" ? "error" : "warning", missingFileMessage(url, resolution.path));
  }
  if (name !== "script") return [];
  if (/\.[tj]sx$/.test(url) && attributes.get("type") !== "module") {
    return found("error", `"${url}" is a module: its script tag needs type="module".`);
  }
  if (/^(https?:)?\/\//.test(url) && !isTailwindCdn(url)) {
    return found("warning", `"${url}" is loaded from another host: without it, what needs it fails.`);
  }
  return [];
}

function checkInlineScript(page: Page, element: HtmlElement): Diagnostic[] {
  const { path, places, steps, loads } = page;
  if (!isJavaScript(element.attributes.get("type") ?? "")) return [];
  const compiled = compileModule(`${path}.${isModule(element) ? "mjs" : "js"}`, element.text, steps);
  const start = places.at(element.textOffset);
  const place = (line: number, column: number) => ({
    path,
    line: start.line + line - 1,
    column: line === 1 ? start.column + column - 1 : column,
  });
  if (!compiled.ok) {
    const { line, column, message } = compiled.problem;
    return [{ ...place(line, column), message, severity: "error" }];
  }
  const look = lookAtImports(path, compiled.module, page);
  if (isModule(element)) for (const file of look.loads) loads.add(file);
  return look.diagnostics.map((problem) => ({ ...problem, ...place(problem.line, problem.column) }));
}

function isModule(element: HtmlElement): boolean {
  return element.attributes.get("type") === "module";
}

/** Whether browsers run a script element with this `type`, as a classic script or a module. */
export function isJavaScript(type: string): boolean {
  return type === "" || type === "module" || /^(text|application)\/(javascript|ecmascript)$/.test(type);
}
