// The vendored libraries as previews name them. scripts/build-vendor.ts writes which there are and what their files are called.
import { builtFiles, builtModules, tailwindFile } from "../libraries/built.ts";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import { reservedFolder } from "./app.ts";
import { libraryEntries } from "./library-urls.ts";

export { vendorStamp } from "../libraries/built.ts";

const folder = `${reservedFolder}vendor/`;

export function vendorUrl(mount: string, file: string): string {
  return mount + folder + file;
}

export function tailwindUrl(mount: string): string {
  return vendorUrl(mount, tailwindFile);
}

/** Import map for a page, as JSON that may stand in a script element. `libraries`: the app's own from the CDN. */
export function importMap(mount: string, libraries: ResolvedLibraries = {}): string {
  const imports = Object.fromEntries(Object.entries(builtModules).map(([name, { file }]) => [name, vendorUrl(mount, file)]));
  const { imports: own, integrity } = libraryEntries(libraries);
  const map = { imports: { ...imports, ...own }, ...(Object.keys(integrity).length === 0 ? {} : { integrity }) };
  return JSON.stringify(map).replaceAll("<", "\\u003c");
}

/** The vendored file that a path of a preview names; `null` when it names none. */
export function vendorFile(path: string): string | null {
  const name = path.startsWith(folder) ? path.slice(folder.length) : "";
  return builtFiles.has(name) ? name : null;
}
