// Checks on one file: does it parse, and does what it names exist. Only what is certain is an error, because an error keeps a run going.
import { entryPath } from "../protocol/constants.ts";
import { scanCss, usesTailwind } from "./css.ts";
import { createPlaces, lineAndColumn, type Places } from "./frame.ts";
import { type HtmlElement, scanHtml } from "./html.ts";
import { findJsonProblem } from "./json.ts";
import { type Steps, stepsFor } from "./metered-text.ts";
import { type CompiledModule, compileModule, isScript } from "./modules.ts";
import { type Exists, resolveImport, resolveUrl } from "./resolve.ts";
import { isTailwindCdn, unknownPackageMessage } from "./vendored.ts";

export interface Diagnostic {
  path: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
  /** error: the file, or the app, does not load. warning: it loads, and something of it is missing. */
  severity: "error" | "warning";
}

/** Checks one file: syntax, and whether what it names exists. Files of other kinds have no problems. Never throws. */
export function checkFile(path: string, content: string, exists: Exists): Diagnostic[] {
  return behindWall(path, () => problemsOf(path, content, exists));
}

/** A check over which we break down says nothing good of the file, and is not the end of the run that asked for it. */
export function behindWall(path: string, check: () => Diagnostic[]): Diagnostic[] {
  try {
    return check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `This file could not be checked (${reason}). Write it in a simpler way.`;
    return [{ path, line: 1, column: 1, message, severity: "error" }];
  }
}

function problemsOf(path: string, content: string, exists: Exists): Diagnostic[] {
  if (isScript(path)) return checkScript(path, content, exists);
  if (/\.css$/i.test(path)) return checkCss(path, content, exists);
  if (/\.html?$/i.test(path)) return checkHtml(path, content, exists);
  // Comments are usual in tsconfig.json, and previews never load it.
  if (/\.json$/i.test(path) && !/(^|\/)[tj]sconfig[^/]*\.json$/i.test(path)) {
    const problem = findJsonProblem(content);
    return problem === null
      ? []
      : [{ path, ...lineAndColumn(content, problem.offset), message: problem.message, severity: "error" }];
  }
  return [];
}

function checkScript(path: string, content: string, exists: Exists): Diagnostic[] {
  const compiled = compileModule(path, content);
  if (!compiled.ok) return [{ path, ...compiled.problem, severity: "error" }];
  return checkImports(path, compiled.module, exists);
}

/** Problems with what a module imports; it parses already. */
export function checkImports(path: string, module: CompiledModule, exists: Exists): Diagnostic[] {
  return module.imports.flatMap((entry): Diagnostic[] => {
    const resolution = resolveImport(entry.specifier, path, exists);
    const place = { path, line: entry.line, column: entry.column };
    // A dynamic import fails when it is reached, not when the app starts.
    const severity = entry.dynamic ? "warning" : "error";
    if (resolution.kind === "missing") {
      return [{ ...place, severity, message: missingFileMessage(entry.specifier, resolution.path) }];
    }
    return resolution.kind === "unknown" ? [{ ...place, severity, message: unknownPackageMessage(resolution.name) }] : [];
  });
}

function checkCss(path: string, content: string, exists: Exists): Diagnostic[] {
  const { references, problem } = scanCss(content);
  if (problem !== null) return [{ path, ...lineAndColumn(content, problem.offset), message: problem.message, severity: "error" }];
  const places = createPlaces(content);
  const missing = references.flatMap(({ url, start, kind }): Diagnostic[] => {
    if (kind === "import" && usesTailwind(`@import "${url}"`)) return [];
    const resolution = resolveUrl(url, path, exists);
    if (resolution?.kind !== "missing") return [];
    const place = { path, ...places.at(start) };
    return [{ ...place, message: missingFileMessage(url, resolution.path), severity: "warning" }];
  });
  const plugin = /@(plugin|config)\s+["']/.exec(content);
  if (plugin === null) return missing;
  const message = `Tailwind's browser build has no @${plugin[1]}: with it, no style is made at all. Use @theme, @utility and plain CSS.`;
  return [...missing, { path, ...lineAndColumn(content, plugin.index), message, severity: "error" }];
}

function missingFileMessage(written: string, path: string): string {
  return `"${written}" leads to ${path}, and there is no such file.`;
}

function checkHtml(path: string, content: string, exists: Exists): Diagnostic[] {
  const { elements, visible, problem } = scanHtml(content);
  const page: Page = { path, places: createPlaces(content), steps: stepsFor(content), exists };
  const diagnostics = elements.flatMap((element) => checkElement(page, element));
  if (problem !== null) {
    diagnostics.push({ path, ...page.places.at(problem.offset), message: problem.message, severity: "error" });
  }
  if (path === entryPath && !visible && !elements.some((element) => element.name === "script")) {
    const message = "The page shows nothing: its body is empty and it loads no script.";
    diagnostics.push({ path, line: 1, column: 1, message, severity: "error" });
  }
  return diagnostics;
}

/** A page while it is checked. The compiler's budget is one for all of its scripts: there may be thousands. */
interface Page {
  path: string;
  places: Places;
  steps: Steps;
  exists: Exists;
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

function checkInlineScript({ path, places, steps, exists }: Page, element: HtmlElement): Diagnostic[] {
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
  return checkImports(path, compiled.module, exists).map((problem) => ({ ...problem, ...place(problem.line, problem.column) }));
}

function isModule(element: HtmlElement): boolean {
  return element.attributes.get("type") === "module";
}

/** Whether browsers run a script element with this `type` as a classic script or a module. */
export function isJavaScript(type: string): boolean {
  return type === "" || type === "module" || /^(text|application)\/(javascript|ecmascript)$/.test(type);
}
