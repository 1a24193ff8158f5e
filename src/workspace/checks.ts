// Checks on an app: everything that its entry page reaches must parse, resolve and fit together. One file's own problems are check-file's.
import { entryPath } from "../protocol/constants.ts";
import { behindWall, checkFile, type Diagnostic } from "./check-file.ts";
import { scanCss } from "./css.ts";
import { scanHtml } from "./html.ts";
import { stepsFor } from "./metered-text.ts";
import { type CompiledModule, compileModule, isScript, type ModuleImport } from "./modules.ts";
import { type Exists, resolveImport, resolveUrl } from "./resolve.ts";

export { checkFile, type Diagnostic } from "./check-file.ts";

/** What a check reads; a Workspace is one, a Map with `has` and `get` makes one. */
export interface FileReader {
  read(path: string): string | undefined;
  has(path: string): boolean;
}

/** Checks what a preview loads: the entry, and everything that its imports reach. Errors mean that the app cannot start. */
export function checkApp(files: FileReader): Diagnostic[] {
  const entry = files.read(entryPath);
  if (entry === undefined) {
    return [
      {
        path: entryPath,
        line: 1,
        column: 1,
        message: `There is no ${entryPath}. It is the page a preview opens: write it.`,
        severity: "error",
      },
    ];
  }
  const exists: Exists = (path) => files.has(path);
  const diagnostics: Diagnostic[] = [];
  const modules = new Map<string, CompiledModule | null>();
  const waiting = [entryPath];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const content = files.read(path);
    if (modules.has(path) || content === undefined) continue;
    modules.set(path, null);
    const reached = behindWall(path, () => {
      const found = checkFile(path, content, exists);
      if (isScript(path)) {
        const compiled = compileModule(path, content);
        if (!compiled.ok) return found;
        modules.set(path, compiled.module);
        waiting.push(...compiled.module.imports.flatMap((entry) => targetOf(entry, path, exists)));
      } else {
        waiting.push(...referencedFiles(path, content, exists));
      }
      return found;
    });
    diagnostics.push(...reached);
  }
  for (const [path, module] of modules)
    if (module !== null) diagnostics.push(...behindWall(path, () => checkNames(path, module, modules, exists)));
  return diagnostics;
}

/** Files that a page or a stylesheet loads by itself. */
function referencedFiles(path: string, content: string, exists: Exists): string[] {
  const urls: string[] = [];
  const files: string[] = [];
  if (/\.css$/i.test(path)) urls.push(...scanCss(content).references.map((reference) => reference.url));
  const steps = stepsFor(content);
  for (const element of /\.html?$/i.test(path) ? scanHtml(content).elements : []) {
    const url = element.attributes.get(element.name === "link" ? "href" : "src");
    if (url !== undefined && ["script", "link"].includes(element.name)) urls.push(url);
    else if (element.name === "script" && element.attributes.get("type") === "module") {
      const compiled = compileModule(`${path}.mjs`, element.text, steps);
      if (compiled.ok) files.push(...compiled.module.imports.flatMap((entry) => targetOf(entry, path, exists)));
    }
  }
  for (const url of urls) {
    const resolution = resolveUrl(url, path, exists);
    if (resolution?.kind === "file") files.push(resolution.path);
  }
  return files;
}

function targetOf(entry: ModuleImport, path: string, exists: Exists): string[] {
  const resolution = resolveImport(entry.specifier, path, exists);
  return resolution.kind === "file" ? [resolution.path] : [];
}

/** A browser refuses a module that imports a name the other one does not export: the whole app then stays blank. */
function checkNames(
  path: string,
  module: CompiledModule,
  modules: ReadonlyMap<string, CompiledModule | null>,
  exists: Exists,
): Diagnostic[] {
  return module.imports.flatMap((entry): Diagnostic[] => {
    const target = targetOf(entry, path, exists)[0];
    const compiled = target === undefined ? undefined : modules.get(target);
    if (target === undefined || compiled === undefined || compiled === null) return [];
    if (compiled.classicOnly)
      return [{ path, line: entry.line, column: entry.column, severity: "error", message: classicMessage(target) }];
    const offered = exportedNames(target, modules, exists, new Set());
    if (offered === null) return [];
    return entry.names
      .filter((name) => !offered.has(name))
      .map((name) => ({
        path,
        line: entry.line,
        column: entry.column,
        severity: "error",
        message: missingExport(name, target, offered),
      }));
  });
}

function classicMessage(path: string): string {
  return `${path} is no module: it has \`with\`, or comments as HTML has them, which modules do not allow.`;
}

function missingExport(name: string, target: string, offered: ReadonlySet<string>): string {
  const names = [...offered].slice(0, 20).join(", ") || "nothing";
  const hint = name === "default" ? "" : " If it is a type, import and export it with the word type.";
  return name === "default"
    ? `${target} has no default export. It exports ${names}.`
    : `${target} does not export "${name}". It exports ${names}.${hint}`;
}

/** All names a module offers, `export *` followed; `null` when that cannot be known. */
function exportedNames(
  path: string,
  modules: ReadonlyMap<string, CompiledModule | null>,
  exists: Exists,
  seen: Set<string>,
): Set<string> | null {
  if (seen.has(path)) return new Set();
  seen.add(path);
  const module = modules.get(path);
  if (module === undefined || module === null) return null;
  const names = new Set(module.exports);
  for (const entry of module.imports.filter((candidate) => candidate.star)) {
    const target = targetOf(entry, path, exists)[0];
    const more = target === undefined ? null : exportedNames(target, modules, exists, seen);
    if (more === null) return null;
    for (const name of more) if (name !== "default") names.add(name);
  }
  return names;
}
