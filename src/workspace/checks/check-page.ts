// Checks on an HTML page: what its elements refer to, and the scripts written in it.
import { entryPath } from "../../protocol/constants.ts";
import { resolveUrl } from "../app-files.ts";
import { createPlaces, type LineAndColumn, type Places } from "../frame.ts";
import { compileModule } from "../modules.ts";
import { unsupportedKind } from "../unsupported.ts";
import { isTailwindCdn } from "../vendored.ts";
import { lookAtImports } from "./check-imports.ts";
import { scanCss } from "./css.ts";
import { type HtmlElement, scanHtml } from "./html.ts";
import { type Diagnostic, type FileLook, type Load, missingFileMessage, type ReadScript, type Surroundings } from "./look.ts";
import { checkSyntax } from "./script.ts";
import type { Goal } from "./syntax/parse.ts";

export function lookAtHtml(path: string, content: string, around: Surroundings): FileLook {
  const { elements, visible, problem } = scanHtml(content);
  const page: Page = { ...around, path, content, places: createPlaces(content), loads: [], scripts: [], isBroken: false };
  const diagnostics = elements.flatMap((element) => checkElement(page, element));
  if (problem !== null) {
    diagnostics.push({ path, ...page.places.at(problem.offset), message: problem.message, severity: "error" });
  }
  if (path === entryPath && !visible && !elements.some((element) => element.name === "script")) {
    const message = "The page shows nothing: its body is empty and it loads no script.";
    diagnostics.push({ path, line: 1, column: 1, message, severity: "error" });
  }
  const elementNames = elements
    .flatMap(({ attributes }) => [attributes.get("id"), attributes.get("name")])
    .filter((name) => name !== undefined);
  const isOpen = elements.some(({ name, attributes }) => name === "script" && isFromElsewhere(attributes.get("src") ?? ""));
  return {
    diagnostics,
    module: null,
    scripts: page.scripts,
    loads: page.loads,
    page: { elementNames, isOpen: isOpen || page.isBroken },
  };
}

/** A page being checked. All its scripts share one compiler budget: there may be thousands. */
interface Page extends Surroundings {
  path: string;
  content: string;
  places: Places;
  loads: Load[];
  scripts: ReadScript[];
  /** One of its scripts cannot be read: what it declares is not known. */
  isBroken: boolean;
}

function checkElement(page: Page, element: HtmlElement): Diagnostic[] {
  return [...checkUrl(page, element), ...checkMedia(page, element), ...checkHandlers(page, element)];
}

const playing: ReadonlySet<string> = new Set(["audio", "video", "source", "track"]);

/** Sounds and films, and what is shown before them: a page without them still works. */
function checkMedia({ path, places, exists }: Page, { name, attributes, offset }: HtmlElement): Diagnostic[] {
  if (!playing.has(name)) return [];
  return [attributes.get("src"), attributes.get("poster")].flatMap((url): Diagnostic[] => {
    const resolution = url === undefined ? null : resolveUrl(url, path, exists);
    if (url === undefined || resolution?.kind !== "missing" || resolution.path === "") return [];
    return [{ path, ...places.at(offset), message: missingFileMessage(url, resolution.path), severity: "warning" }];
  });
}

function checkUrl(page: Page, element: HtmlElement): Diagnostic[] {
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
  if (resolution?.kind === "file" && name !== "img") {
    page.loads.push({ path: resolution.path, goal: name === "script" && !isModule(element) ? "script" : "module" });
  }
  if (resolution?.kind === "missing" && resolution.path !== "") {
    return found(name === "script" ? "error" : "warning", missingFileMessage(url, resolution.path));
  }
  const told = resolution?.kind === "file" && name !== "img" ? unsupportedKind(resolution.path) : null;
  if (told !== null) return found("error", told);
  if (name !== "script") return [];
  if (/\.[tj]sx$/.test(url) && attributes.get("type") !== "module") {
    return found("error", `"${url}" is a module: its script tag needs type="module".`);
  }
  if (isFromElsewhere(url)) {
    return found("warning", `"${url}" is loaded from another host: without it, what needs it fails.`);
  }
  return [];
}

function checkInlineScript(page: Page, element: HtmlElement): Diagnostic[] {
  if (!isJavaScript(element.attributes.get("type") ?? "")) return [];
  const { path, steps } = page;
  const { text } = element;
  const goal: Goal = isModule(element) ? "module" : "script";
  const placed = placedAt(page, element.textOffset);
  // A classic script reaches the browser as it was written.
  const compiled = goal === "module" || /\bimport\s*\(/.test(text) ? compileModule(`${path}.mjs`, text, steps) : null;
  if (goal === "module" && compiled?.ok === false) {
    return [{ path, ...placed(compiled.problem), message: compiled.problem.message, severity: "error" }];
  }
  const module = goal === "module" && compiled?.ok ? compiled.module : { code: text, moduleSyntax: false, classicOnly: true };
  const syntax = checkSyntax(path, text, module, goal, placed);
  if (syntax.script !== null) page.scripts.push(syntax.script);
  else page.isBroken = true;
  if (!compiled?.ok) return syntax.problems;
  const { diagnostics, loads } = lookAtImports(path, compiled.module, page);
  if (goal === "module") page.loads.push(...loads.map((file) => ({ path: file, goal })));
  return [...syntax.problems, ...diagnostics.map((problem) => ({ ...problem, ...placed(problem) }))];
}

/** Places in a text that stands in the page, as places of the page. */
function placedAt({ places }: Page, offset: number): (place: LineAndColumn) => LineAndColumn {
  const start = places.at(offset);
  return ({ line, column }) => ({
    line: start.line + line - 1,
    column: line === 1 ? start.column + column - 1 : column,
  });
}

/** A handler that cannot be read does nothing; the page loads all the same. */
function checkHandlers(page: Page, element: HtmlElement): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const [name, value] of element.attributes) {
    if (!/^on[a-z]+$/.test(name)) continue;
    const found = page.content.indexOf(value, element.offset);
    const placed = placedAt(page, found === -1 ? element.offset : found);
    const code = decoded(value);
    const syntax = checkSyntax(page.path, value, { code, moduleSyntax: false, classicOnly: true }, "handler", placed);
    problems.push(...syntax.problems.map((problem) => ({ ...problem, severity: "warning" as const })));
    if (syntax.script !== null) page.scripts.push(syntax.script);
  }
  return problems;
}

const entities: Record<string, string> = { quot: '"', apos: "'", "#39": "'", "#34": '"', amp: "&", lt: "<", gt: ">" };

/** The text of an attribute, as far as code in one is written. */
function decoded(value: string): string {
  return value.replace(/&(quot|apos|#39|#34|amp|lt|gt);/g, (_, name: string) => entities[name] ?? "");
}

const isFromElsewhere = (url: string): boolean => /^(https?:)?\/\//.test(url) && !isTailwindCdn(url);

function isModule(element: HtmlElement): boolean {
  return element.attributes.get("type") === "module";
}

/** Whether browsers run a script element with this `type`, as a classic script or a module. */
export function isJavaScript(type: string): boolean {
  return type === "" || type === "module" || /^(text|application)\/(javascript|ecmascript)$/.test(type);
}
