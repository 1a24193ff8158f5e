// The import maps that an app's pages bring: names in them are known in all of the app's modules, whichever page loads them.
import { type ImportMap, joinedMaps, readImportMap, withImportMap } from "../libraries/import-map.ts";
import type { Libraries } from "../libraries/libraries.ts";
import { withAliases } from "./aliases.ts";
import { type HtmlElement, scanHtml } from "./checks/html.ts";

export function isImportMap({ name, attributes }: HtmlElement): boolean {
  return name === "script" && !attributes.has("src") && attributes.get("type")?.trim().toLowerCase() === "importmap";
}

/** What a page's own maps say together. A map that cannot be read is left to the browser, which reports it. */
export function writtenMap(elements: readonly HtmlElement[]): ImportMap {
  return joinedMaps(elements.filter(isImportMap).flatMap(({ text }) => readImportMap(text) ?? []));
}

/** Whether a file may be a page that brings one. */
export const mayBringMap = (path: string): boolean => /\.html?$/i.test(path);

/** `base`, with all that an app says itself about names: its pages' maps, and before them the aliases of its configuration. */
export function withOwnNames(
  base: Libraries,
  { read, list }: { read(path: string): string | undefined; list(): readonly { path: string }[] },
): Libraries {
  const pages = list().filter(({ path }) => mayBringMap(path));
  return withPageMaps(
    withAliases(base, read),
    pages.map(({ path }) => [path, read(path) ?? ""] as const),
  );
}

/** `base`, and before it what the maps of pages name. `pages`: path and text. */
export function withPageMaps(base: Libraries, pages: Iterable<readonly [path: string, html: string]>): Libraries {
  let libraries = base;
  for (const [path, html] of pages) {
    if (!/\bimportmap\b/i.test(html)) continue;
    libraries = withImportMap(libraries, writtenMap(scanHtml(html).elements), path.slice(0, path.lastIndexOf("/") + 1));
  }
  return libraries;
}
