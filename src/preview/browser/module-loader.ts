// The script that gives a page its modules: each becomes a data: URL, and the page's one import map leads the module's address to it. Addresses stay the
// modules' names: in errors, and for whatever is loaded later and imports them. Before any module of the page.
import { scriptJson } from "../markup.ts";
import { anywhere } from "./names.ts";

export interface LoadedModules {
  /** Address and code. */
  modules: [string, string][];
  /** Addresses that they import and that are loaded from there. */
  others: string[];
  /** Other entries of the import map: what is named, and where it leads. */
  imports: [string, string][];
  scopes?: Record<string, Record<string, string>>;
  integrity?: Record<string, string>;
}

export function moduleLoader(loaded: LoadedModules): string {
  return `(({ modules, others, imports, ...rest }) => {
  const urls = new Map(modules.map(([address, code]) =>
    [address, "data:text/javascript;charset=utf-8," + encodeURIComponent(code + "\\n//# sourceURL=" + location.origin + address)]));
  const places = new Map(imports.map(([name, place]) => [name, urls.get(place) ?? place]));
  for (const address of others) places.set(${JSON.stringify(anywhere)} + address, address);
  for (const [address, url] of urls) places.set(address, url).set(${JSON.stringify(anywhere)} + address, url);
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({ imports: Object.fromEntries(places), ...rest });
  document.currentScript.replaceWith(map);
})(${scriptJson(loaded)});`;
}
