// Script files as a browser can load them: compiled, with every import pointing at the one address of the file it means.
import { isMedia } from "../base/file-types.ts";
import type { CompiledModule, ModuleImport } from "../workspace/modules.ts";
import { resolveImport } from "../workspace/resolve.ts";
import { type PreviewApp, urlOf } from "./app.ts";
import { assetQuery } from "./asset-modules.ts";
import { mountedCode } from "./mounted-code.ts";
import { providedUrl } from "./vendor.ts";

/** The module's code for a browser. Unresolvable imports stay as written: problems.ts reports them earlier. */
export function linkModule(module: CompiledModule, path: string, app: PreviewApp): string {
  let code = "";
  let from = 0;
  for (const entry of [...module.imports].sort((a, b) => a.start - b.start)) {
    const url = importUrl(entry, path, app);
    if (url === null) continue;
    code += module.code.slice(from, entry.start) + (entry.dynamic ? JSON.stringify(url) : url);
    from = entry.end;
  }
  code += module.code.slice(from);
  if (app.mount !== "") code = mountedCode(code);
  return module.usesMetaEnv ? metaEnv(app) + code : code;
}

function importUrl(entry: ModuleImport, path: string, app: PreviewApp): string | null {
  const resolution = resolveImport(entry.specifier, path, app.exists, app.libraries);
  if (resolution.kind === "file") return urlOf(app.mount, resolution.path, assetQuery(resolution.path, resolution.query));
  // What stands for a missing picture has an address, too.
  if (resolution.kind === "missing" && isMedia(resolution.path))
    return urlOf(app.mount, resolution.path, assetQuery(resolution.path, ""));
  if (resolution.kind !== "library") return null;
  return providedUrl(app.mount, resolution.provided, entry.names.length > 0 && !entry.star ? entry.names : null);
}

/** What build tools replace `import.meta.env` with. On the first line, so that line numbers stay the same. */
function metaEnv({ mount, publicValues }: PreviewApp): string {
  const values = { ...publicValues, MODE: "production", PROD: true, DEV: false, SSR: false, BASE_URL: `${mount}/` };
  return `import.meta.env = ${JSON.stringify(values)};`;
}
