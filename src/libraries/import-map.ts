// The import map that a page of an app brings itself. Its names are the app's own words: they come before the libraries that are there.
import type { Libraries, Provided } from "./libraries.ts";

export interface ImportMap {
  imports: ReadonlyMap<string, string>;
  /** By the prefix of the addresses whose imports they are for. */
  scopes: ReadonlyMap<string, ReadonlyMap<string, string>>;
  integrity: ReadonlyMap<string, string>;
}

/** Folders are tried one by one, and nobody writes a longer name, UTF-16 units. */
const longestName = 500;

export const noImportMap: ImportMap = { imports: new Map(), scopes: new Map(), integrity: new Map() };

/** Reads the text of an import map as browsers do: entries that lead nowhere are left out. Null if it is none, which the browser reports. */
export function readImportMap(text: string): ImportMap | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The person reads the browser's words; the app's other scripts run all the same.
    return null;
  }
  if (!isObject(value)) return null;
  const scopes = Object.entries(isObject(value.scopes) ? value.scopes : {});
  return {
    imports: stringsOf(value.imports),
    scopes: new Map(scopes.map(([prefix, entries]) => [prefix, stringsOf(entries)])),
    integrity: stringsOf(value.integrity),
  };
}

/** Several maps of one page: what is named first counts, as in browsers. */
export function joinedMaps(maps: readonly ImportMap[]): ImportMap {
  const scopes = new Map<string, ReadonlyMap<string, string>>();
  for (const map of maps) {
    for (const [prefix, entries] of map.scopes) scopes.set(prefix, new Map([...entries, ...(scopes.get(prefix) ?? [])]));
  }
  const first = (entries: (map: ImportMap) => ReadonlyMap<string, string>) =>
    new Map(maps.toReversed().flatMap((map) => [...entries(map)]));
  return { imports: first(({ imports }) => imports), scopes, integrity: first(({ integrity }) => integrity) };
}

/** Where entries lead a name: its own, or that of the longest folder it begins with. Null: nowhere. */
export function ledBy(entries: ReadonlyMap<string, string>, specifier: string): string | null {
  const own = entries.get(specifier);
  if (own !== undefined) return own;
  if (specifier.length > longestName) return null;
  for (let end = specifier.lastIndexOf("/"); end > 0; end = specifier.lastIndexOf("/", end - 1)) {
    const folder = specifier.slice(0, end + 1);
    const target = entries.get(folder);
    if (target?.endsWith("/")) return target + specifier.slice(folder.length);
  }
  return null;
}

/** Names that belong together: with two Reacts in a page, hooks of one fail in components of the other. */
export const isReact = (specifier: string): boolean => /^react(?:-dom)?(?:\/|$)/.test(specifier);

/** What compiled JSX imports. */
export const jsxRuntimes: readonly string[] = ["react/jsx-runtime", "react/jsx-dev-runtime"];

/** Whether React is taken from the page's map: as a whole from one side, so only if the map names both of its parts. */
export function bringsReact({ imports }: ImportMap): boolean {
  return ledBy(imports, "react") !== null && ledBy(imports, "react-dom/client") !== null;
}

/** `base`, and before it what a page's map names. `folder`: where the page is; names that lead to the app's own files are aliases. */
export function withImportMap(base: Libraries, map: ImportMap, folder = ""): Libraries {
  const everywhere = [map.imports, ...map.scopes.values()];
  if (everywhere.every(({ size }) => size === 0)) return base;
  const ownReact = bringsReact(map);
  const targets = (specifier: string) => everywhere.flatMap((entries) => ledBy(entries, specifier) ?? []);
  return {
    ...base,
    find(specifier): Provided | null {
      if (isReact(specifier) && !ownReact) return base.find(specifier);
      const url = targets(specifier).find(isElsewhere) ?? (ownReact && jsxRuntimes.includes(specifier) ? "" : undefined);
      return url === undefined ? base.find(specifier) : { specifier, exports: null, source: { kind: "page", url } };
    },
    aliases(specifier) {
      const own = targets(specifier).filter((target) => !isElsewhere(target));
      return [...own.map((target) => (target.startsWith("/") ? target : folder + target)), ...(base.aliases?.(specifier) ?? [])];
    },
  };
}

const isElsewhere = (target: string) => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target);

function stringsOf(value: unknown): Map<string, string> {
  const entries = Object.entries(isObject(value) ? value : {});
  return new Map(
    entries.flatMap(([name, target]) => (typeof target === "string" && name !== "" ? [[name, target] as const] : [])),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
