// Runs an app's modules, as they are compiled and fitted, in Node: what they export is what they would in a browser.
import { checkApp } from "../../../src/workspace/checks.ts";
import { type CompiledModule, compileModule, isScript } from "../../../src/workspace/modules.ts";
import { resolveImport } from "../../../src/workspace/resolve.ts";
import { withChanges } from "../../../src/workspace/scripts/changes.ts";
import { fitModule } from "../../../src/workspace/scripts/fit.ts";

export type Files = Readonly<Record<string, string>>;

/** Errors of the checks, as "path:line message". */
export function problemsOf(files: Files, entry = "main.ts"): string[] {
  const all = new Map(Object.entries({ "index.html": `<p>x</p><script type="module" src="/${entry}"></script>`, ...files }));
  const reader = {
    read: (path: string) => all.get(path),
    has: (path: string) => all.has(path),
    list: () => [...all.keys()].map((path) => ({ path })),
  };
  return checkApp(reader)
    .filter(({ severity }) => severity === "error")
    .map(({ path, line, message }) => `${path}:${line} ${message}`);
}

/** Compiled and linked to each other as data: addresses, so that Node runs them; no cycles. */
export async function runApp(files: Files, entry = "main.ts"): Promise<Record<string, unknown>> {
  const exists = (path: string) => Object.hasOwn(files, path);
  const compiled = new Map<string, CompiledModule>();
  for (const [path, source] of Object.entries(files)) {
    const result = isScript(path) ? compileModule(path, source) : null;
    if (result !== null && !result.ok) throw new Error(`${path}: ${result.problem.message}`);
    if (result !== null) compiled.set(path, result.module);
  }
  const leads = (specifier: string, importer: string) => {
    const found = resolveImport(specifier, importer, exists);
    return found.kind === "file" ? found.path : null;
  };
  const graph = { moduleAt: (path: string) => compiled.get(path) ?? null, leads };
  const urls = new Map<string, string>();
  function urlOf(path: string, query: string): string {
    const before = urls.get(path + query);
    if (before !== undefined) return before;
    const module = compiled.get(path);
    const source = files[path] ?? "";
    const code =
      module === undefined || query === "raw"
        ? `export default ${path.endsWith(".json") ? source : JSON.stringify(source)};`
        : linked(path, source, module);
    const url = `data:text/javascript,${encodeURIComponent(code)}`;
    urls.set(path + query, url);
    return url;
  }
  function linked(path: string, source: string, module: CompiledModule): string {
    const fitted = fitModule(module, source, path, { graph, paths: Object.keys(files) });
    const links = fitted.imports.flatMap(({ specifier, start, end, dynamic }) => {
      const found = resolveImport(specifier, path, exists);
      if (found.kind !== "file") return [];
      const url = urlOf(found.path, found.query);
      return { start, end, text: dynamic ? JSON.stringify(url) : url };
    });
    return withChanges(fitted.code, links);
  }
  return import(urlOf(entry, ""));
}
