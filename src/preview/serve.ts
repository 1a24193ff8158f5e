// Answers the requests of a previewed app. Which file a path means and what becomes of it is in files.ts; this is the door before it.
import type { PreviewTarget } from "./address.ts";
import { openApp, type PreviewApp, type PreviewSource, reservedFolder } from "./app.ts";
import { jsxRuntimeModule } from "./browser/jsx-runtime.ts";
import { scriptType } from "./content-types.ts";
import { appFile, appProblems } from "./files.ts";
import { problemModule } from "./problems.ts";
import { createReply, type Reply } from "./reply.ts";
import { madeModule, vendorFile } from "./vendor.ts";

/** `asset` fetches from our own static files by path. */
export async function servePreview(
  request: Request,
  reply: Reply,
  target: PreviewTarget,
  source: PreviewSource,
  asset: (path: string) => Promise<Response>,
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return reply.message(405, "Only for reading", "Previews only take GET and HEAD.", { Allow: "GET, HEAD" });
  }
  const url = new URL(request.url);
  // Relative addresses in the page need the slash.
  if (target.mount !== "" && url.pathname === target.mount) return reply.redirect(`${target.mount}/${url.search}`);
  const decoded = decodePath(target.path);
  if (decoded === null && !reply.navigation) {
    return reply.message(400, "Not an address of this app", "The address has characters that no file name can have.");
  }
  // A path that cannot be a file may still be one of the app's routes, such as "/items/a%2Fb".
  const path = decoded ?? routePath;
  // It would stay in the browser and keep serving this version after the next one is made.
  if (request.headers.get("Service-Worker") === "script") {
    return reply.message(404, "No service workers", "Service workers are not available in previews.");
  }
  const vendored = vendorFile(path);
  if (vendored !== null) return reply.vendored(await asset(`/vendor/${vendored}`), vendored);
  const made = await madeModule(target.mount, path, url.searchParams, asset);
  if (made !== null) return reply.vendored(new Response(made), path);

  const app = await openApp(target, source);
  if (app === null) {
    return target.ref === "latest"
      ? reply.message(404, "Nothing to show yet", "This app has no version yet. The first one appears here when it is ready.")
      : reply.message(404, `There is no version ${target.ref}`, "This app has no version with that number.");
  }
  if (!path.startsWith(reservedFolder)) {
    return appFile(reply, app, path.slice(1), target.path, url.searchParams, (address) => moduleCode(app, address, asset));
  }
  switch (path.slice(reservedFolder.length)) {
    case "problems.js":
      return reply.script(problemModule(await appProblems(app)));
    case "jsx-runtime.js":
      return reply.script(jsxRuntimeModule);
    default:
      return reply.message(404, "Not found", "There is no such file.");
  }
}

/** What a module's address answers, if it is code: a page comes with its modules as they would be if it asked for each. */
async function moduleCode(app: PreviewApp, address: string, asset: (path: string) => Promise<Response>): Promise<string | null> {
  const { pathname, searchParams } = new URL(address.slice(app.mount.length), "http://app");
  const path = decodePath(pathname);
  if (path === null) return null;
  if (path.startsWith(reservedFolder)) return madeModule(app.mount, path, searchParams, asset);
  const reply = createReply(new Request(`http://app${pathname}`), { mount: app.mount, ref: app.number, embedders: [] });
  const answer = await appFile(reply, app, path.slice(1), pathname, searchParams, async () => null);
  return answer.status === 200 && answer.headers.get("Content-Type") === scriptType ? answer.text() : null;
}

/** Stands for a path that no file can have: a file's has no segment that begins with a space. */
const routePath = "/ ";

/** The path with its escapes resolved, as files are named; `null` when a segment cannot belong to a file: broken escapes, hidden separators, dots. */
function decodePath(path: string): string | null {
  const segments: string[] = [];
  for (const part of path.split("/")) {
    if (part === "") continue;
    let segment: string;
    try {
      segment = decodeURIComponent(part);
    } catch {
      return null;
    }
    if (segment === "." || segment === ".." || /[/\\\p{Cc}]/u.test(segment)) return null;
    segments.push(segment);
  }
  const folder = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${folder}`.normalize("NFC");
}
