// Where a page loads a library of the CDN from. Scripts name it directly; what libraries import of each other goes through the page's import map.
import type { LibrarySource, ResolvedLibraries } from "../libraries/libraries.ts";

type CdnSource = Pick<Extract<LibrarySource, { kind: "cdn" }>, "url" | "integrity">;

/** A stylesheet that a script imports is linked by a module of its own, once a page. */
export function libraryUrl({ url, integrity }: CdnSource): string {
  if (!new URL(url).pathname.endsWith(".css")) return url;
  const properties = {
    rel: "stylesheet",
    href: url,
    ...(integrity === undefined ? {} : { integrity, crossOrigin: "anonymous" }),
  };
  const code = `document.head.append(Object.assign(document.createElement("link"), ${JSON.stringify(properties)}));`;
  return `data:text/javascript,${encodeURIComponent(code).replace(/['()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
}

/** Entries for the page's import map. */
export function libraryEntries(libraries: ResolvedLibraries): {
  imports: Record<string, string>;
  integrity: Record<string, string>;
} {
  const entries = Object.entries(libraries);
  return {
    imports: Object.fromEntries(entries.map(([specifier, library]) => [specifier, libraryUrl(library)])),
    integrity: Object.fromEntries(
      entries.flatMap(([, { url, integrity }]) => (integrity === undefined ? [] : [[url, integrity]])),
    ),
  };
}
