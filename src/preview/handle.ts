// Recognises requests for previews and serves them from D1; everything else is none of its business.
import type { Env } from "../env.ts";
import { isNotMigrated, openDatabase } from "../store/database.ts";
import { listFiles, readBlob } from "../store/files.ts";
import { findVersion } from "../store/history.ts";
import { serverSecret } from "../store/settings.ts";
import { previewHostOf, previewHostTarget, previewPathTarget } from "./address.ts";
import type { PreviewSource } from "./app.ts";
import { servePreview } from "./serve.ts";

/** Null when the request is for no preview. */
export async function handlePreview(request: Request, env: Env): Promise<Response | null> {
  const url = new URL(request.url);
  // "x.localhost." is the same host as "x.localhost".
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  const previewHost = previewHostOf(url.origin, env.PREVIEW_HOST);
  const hostTarget = previewHostTarget(url, previewHost);
  // A host of previews shows previews only: our pages and API stay on our own.
  if (!hostTarget && previewHost && url.host.endsWith(`.${previewHost}`))
    return new Response("There is no such preview.", { status: 404 });
  if (!hostTarget && !url.pathname.startsWith("/p/")) return null;
  const db = openDatabase(env.DB);
  try {
    const target = hostTarget ?? previewPathTarget(url, await serverSecret(db, env.DB, env.AUTH_SECRET));
    if (target === null) return null;
    if (target === "invalid") return new Response("This preview link is not valid.", { status: 404 });
    const source: PreviewSource = {
      async files(appId, ref) {
        const version = await findVersion(db, appId, String(ref));
        if (version?.number == null) return null;
        return { number: version.number, files: await listFiles(db, appId, version.number) };
      },
      content: (appId, sha256) => readBlob(db, appId, sha256),
    };
    const assets = (path: string) => env.ASSETS.fetch(new URL(path, url.origin));
    return await servePreview(request, target, source, assets);
  } catch (error) {
    if (isNotMigrated(error))
      return new Response("The database has not been migrated. Run npm start, or npm run deploy.", { status: 503 });
    throw error;
  }
}
