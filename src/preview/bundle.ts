// Every module that a page's scripts reach, to be sent with the page: docs/decisions/2026-11-28-modules-in-the-page.md. Each stays a module of its own,
// and its code is what its address answers; only its imports are named so that they work without one.
import { anywhere } from "./browser/names.ts";
import { type ModuleLinks, moduleLinks, renamed } from "./module-links.ts";

/** Larger apps come module by module, as a page of megabytes would have to be read before anything of it runs. UTF-16 units. */
const maxCharacters = 1_000_000;
const maxModules = 1_000;

export interface Bundle {
  /** Code by address. */
  modules: ReadonlyMap<string, string>;
  /** Addresses that they import and that are not in it. */
  others: ReadonlySet<string>;
  /** What it needs of others before its first module runs: addresses, URLs, and names without a path. */
  first: ReadonlySet<string>;
  /** No module reached computes the name of another. */
  closed: boolean;
}

export interface ModuleSource {
  /** Whether an address, without its origin, may be one of the app's modules. */
  isOwn(address: string): boolean;
  /** Code that the address answers; null if that is no module. */
  read(address: string): Promise<string | null>;
  /** Where the page's own import map leads a name that is imported at an address: to an address or a URL; null if it says nothing. */
  lead(specifier: string, importer: string): string | null;
}

interface Found {
  code: string;
  links: ModuleLinks | null;
}

/** `roots`: addresses that the page itself imports. Null if there are too many modules, or too large ones. */
export async function bundleModules(roots: Iterable<string>, source: ModuleSource): Promise<Bundle | null> {
  const found = new Map<string, Found | null>();
  let characters = 0;
  for (let level = [...new Set(roots)]; level.length > 0; ) {
    if (found.size + level.length > maxModules) return null;
    const codes = await Promise.all(level.map(source.read));
    const next = new Set<string>();
    for (const [index, address] of level.entries()) {
      const code = codes[index]?.toWellFormed() ?? null;
      characters += code?.length ?? 0;
      const links = code === null ? null : moduleLinks(code);
      found.set(address, code === null ? null : { code, links });
      for (const { specifier } of links?.imports ?? []) next.add(source.lead(specifier, address) ?? specifier);
    }
    if (characters > maxCharacters) return null;
    level = [...next].filter((address) => source.isOwn(address) && !found.has(address));
  }
  return { ...linked(found, source), first: firstNeeded(roots, found, source) };
}

function linked(found: ReadonlyMap<string, Found | null>, source: ModuleSource): Omit<Bundle, "first"> {
  const modules = new Map<string, string>();
  const others = new Set<string>();
  let closed = true;
  for (const [address, module] of found) {
    if (module?.links && !module.links.needsAddress) modules.set(address, module.code);
    else {
      others.add(address);
      closed = false;
    }
  }
  for (const [address, module] of found) {
    const { imports } = module?.links ?? { imports: [] };
    const inBundle = modules.has(address);
    const name = (specifier: string): string | null => {
      const led = source.lead(specifier, address);
      const target = led ?? specifier;
      if (target.startsWith("/") && !target.startsWith("//")) {
        if (inBundle && !modules.has(target)) others.add(target);
        return anywhere + target;
      }
      return led;
    };
    const code = renamed(module?.code ?? "", imports, name);
    if (inBundle) modules.set(address, code);
  }
  return { modules, others, closed };
}

function firstNeeded(roots: Iterable<string>, found: ReadonlyMap<string, Found | null>, source: ModuleSource): Set<string> {
  const needed = new Set<string>();
  const reached = new Set(roots);
  // Iterating over a set includes what is added meanwhile.
  for (const address of reached) {
    for (const { specifier, dynamic } of found.get(address)?.links?.imports ?? []) {
      if (dynamic) continue;
      const target = source.lead(specifier, address) ?? specifier;
      if (found.has(target)) reached.add(target);
      else needed.add(target);
    }
  }
  return needed;
}
