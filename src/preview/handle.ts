// Recognises requests for previews and serves them from D1; others pass through. Every answer, failures included, carries
// the headers that keep foreign code apart.
import type { Env } from "../env.ts";
import { stylesOf } from "../isolates/isolates.ts";
import { readBinary } from "../store/binaries.ts";
import { type Database, isNotMigrated, openDatabase } from "../store/database.ts";
import { readBlobs } from "../store/files.ts";
import { findPreviewed } from "../store/history.ts";
import { previewHostOf, recognise, withoutFinalDot } from "./address.ts";
import type { PreviewSource } from "./app.ts";
import { contentReader } from "./contents.ts";
import { embedders } from "./embedders.ts";
import { createReply } from "./reply.ts";
import { servePreview } from "./serve.ts";

/** Null when the request is not for a preview. */
export async function handlePreview(request: Request, env: Env): Promise<Response | null> {
  const url = withoutFinalDot(new URL(request.url));
  const recognised = recognise(url, previewHostOf(url.origin, env.PREVIEW_HOST));
  if (recognised.type === "other") return null;
  const target = recognised.type === "preview" ? recognised.target : null;
  const mount = recognised.type === "preview" ? recognised.target.mount : recognised.mount;
  const reply = createReply(request, { mount, ref: target?.ref ?? "latest", embedders: embedders(url, env) });
  if (target === null)
    return reply.message(404, "There is no such preview", "Check the link, or ask the person who sent it for a new one.");
  try {
    const asset = (path: string) => env.ASSETS.fetch(new URL(path, url.origin));
    return await servePreview(request, reply, target, sourceIn(openDatabase(env.DB), env), asset);
  } catch (error) {
    if (isNotMigrated(error)) {
      return reply.message(
        503,
        "The database is not ready",
        "The database has not been migrated. Run npm start or npm run deploy.",
      );
    }
    // The address is not logged: whoever reads it could open the app.
    console.error(JSON.stringify({ event: "preview.failed", error: error instanceof Error ? error.stack : String(error) }));
    return reply.message(500, "The preview failed", "Something went wrong on the server. Reload to try again.");
  }
}

function sourceIn(db: Database, env: Env): PreviewSource {
  return {
    styles: stylesOf(env),
    files: (key, ref) => findPreviewed(db, key, ref === "latest" ? null : ref),
    bytes: (appId, sha256, part) => readBinary(env.BLOBS, appId, sha256, part),
    content: contentReader((appId, hashes) => readBlobs(db, appId, hashes)),
  };
}
