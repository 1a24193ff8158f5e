// Script files as a browser can load them: compiled, with every import pointing at the one address of the file it means.
import { isMedia } from "../base/file-types.ts";
import type { CompiledModule, ModuleImport, NamedUrl } from "../workspace/modules.ts";
import { namedFile, resolveImport } from "../workspace/resolve.ts";
import type { Change } from "../workspace/scripts/changes.ts";
import { type PreviewApp, urlOf } from "./app.ts";
import { assetQuery } from "./asset-modules.ts";
import { mountedCode } from "./mounted-code.ts";
import { providedUrl } from "./vendor.ts";

/** The module's code for a browser. Unresolvable imports stay as written: problems.ts reports them earlier. */
export function linkModule(module: CompiledModule, path: string, app: PreviewApp): string {
  let code = "";
  let from = 0;
  const links = [
    ...module.imports.map((entry) => linkOf(entry, path, app)),
    ...module.urls.map((entry) => urlLink(entry, path, app)),
  ];
  for (const link of links.filter((link) => link !== null).sort((a, b) => a.start - b.start)) {
    code += module.code.slice(from, link.start) + link.text;
    from = link.end;
  }
  code += module.code.slice(from);
  if (app.mount !== "") code = mountedCode(code);
  const opening = (module.usesMetaEnv ? metaEnv(app) : "") + (module.usesProcess ? nodeProcess(app) : "");
  return opening + code;
}

function linkOf(entry: ModuleImport, path: string, app: PreviewApp): Change | null {
  const { start, end, dynamic } = entry;
  const url = importUrl(entry, path, app);
  return url === null ? null : { start, end, text: dynamic ? JSON.stringify(url) : url };
}

function importUrl(entry: ModuleImport, path: string, app: PreviewApp): string | null {
  const { specifier, names, star } = entry;
  const resolution = resolveImport(specifier, path, app.exists, app.libraries);
  if (resolution.kind === "file") {
    return urlOf(app.mount, resolution.path, assetQuery(resolution.path, resolution.query, entry));
  }
  // What stands for a missing picture has an address, too.
  if (resolution.kind === "missing" && isMedia(resolution.path))
    return urlOf(app.mount, resolution.path, assetQuery(resolution.path, ""));
  if (resolution.kind !== "library") return null;
  return providedUrl(app.mount, resolution.provided, names.length > 0 && !star ? names : null);
}

/** `new URL("./x.png", import.meta.url)`, whose name bundlers resolve like an import's. */
function urlLink({ start, end, specifier }: NamedUrl, path: string, app: PreviewApp): Change | null {
  const file = namedFile(specifier, path, app.exists, app.libraries);
  return file === null ? null : { start, end, text: JSON.stringify(urlOf(app.mount, file)) };
}

/** What build tools replace `import.meta.env` with. On the first line, so that line numbers stay the same. */
function metaEnv({ mount, publicValues }: PreviewApp): string {
  const values = { ...publicValues, MODE: "production", PROD: true, DEV: false, SSR: false, BASE_URL: `${mount}/` };
  return `import.meta.env = ${JSON.stringify(values)};`;
}

/** What scripts for Node read of `process`. */
function nodeProcess({ publicValues }: PreviewApp): string {
  const env = JSON.stringify({ ...publicValues, NODE_ENV: "production" });
  const rest = 'platform: "browser", browser: true, argv: [], version: "", versions: {}, cwd: () => "/", on() {}';
  return `var process = globalThis.process ?? { env: ${env}, ${rest}, nextTick: (run, ...values) => queueMicrotask(() => run(...values)) };`;
}
