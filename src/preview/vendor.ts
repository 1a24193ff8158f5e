// The vendored libraries as previews name them. scripts/build-vendor.ts writes which there are and what their files are called.
import { builtFiles, builtModule, tailwindFile } from "../libraries/built.ts";
import { derivedText, styleModuleFile } from "../libraries/derived.ts";
import { iconHash, iconModule, iconPartsFile, isIconSet } from "../libraries/icons.ts";
import type { Provided, ResolvedLibraries } from "../libraries/libraries.ts";
import { encodeSegment, reservedFolder } from "./app.ts";
import { libraryEntries, libraryUrl } from "./library-urls.ts";

export { vendorStamp } from "../libraries/built.ts";

const folder = `${reservedFolder}vendor/`;
const iconFolder = `${reservedFolder}icons/`;

export function vendorUrl(mount: string, file: string): string {
  return mount + folder + file;
}

export function tailwindUrl(mount: string): string {
  return vendorUrl(mount, tailwindFile);
}

/** Modules that libraries from elsewhere import by name, so that an app has one React. */
const sharedModules = ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"];

/**
 * Import map for a page, as JSON that may stand in a script element. The app's own imports have addresses instead of names. `libraries`: the app's own
 * from the CDN.
 */
export function importMap(mount: string, libraries: ResolvedLibraries = {}): string {
  const imports = Object.fromEntries(sharedModules.map((name) => [name, vendorUrl(mount, builtModule(name)?.file ?? "")]));
  const { imports: own, integrity } = libraryEntries(libraries);
  const map = { imports: { ...imports, ...own }, ...(Object.keys(integrity).length === 0 ? {} : { integrity }) };
  return JSON.stringify(map).replaceAll("<", "\\u003c");
}

/** Address of a library's module. `names`: those imported from it; null is all of them. */
export function providedUrl(mount: string, { source }: Provided, names: readonly string[] | null): string {
  switch (source.kind) {
    case "vendored":
      return vendorUrl(mount, source.file);
    case "style":
      return vendorUrl(mount, styleModuleFile(source.file));
    case "icons":
      return iconUrl(mount, source.set, names);
    case "cdn":
      return libraryUrl(source);
  }
}

/** Most names of icons in an address: it stays within what servers take. Above that the module has all of them. */
const maxNamesInUrl = 150;

function iconUrl(mount: string, set: string, names: readonly string[] | null): string {
  const listed = names === null || names.length > maxNamesInUrl ? "*" : [...new Set(names)].sort().map(encodeSegment).join(",");
  return `${mount}${iconFolder}${set}.js?v=${iconHash(set)}&names=${listed}`;
}

/** Code of the module of icons that an address names; null when it names none. `asset` reads a file of public/ by its path. */
export async function iconsAt(
  mount: string,
  path: string,
  query: URLSearchParams,
  asset: (path: string) => Promise<Response>,
): Promise<string | null> {
  const set = path.startsWith(iconFolder) ? path.slice(iconFolder.length).replace(/\.js$/, "") : "";
  if (!isIconSet(set)) return null;
  const listed = query.get("names") ?? "*";
  const names = listed === "*" ? null : listed.split(",");
  const read = async (file: string) => {
    const response = await asset(`/vendor/${file}`);
    return response.ok ? response.text() : null;
  };
  return iconModule(set, names, { read, partsUrl: vendorUrl(mount, iconPartsFile(set)) });
}

/** The vendored file that a path of a preview names; `null` when it names none. */
export function vendorFile(path: string): string | null {
  const name = path.startsWith(folder) ? path.slice(folder.length) : "";
  return builtFiles.has(name) ? name : null;
}

/** Text of a vendored file that follows from its name; `null` when the path names none. */
export function derivedFile(path: string): string | null {
  return path.startsWith(folder) ? derivedText(path.slice(folder.length)) : null;
}
