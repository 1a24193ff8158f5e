// Problems with what a module imports: files that are missing, packages that nobody has, names that libraries do not export.
import { isMedia } from "../../base/file-types.ts";
import { vendored } from "../../libraries/libraries.ts";
import { searchesOfFile, unknownPackageMessage } from "../../libraries/words.ts";
import { type CompiledModule, isScript } from "../modules.ts";
import { type Exists, isAsset, namedFile, resolverFor } from "../resolve.ts";
import { unsupportedKind, unsupportedScheme } from "../unsupported.ts";
import { missingLibraryNames } from "./library-names.ts";
import { type Diagnostic, missingFileMessage, type Surroundings } from "./look.ts";

/** Problems with what a module imports; it has already parsed. */
export const checkImports = (path: string, module: CompiledModule, exists: Exists, libraries = vendored): Diagnostic[] =>
  lookAtImports(path, module, { exists, libraries }).diagnostics;

export function lookAtImports(
  path: string,
  module: CompiledModule,
  { exists, libraries }: Pick<Surroundings, "exists" | "libraries">,
): { diagnostics: Diagnostic[]; loads: string[] } {
  const resolve = resolverFor(path, exists, libraries);
  const diagnostics: Diagnostic[] = [];
  const loads = new Set<string>();
  const searches = searchesOfFile();
  for (const { specifier, names, line, column, dynamic } of module.imports) {
    const resolution = resolve(specifier);
    // A dynamic import fails when it is reached, not at the start of the app.
    const place = { path, line, column, severity: dynamic ? ("warning" as const) : ("error" as const) };
    if (resolution.kind === "file") {
      if (!isAsset(resolution.query) || /worker/.test(resolution.query)) loads.add(resolution.path);
      const told = unsupportedKind(resolution.path, resolution.query);
      if (told !== null) diagnostics.push({ ...place, message: told });
    } else if (resolution.kind === "missing") {
      // A grey picture stands for one that is missing (preview/binary-files.ts).
      const severity = isMedia(resolution.path) ? "warning" : place.severity;
      diagnostics.push({ ...place, severity, message: missingFileMessage(specifier, resolution.path) });
    } else if (resolution.kind === "external") {
      // A page's own import map may lead any name.
      const told = libraries.find(specifier) === null ? unsupportedScheme(specifier) : null;
      if (told !== null) diagnostics.push({ ...place, message: told });
    } else if (resolution.kind === "unknown")
      diagnostics.push({ ...place, message: unknownPackageMessage(resolution.name, libraries, searches) });
    else if (resolution.kind === "library") {
      const told = missingLibraryNames(names, resolution.provided, libraries, searches);
      diagnostics.push(...told.map((message) => ({ ...place, message })));
    }
  }
  for (const { specifier, line, column } of module.urls) {
    const file = namedFile(specifier, path, exists, libraries);
    if (file !== null) {
      if (isScript(file)) loads.add(file);
      continue;
    }
    if (!/^\.{1,2}\//.test(specifier) || specifier.endsWith("/")) continue;
    const wanted = resolve(specifier);
    const leads = wanted.kind === "missing" ? wanted.path : specifier;
    diagnostics.push({ path, line, column, message: missingFileMessage(specifier, leads), severity: "warning" });
  }
  return { diagnostics, loads: [...loads] };
}
