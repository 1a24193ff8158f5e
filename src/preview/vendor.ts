// The vendored libraries as previews name them. scripts/build-vendor.ts writes which there are and what their files are called.
import { encodeSegment } from "../base/encode-path.ts";
import { builtFiles, builtModule, builtSpecifiers, loadsOf } from "../libraries/built.ts";
import { derivedText, isDerived, styleModuleFile } from "../libraries/derived.ts";
import { iconHash, iconModule, iconPartsFile, isIconSet } from "../libraries/icons.ts";
import type { Provided, ResolvedLibraries } from "../libraries/libraries.ts";
import { reservedFolder } from "./app.ts";
import { libraryEntries, libraryUrl } from "./library-urls.ts";

export { vendorStamp } from "../libraries/built.ts";

const folder = `${reservedFolder}vendor/`;
/** Of modules that are made, and come with the page that needs them. */
const madeFolder = `${reservedFolder}made/`;
const iconFolder = `${madeFolder}icons/`;

export function vendorUrl(mount: string, file: string): string {
  return mount + (isDerived(file) ? madeFolder : folder) + file;
}

/** Modules that libraries from elsewhere import by name, so that an app has one React. */
const sharedModules = ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"];

/**
 * Names for a page's import map, beside those that the page brings. The app's own imports have addresses instead of names. `open`: the page may
 * import by names that nobody knows. `libraries`: the app's own from the CDN.
 */
export function libraryNames(mount: string, libraries: ResolvedLibraries, open: boolean) {
  const names = open ? [...builtSpecifiers()] : sharedModules;
  const { imports, integrity } = libraryEntries(libraries);
  return {
    imports: { ...Object.fromEntries(names.map((name) => [name, vendorUrl(mount, builtModule(name)?.file ?? "")])), ...imports },
    integrity,
  };
}

/** What a browser loads for an address of a vendored module: its file, and those it loads at once. Nothing for other addresses. */
export function vendoredLoads(mount: string, address: string): string[] {
  const file = address.startsWith(mount + folder) ? vendorFile(address.slice(mount.length)) : null;
  const files = new Set(file === null ? [] : [file]);
  // Iterating over a set includes what is added meanwhile.
  for (const one of files) for (const next of loadsOf(one)) files.add(next);
  return [...files].map((one) => vendorUrl(mount, one));
}

/** Address of a library's module; null if the page's import map leads its name. `names`: those imported from it; null is all of them. */
export function providedUrl(mount: string, { source }: Provided, names: readonly string[] | null): string | null {
  switch (source.kind) {
    case "vendored":
      return vendorUrl(mount, source.file);
    case "style":
      return vendorUrl(mount, styleModuleFile(source.file));
    case "icons":
      return iconUrl(mount, source.set, names);
    case "cdn":
      return libraryUrl(source);
    case "page":
      return null;
  }
}

/** Most names of icons in an address: it stays within what servers take. Above that the module has all of them. */
const maxNamesInUrl = 150;

function iconUrl(mount: string, set: string, names: readonly string[] | null): string {
  const listed = names === null || names.length > maxNamesInUrl ? "*" : [...new Set(names)].sort().map(encodeSegment).join(",");
  return `${mount}${iconFolder}${set}.js?v=${iconHash(set)}&names=${listed}`;
}

/** Code of the made module that an address names; null when it names none. `asset` reads a file of public/ by its path. */
export async function madeModule(
  mount: string,
  path: string,
  query: URLSearchParams,
  asset: (path: string) => Promise<Response>,
): Promise<string | null> {
  if (!path.startsWith(madeFolder)) return null;
  const derived = derivedText(path.slice(madeFolder.length), (file) => vendorUrl(mount, file));
  if (derived !== null) return derived;
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
