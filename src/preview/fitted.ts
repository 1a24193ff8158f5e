// A compiled module as it is in this app: what depends on the app's other files is written out, and names that are only types in them are left out.

import { type CompiledModule, isScript } from "../workspace/modules.ts";
import { resolveImport } from "../workspace/resolve.ts";
import { fitModule, needsFitting } from "../workspace/scripts/fit.ts";
import type { PreviewApp } from "./app.ts";
import { compileCached } from "./compile-cache.ts";

/** Most other modules looked at for one, through what they hand on in turn. */
const mostModules = 300;

export async function fittedModule(
  app: PreviewApp,
  path: string,
  content: string,
  module: CompiledModule,
): Promise<CompiledModule> {
  if (!needsFitting(module)) return module;
  const leads = (specifier: string, importer: string) => {
    const found = resolveImport(specifier, importer, app.exists, app.libraries);
    return found.kind === "file" ? found.path : null;
  };
  const modules = new Map<string, CompiledModule | null>([[path, module]]);
  // Iterating over a map includes what is added meanwhile.
  for (const [importer, known] of modules) {
    if (known === null || modules.size > mostModules) continue;
    for (const specifier of handingOn(known)) {
      const target = leads(specifier, importer);
      if (target !== null && !modules.has(target)) modules.set(target, await moduleAt(app, target));
    }
  }
  return fitModule(module, content, path, {
    paths: app.paths,
    graph: { leads, moduleAt: (other) => modules.get(other) ?? null },
  });
}

/** The modules whose names a module exports. */
function handingOn({ handedOn, imports, typeStars }: CompiledModule): Set<string> {
  const stars = imports.filter(({ star }) => star);
  return new Set([...handedOn, ...stars].map(({ specifier }) => specifier).concat(typeStars));
}

async function moduleAt(app: PreviewApp, path: string): Promise<CompiledModule | null> {
  const content = isScript(path) ? await app.read(path) : null;
  if (content === null) return null;
  const compiled = compileCached(path, app.hash(path), content);
  return compiled.ok ? compiled.module : null;
}
