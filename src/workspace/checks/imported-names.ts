// Checks the names an app's modules import from each other. A browser refuses a module that imports a name the other one does not export: the whole app
// then stays blank.

import { type Libraries, vendored } from "../../libraries/libraries.ts";
import type { CompiledModule } from "../modules.ts";
import { type Exists, isAsset, type Resolution, resolverFor } from "../resolve.ts";
import { createTypeNames } from "../scripts/type-names.ts";
import type { Diagnostic } from "./look.ts";

/** Most names listed in a message. */
const listedNames = 20;

export type Modules = ReadonlyMap<string, CompiledModule | null>;

export function checkNames(modules: Modules, exists: Exists, libraries: Libraries = vendored): Diagnostic[] {
  const resolvers = remembered((path) => resolverFor(path, exists, libraries));
  const isType = createTypeNames({
    moduleAt: (path) => modules.get(path) ?? null,
    leads: (specifier, importer) => {
      const found = resolvers(importer)(specifier);
      return found.kind === "file" ? found.path : null;
    },
  });
  const offers = createOffers(modules, resolvers, isType);
  const diagnostics: Diagnostic[] = [];
  for (const [path, module] of modules) {
    const resolve = resolvers(path);
    const handedOn = new Set(module?.handedOn.map(({ specifier, imported }) => `${imported} ${specifier}`));
    for (const { specifier, names, line, column } of module?.imports ?? []) {
      const resolution = resolve(specifier);
      const target = resolution.kind === "file" && !isAsset(resolution.query) ? resolution.path : null;
      const compiled = target === null ? null : (modules.get(target) ?? null);
      if (target === null || compiled === null) continue;
      const told = (message: string) => diagnostics.push({ path, line, column, severity: "error", message });
      if (compiled.classicOnly) told(classicMessage(target));
      else
        for (const name of names) {
          if (offers.has(target, name) !== false) continue;
          if (!isType(target, name)) told(missingExport(name, target, offers.list(target)));
          // What is only handed on is left out where it is served.
          else if (!handedOn.has(`${name} ${specifier}`)) told(onlyType(name, target));
        }
    }
  }
  return diagnostics;
}

interface Offers {
  /** Null if unknown. */
  has(path: string, name: string): boolean | null;
  /** Its first few names, in words. */
  list(path: string): string;
}

/** What modules export, following `export *`. The modules behind each one are found once, not for each import of it. */
function createOffers(
  modules: Modules,
  resolvers: (path: string) => (specifier: string) => Resolution,
  isType: (path: string, name: string) => boolean,
): Offers {
  const exportersOf = new Map<string, Set<string>>();
  const stars = new Map<string, ReadonlySet<string | null>>();
  for (const [path, module] of modules) {
    const handedOn = new Set(module?.handedOn.map(({ name }) => name));
    for (const name of module?.exports ?? []) {
      if (handedOn.has(name) && isType(path, name)) continue;
      const known = exportersOf.get(name);
      if (known) known.add(path);
      else exportersOf.set(name, new Set([path]));
    }
    const resolve = resolvers(path);
    const targets = (module?.imports ?? []).filter(({ star }) => star).map(({ specifier }) => resolve(specifier));
    stars.set(path, new Set(targets.map((target) => (target.kind === "file" ? target.path : null))));
  }

  /** A module and all those whose names it re-exports; null if one of them cannot be read. */
  function speakersOf(path: string): ReadonlySet<string> | null {
    const found = new Set([path]);
    // Iterating over a set includes what is added meanwhile.
    for (const one of found) {
      if (!modules.get(one)) return null;
      for (const target of stars.get(one) ?? []) {
        if (target === null) return null;
        found.add(target);
      }
    }
    return found;
  }
  const speakers = remembered(speakersOf);

  function has(path: string, name: string): boolean | null {
    const all = speakers(path);
    if (all === null) return null;
    const exporters = exportersOf.get(name);
    if (exporters === undefined) return false;
    // `export *` re-exports everything but the default.
    if (exporters.has(path) || name === "default") return exporters.has(path);
    const [fewer, more] = exporters.size < all.size ? [exporters, all] : [all, exporters];
    return fewer.values().some((one) => more.has(one));
  }

  function list(path: string): string {
    const all = speakers(path) ?? new Set<string>();
    const names = all
      .values()
      .flatMap((one) => (modules.get(one)?.exports ?? []).filter((name) => one === path || name !== "default").values());
    return names.take(listedNames).toArray().join(", ") || "nothing";
  }
  return { has, list: remembered(list) };
}

/** Caches the answer for each path. */
function remembered<T>(find: (path: string) => T): (path: string) => T {
  const known = new Map<string, { found: T }>();
  return (path) => {
    const answer = known.get(path) ?? { found: find(path) };
    known.set(path, answer);
    return answer.found;
  };
}

function classicMessage(path: string): string {
  return `${path} is no module: it has \`with\`, or comments as HTML has them, which modules do not allow.`;
}

function onlyType(name: string, target: string): string {
  return `${target} exports "${name}" as a type, and it is used as a value here. Export a value of that name, or import it with \`import type\`.`;
}

function missingExport(name: string, target: string, offered: string): string {
  return name === "default"
    ? `${target} has no default export. It exports ${offered}.`
    : `${target} does not export "${name}". It exports ${offered}. If it is a type, import and export it with the word type.`;
}
