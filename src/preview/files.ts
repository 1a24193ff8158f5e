// Which file of the app a path means, and what is sent for it: pages with their bridge, compiled scripts, other files unchanged.
import { isMedia } from "../base/file-types.ts";
import { entryPath } from "../protocol/constants.ts";
import { findServed } from "../workspace/app-files.ts";
import { checkFile, checkImports, type Diagnostic } from "../workspace/checks/check-file.ts";
import { checkApp } from "../workspace/checks.ts";
import { isScript } from "../workspace/modules.ts";
import { type PreviewApp, urlOf } from "./app.ts";
import { addressModule, assetModule, isAssetModule } from "./asset-modules.ts";
import { serveBinary, standIn } from "./binary-files.ts";
import { compileCached } from "./compile-cache.ts";
import { contentTypeOf, isJson, isPage, isStylesheet, namesFile, scriptType } from "./content-types.ts";
import { fittedModule } from "./fitted.ts";
import { renderPage } from "./page.ts";
import { type FramedDiagnostic, problemModule, problemPage } from "./problems.ts";
import type { Reply } from "./reply.ts";
import { linkModule } from "./scripts.ts";
import { pageStyle } from "./styles.ts";

/** `path` is decoded and without its leading slash; `shownAt` is the same as the browser has it. `read`: code of a page's modules by address. */
export async function appFile(
  reply: Reply,
  app: PreviewApp,
  path: string,
  shownAt: string,
  query: URLSearchParams,
  read: (address: string) => Promise<string | null>,
): Promise<Response> {
  const file = findFile(app, path, reply.navigation);
  if (file === null && folderPage(app, path) !== null) {
    // Relative addresses of the folder's page need the slash.
    const search = query.size === 0 ? "" : `?${query}`;
    return reply.redirect(`${urlOf(app.mount, path)}/${search}`);
  }
  if (file === null) {
    // Browsers ask for it unprompted: an app without one is not at fault.
    if (path === "favicon.ico") return reply.nothing();
    if (isAssetModule(query) && isMedia(path)) return reply.script(addressModule(app.mount, path));
    const picture = reply.navigation ? null : standIn(reply, path);
    if (picture !== null) return picture;
    return path === ""
      ? reply.message(404, "Nothing to show", `Version ${app.number} of this app has no ${entryPath}.`)
      : reply.message(404, "Not found", `Version ${app.number} of this app has no file ${path}.`);
  }
  const binary = app.binary(file);
  if (binary !== null)
    return isAssetModule(query) ? reply.script(addressModule(app.mount, file)) : serveBinary(reply, app.number, binary);
  const content = await app.read(file);
  if (content === null) return reply.message(404, "Not found", `The content of ${file} is missing.`);
  // Pages carry our scripts, which change with our software and not with the version, so pages are always rebuilt.
  if (isPage(file) && !isAssetModule(query)) return reply.page(200, await renderPage(app, file, content, shownAt, read));

  const problems = problemsOf(app, file, content, isAssetModule(query));
  if (problems.length > 0) return problemReply(reply, problems);
  if (isAssetModule(query)) {
    const variant = [...query.keys()].join("-");
    return reply.file(app.number, app.hash(file), variant, scriptType, () => assetModule(app, file, content, query));
  }
  return reply.file(app.number, app.hash(file), isScript(file) ? app.valuesTag : "", contentTypeOf(file), async () =>
    servedText(app, file, content),
  );
}

/** Everything that keeps the app from loading, across all its files. The bridge asks for it when a script cannot be linked. */
export async function appProblems(app: PreviewApp): Promise<FramedDiagnostic[]> {
  const paths = app.paths.filter((path) => isScript(path) || isPage(path) || isStylesheet(path) || isJson(path));
  const contents = new Map(await Promise.all(paths.map(async (path) => [path, (await app.read(path)) ?? ""] as const)));
  const diagnostics = checkApp(
    { read: (path) => contents.get(path), has: app.exists, list: () => paths.map((path) => ({ path })) },
    app.libraries,
  );
  return diagnostics.filter(isError).map((diagnostic) => ({ ...diagnostic, source: contents.get(diagnostic.path) ?? "" }));
}

/**
 * A person who opens a path without a file gets the page of that name, or the entry page: the app's own router knows what it means. A path that
 * ends with a slash is a folder.
 */
function findFile(app: PreviewApp, path: string, navigation: boolean): string | null {
  const isFolder = path === "" || path.endsWith("/");
  const found = findServed(isFolder ? path + entryPath : path, app.exists);
  if (found !== null || !navigation || path === "") return found;
  const name = isFolder ? path.slice(0, -1) : path;
  const page = findServed(`${name}.html`, app.exists);
  if (page !== null) return page;
  return namesFile(name) || folderPage(app, path) !== null ? null : findServed(entryPath, app.exists);
}

/** The page of a folder, requested without the final slash. */
function folderPage(app: PreviewApp, path: string): string | null {
  return path === "" || path.endsWith("/") ? null : findServed(`${path}/${entryPath}`, app.exists);
}

function problemsOf(app: PreviewApp, path: string, content: string, asModule: boolean): FramedDiagnostic[] {
  let diagnostics: Diagnostic[] = [];
  if (isScript(path) && !asModule) {
    const compiled = compileCached(path, app.hash(path), content);
    diagnostics = compiled.ok
      ? checkImports(path, compiled.module, app.exists, app.libraries)
      : [{ path, ...compiled.problem, severity: "error" }];
  } else if (asModule && isJson(path)) diagnostics = checkFile(path, content, app.exists, undefined, app.libraries);
  return diagnostics.filter(isError).map((diagnostic) => ({ ...diagnostic, source: content }));
}

/** In place of a broken module runs one that shows what is wrong; a person who opens the file reads it. */
function problemReply(reply: Reply, problems: readonly FramedDiagnostic[]): Response {
  return reply.navigation ? reply.page(422, problemPage(problems)) : reply.script(problemModule(problems));
}

async function servedText(app: PreviewApp, path: string, content: string): Promise<string> {
  if (isStylesheet(path)) {
    const { css, remote } = await pageStyle(app, path, content);
    return remote === "" ? css : `${remote}\n${css}`;
  }
  if (!isScript(path)) return content;
  const compiled = compileCached(path, app.hash(path), content);
  return compiled.ok ? linkModule(await fittedModule(app, path, content, compiled.module), path, app) : content;
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "error";
}
