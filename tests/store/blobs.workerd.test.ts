// Contents of files in D1: once each, and never for an app that is not there.
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { describeContent } from "../../src/base/content.ts";
import { deleteApp } from "../../src/store/commit.ts";
import { openDatabase } from "../../src/store/database.ts";
import { readBlob, writeBlobs } from "../../src/store/files.ts";
import { guest, readyApp } from "../flow/support.ts";

test("contents that a runner still has on its way when its app is deleted do not stay behind", async () => {
  const client = await guest();
  const app = await readyApp(client);
  const db = openDatabase(env.DB);
  const content = "late 🍅";
  const blob = { content, ...(await describeContent(content)) };
  await writeBlobs(db, app.id, [blob, blob]);
  expect(await readBlob(db, app.id, blob.sha256)).toBe(content);

  await deleteApp(db, app.id);
  await writeBlobs(db, app.id, [blob]);
  expect(await env.DB.prepare("SELECT COUNT(*) AS rows FROM blobs WHERE app_id = ?").bind(app.id).first("rows")).toBe(0);
});
