// A compiled module in its app: imports of many files are written out, and names that are only types in other files are taken out of what it hands on.
// Compiling sees one file; this sees them all.
import { type Change, withChanges } from "./changes.ts";
import { writtenOut, writtenOutImport } from "./globs.ts";
import { type CompiledModule, readModule } from "./module.ts";
import { type ModuleGraph, typeCuts } from "./type-names.ts";

export interface AppAround {
  /** Null: names that are only types stay. */
  graph: ModuleGraph | null;
  /** All files of the app; null if they are not known. */
  paths: readonly string[] | null;
}

/** Most calls written out in one module: each may stand for all files of the app. */
const mostCalls = 20;

/** Whether a module changes with the app around it: most do not. */
export const needsFitting = ({ globs, templates, handedOn }: CompiledModule): boolean =>
  globs.length > 0 || templates.length > 0 || handedOn.length > 0;

export function fitModule(module: CompiledModule, source: string, path: string, { graph, paths }: AppAround): CompiledModule {
  if (!needsFitting(module)) return module;
  const changes: Change[] = graph === null ? [] : typeCuts(module, path, graph);
  let opening = "";
  if (paths !== null) {
    const files = { paths: paths.filter((other) => other !== path), folder: path.slice(0, path.lastIndexOf("/") + 1) };
    for (const [number, call] of module.globs.slice(0, mostCalls).entries()) {
      const { change, imports } = writtenOut(call, files, number);
      changes.push(change);
      opening += imports;
    }
    for (const call of module.templates.slice(0, mostCalls)) {
      const change = writtenOutImport(call, files);
      if (change !== null) changes.push(change);
    }
  }
  if (changes.length === 0) return module;
  const code = opening + withChanges(module.code, changes);
  const read = readModule(code, source);
  if (!read.ok) return module;
  // What the first reading took out of the code, or knew of the source.
  const attributes = new Map(module.imports.map(({ specifier, attribute }) => [specifier, attribute]));
  return {
    ...module,
    ...read.module,
    imports: read.module.imports.map((entry) => ({ ...entry, attribute: attributes.get(entry.specifier) ?? null })),
    typeExports: module.typeExports,
    typeStars: module.typeStars,
    usesProcess: module.usesProcess,
  };
}
