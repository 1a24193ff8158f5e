// Checks the names an app's modules import from each other. A browser refuses a module that imports a name the other one does not export: the whole app
// then stays blank.

import { type Libraries, vendored } from "../../libraries/libraries.ts";
import type { CompiledModule } from "../modules.ts";
import { type Exists, resolverFor } from "../resolve.ts";
import type { Diagnostic } from "./look.ts";

/** Most names listed in a message. */
const listedNames = 20;

export type Modules = ReadonlyMap<string, CompiledModule | null>;

export function checkNames(modules: Modules, exists: Exists, libraries: Libraries = vendored): Diagnostic[] {
  const offers = createOffers(modules, exists, libraries);
  const diagnostics: Diagnostic[] = [];
  for (const [path, module] of modules) {
    const resolve = resolverFor(path, exists, libraries);
    for (const { specifier, names, line, column } of module?.imports ?? []) {
      const resolution = resolve(specifier);
      const target = resolution.kind === "file" ? resolution.path : null;
      const compiled = target === null ? null : (modules.get(target) ?? null);
      if (target === null || compiled === null) continue;
      const told = (message: string) => diagnostics.push({ path, line, column, severity: "error", message });
      if (compiled.classicOnly) told(classicMessage(target));
      else
        for (const name of names) if (offers.has(target, name) === false) told(missingExport(name, target, offers.list(target)));
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
function createOffers(modules: Modules, exists: Exists, libraries: Libraries): Offers {
  const exportersOf = new Map<string, Set<string>>();
  const stars = new Map<string, ReadonlySet<string | null>>();
  for (const [path, module] of modules) {
    for (const name of module?.exports ?? []) {
      const known = exportersOf.get(name);
      if (known) known.add(path);
      else exportersOf.set(name, new Set([path]));
    }
    const resolve = resolverFor(path, exists, libraries);
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

function missingExport(name: string, target: string, offered: string): string {
  return name === "default"
    ? `${target} has no default export. It exports ${offered}.`
    : `${target} does not export "${name}". It exports ${offered}. If it is a type, import and export it with the word type.`;
}
