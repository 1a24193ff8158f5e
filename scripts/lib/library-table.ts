// docs/libraries.md: what apps may import, as a table. `npm run libraries -- docs` writes it, and a test compares.
import type { LibrarySize } from "../build-vendor.ts";
import { type ListedLibrary, modulesOf } from "../vendor/list.ts";

/** Most modules named of one library. */
const namedModules = 6;

export function libraryTable(libraries: readonly ListedLibrary[], sizes: readonly LibrarySize[]): string {
  const rows = libraries.map((library) => {
    const { version, bytes } = sizes.find(({ name }) => name === library.name) ?? { version: "", bytes: 0 };
    return `| ${library.name} | ${version} | ${bytes === 0 ? "–" : (bytes / 1000).toFixed(1)} | ${library.purpose} | ${modulesText(library)} |`;
  });
  return [
    "# Libraries that apps can import",
    "",
    "Generated apps import these by name, without installing anything: Edgewright serves them itself, also offline. Sizes are compressed, of the",
    "largest file; one that several libraries need (React) is loaded once. Icons are served one by one. What is not here comes from the CDN in",
    "`LIBRARY_CDN`. `npm run libraries -- add NAME` adds one; it also writes this page, from `src/libraries/list.json` and `libraries/package.json`.",
    "",
    "| library | version | kB | what for | imported as |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function modulesText(library: ListedLibrary): string {
  const modules = modulesOf(library).filter((name) => !name.endsWith("/parts") && !name.endsWith("/lib"));
  if (modules.length === 0) return `\`${library.name}\``;
  const more = modules.length > namedModules ? `, and ${modules.length - namedModules} more` : "";
  return `${modules
    .slice(0, namedModules)
    .map((name) => `\`${name}\``)
    .join(", ")}${more}${library.css === undefined ? "" : ", its CSS"}`;
}
