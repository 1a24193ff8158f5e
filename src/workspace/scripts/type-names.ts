// Names that an app's modules hand on and that are only types: the compiler cannot tell, as it sees one file at a time, and a browser refuses to link them.
import type { Change } from "./changes.ts";
import type { CompiledModule } from "./module.ts";

export interface ModuleGraph {
  /** Null if it is no script, or does not compile. */
  moduleAt(path: string): CompiledModule | null;
  /** The file that an import leads to; null if it leads to none of the app. */
  leads(specifier: string, importer: string): string | null;
}

/** Most steps from module to module for all questions about an app: modules that export all of each other could be walked for ever. */
const mostSteps = 20_000;

/** Whether a module exports a name only as a type. */
export function createTypeNames({ moduleAt, leads }: ModuleGraph): (path: string, name: string) => boolean {
  const known = new Map<string, "type" | "value" | null>();
  let stepsLeft = mostSteps;

  function kindOf(path: string, name: string, above: Set<string>): "type" | "value" | null {
    const key = `${name} ${path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (above.has(path) || stepsLeft-- <= 0) return null;
    above.add(path);
    const module = moduleAt(path);
    const kind = module === null ? null : kindIn(module, path, name, above);
    known.set(key, kind);
    return kind;
  }

  function kindIn(module: CompiledModule, path: string, name: string, above: Set<string>): "type" | "value" | null {
    const handed = module.handedOn.find((one) => one.name === name);
    const from = handed && leads(handed.specifier, path);
    if (handed && from) return kindOf(from, handed.imported, above);
    if (module.exports.includes(name)) return "value";
    if (module.typeExports.includes(name)) return "type";
    const behind = (specifier: string) => {
      const target = leads(specifier, path);
      return target === null ? null : kindOf(target, name, above);
    };
    const kinds = module.imports.filter(({ star }) => star).map(({ specifier }) => behind(specifier));
    if (kinds.includes("value")) return "value";
    return kinds.includes("type") || module.typeStars.some((specifier) => behind(specifier) !== null) ? "type" : null;
  }

  return (path, name) => kindOf(path, name, new Set()) === "type";
}

/** What has to be taken out of a module's code, so that a browser can link it. */
export function typeCuts(module: CompiledModule, path: string, graph: ModuleGraph): Change[] {
  const isType = createTypeNames(graph);
  return module.handedOn.flatMap(({ specifier, imported, cuts }) => {
    const target = graph.leads(specifier, path);
    return target !== null && isType(target, imported) ? cuts : [];
  });
}
