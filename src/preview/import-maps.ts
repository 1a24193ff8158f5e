// The import maps of an app's pages, and the one map that each page gets: the page's own names, and beside them the libraries that are there.
import { bringsReact, type ImportMap, isReact, jsxRuntimes, ledBy, readImportMap } from "../libraries/import-map.ts";
import type { HtmlElement } from "../workspace/checks/html.ts";
import { isImportMap } from "../workspace/page-maps.ts";
import type { Lead } from "./addresses.ts";

export const isUnreadMap = (element: HtmlElement): boolean => isImportMap(element) && readImportMap(element.text) === null;

/** The same map with the addresses that the browser needs. */
export function ledMap({ imports, scopes, integrity }: ImportMap, lead: Lead): ImportMap {
  const led = (entries: ReadonlyMap<string, string>) =>
    new Map([...entries].map(([name, target]) => [isAddress(name) ? (lead(name) ?? name) : name, lead(target) ?? target]));
  return {
    imports: led(imports),
    scopes: new Map([...scopes].map(([prefix, entries]) => [lead(prefix) ?? prefix, led(entries)])),
    integrity: led(integrity),
  };
}

const isAddress = (name: string) => /^\.{0,2}\//.test(name);

/**
 * The page's names come first, and beside them ours. JSX's own module is one that no author thinks of: `jsxUrl` makes elements with whatever "react" is.
 */
export function mergedImports(own: ImportMap, ours: Readonly<Record<string, string>>, jsxUrl: string): Map<string, string> {
  const ownReact = bringsReact(own);
  const isOurs = (name: string) => (isReact(name) ? !ownReact : ledBy(own.imports, name) === null);
  // In a browser's map a whole name comes before a folder: ours stand beside the page's folders.
  const merged = new Map(Object.entries(ours).filter(([name]) => isOurs(name)));
  for (const [name, target] of own.imports) if (ownReact || !isReact(name)) merged.set(name, target);
  if (ownReact) for (const name of jsxRuntimes) if (ledBy(own.imports, name) === null) merged.set(name, jsxUrl);
  return merged;
}
