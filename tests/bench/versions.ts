// 100 versions of a 30-file app in D1, through the product's own writes, against a snapshot of all files with each version.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { root } from "../../scripts/lib/wrangler.ts";
import { emptyMetadata } from "../../src/hub/d1/rows.ts";
import { commitEnding, insertSubmission } from "../../src/store/commit.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { listFiles, readBlobs, writeBlobs } from "../../src/store/files.ts";
import type { VersionRow } from "../../src/store/present.ts";
import { atLeast, type Bench, type Row, timesLess } from "./lib/bench.ts";
import { kilobyte, sourceOf } from "./lib/content.ts";
import { writeConfig } from "./lib/worker.ts";

const versionCount = 100;
const fileCount = 30;
/** A component, a style, a page: from 1 to 8 KB, 4.5 on average. */
const fileBytes = (index: number) => (1 + (index % 8)) * kilobyte;
/** What one message changes: 1, 2 or 3 files in turns. */
const changedBy = (version: number) => 1 + (version % 3);

const appId = "benchbenchbenchbenchbenchb";
const at = 1_700_000_000_000;

interface Size {
  rows: number;
  bytes: number;
}

/** The app's files at each version. */
function* historyOf(): Generator<{ number: number; files: Map<string, string>; changed: string[] }> {
  const files = new Map(Array.from({ length: fileCount }, (_, index) => [`src/file-${index}.tsx`, sourceOf(fileBytes(index))]));
  // Two files of equal size are not equal files.
  for (const [path, content] of files) files.set(path, content.replaceAll("Card", `Card${path.length}${path.slice(9, -4)}x`));
  yield { number: 1, files, changed: [...files.keys()] };
  let next = 0;
  for (let number = 2; number <= versionCount; number += 1) {
    const changed = Array.from({ length: changedBy(number) }, () => `src/file-${(next++ * 7) % fileCount}.tsx`);
    for (const path of changed) files.set(path, (files.get(path) ?? "").replace(/^.*\n/, `// Version ${number}.\n`));
    yield { number, files, changed };
  }
}

async function migrate(database: D1Database): Promise<void> {
  const folder = join(root, "migrations");
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()) {
    for (const statement of readFileSync(join(folder, name), "utf8").split("--> statement-breakpoint")) {
      if (statement.trim()) await database.prepare(statement).run();
    }
  }
}

/** What the tables of file contents hold, and by how much the database has grown: indexes, pages and all. */
async function sizeOf(database: D1Database, tables: string[]): Promise<Size> {
  let rows = 0;
  for (const table of tables) rows += (await database.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first<number>("n")) ?? 0;
  const { meta } = await database.prepare("SELECT 1").run();
  return { rows, bytes: meta.size_after };
}

const databaseOnly = `name = "edgewright-bench-versions"
compatibility_date = "2026-11-01"

[[d1_databases]]
binding = "DB"
database_name = "bench"
database_id = "00000000-0000-0000-0000-000000000000"
`;

const hashOf = (content: string) => createHash("sha256").update(content).digest("hex");

async function storeOurs(db: Database): Promise<void> {
  for (const { number, files, changed } of historyOf()) {
    const written = changed.map((path) => {
      const content = files.get(path) ?? "";
      return { path, content, sha256: hashOf(content), size: Buffer.byteLength(content) };
    });
    await writeBlobs(db, appId, written);
    await commitEnding(db, {
      version: versionOf(number),
      assistantMessage: null,
      removedMessages: [],
      written: written.map(({ path, sha256, size }) => ({ path, sha256, size })),
      deleted: [],
      rounds: [],
      appName: null,
      appDescription: null,
    });
  }
}

/** One row a file and version, with its content. */
async function storeSnapshots(database: D1Database): Promise<void> {
  const insert = database.prepare("INSERT INTO snapshots VALUES (?, ?, ?, ?, ?)");
  for (const { number, files } of historyOf()) {
    await database.batch(
      [...files].map(([path, content]) => insert.bind(appId, number, path, Buffer.byteLength(content), content)),
    );
  }
}

function versionOf(number: number): VersionRow {
  return {
    id: `version-${number}`,
    appId,
    position: number,
    number,
    parentNumber: number === 1 ? null : number - 1,
    status: "completed",
    kind: number === 1 ? "create" : "update",
    userMessageId: null,
    assistantMessageId: null,
    summary: "",
    errorCode: null,
    errorMessage: null,
    metadata: emptyMetadata,
    libraries: {},
    problems: [],
    createdAt: at + number,
    startedAt: at + number,
    completedAt: at + number,
  };
}

/** Every version must read back as it was written, from both. */
async function check(database: D1Database, db: Database): Promise<void> {
  for (const { number, files } of historyOf()) {
    const listed = await listFiles(db, appId, number);
    const contents = await readBlobs(
      db,
      appId,
      listed.map(({ sha256 }) => sha256),
    );
    const { results } = await database
      .prepare("SELECT path, content FROM snapshots WHERE version = ?")
      .bind(number)
      .all<{ path: string; content: string }>();
    const snapshot = new Map(results.map(({ path, content }) => [path, content]));
    const isRight = (found: (path: string) => string | undefined) =>
      [...files].every(([path, content]) => found(path) === content);
    const ours = new Map(listed.map(({ path, sha256 }) => [path, contents.get(sha256)]));
    if (listed.length !== fileCount || !isRight((path) => ours.get(path)))
      throw new Error(`Version ${number} came back changed.`);
    if (!isRight((path) => snapshot.get(path))) throw new Error(`The snapshot of version ${number} came back changed.`);
  }
}

async function run(say: (line: string) => void): Promise<Row[]> {
  // A database in memory, of the same runtime that `wrangler dev` uses.
  const configPath = writeConfig("versions", databaseOnly);
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({ configPath, persist: false, remoteBindings: false });
  try {
    const db = openDatabase(env.DB);
    await migrate(env.DB);
    await env.DB.prepare(
      "INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES ('u', 'u', 'u@u', 0, 0, 0)",
    ).run();
    const app = {
      id: appId,
      userId: "u",
      name: "Bench",
      description: "",
      model: "",
      currentVersion: null,
      publicValues: {},
      createdAt: at,
      updatedAt: at,
      revision: 0,
    };
    await insertSubmission(db, { app, messages: [], version: versionOf(1) });
    const snapshots =
      "CREATE TABLE snapshots (app_id TEXT, version INTEGER, path TEXT, size INTEGER, content TEXT, PRIMARY KEY (app_id, version, path))";
    await env.DB.prepare(snapshots).run();
    const empty = await sizeOf(env.DB, []);
    say("ours");
    await storeOurs(db);
    const ours = await sizeOf(env.DB, ["files", "blobs"]);
    say("snapshots");
    await storeSnapshots(env.DB);
    const both = await sizeOf(env.DB, ["snapshots"]);
    await check(env.DB, db);
    const figure = (value: number, unit: string) => ({ value, unit });
    const bytes = [
      figure((ours.bytes - empty.bytes) / kilobyte, "KB"),
      figure((both.bytes - ours.bytes) / kilobyte, "KB"),
    ] as const;
    const rows = [figure(ours.rows, "rows"), figure(both.rows, "rows")] as const;
    return [
      { what: "bytes in D1", pair: bytes },
      { what: "rows in D1", pair: rows },
    ].map(({ what, pair: [own, theirs] }) => {
      const ratio = timesLess(own, theirs);
      return {
        what: `${versionCount} versions of ${fileCount} files, ${what}`,
        ours: own,
        peer: { name: "full snapshots", figure: theirs },
        ratio,
        target: atLeast(ratio.value, 10),
      };
    });
  } finally {
    await dispose();
  }
}

export const bench: Bench = {
  name: "versions",
  title: "Versions",
  method: `${versionCount} versions of an app with ${fileCount} files (1 to 8 KB each), written by the product's own store into a local D1. The first version writes all files; each later one changes
one, two or three of them in turn. Compared with one row, including the content, for each file of each version. Bytes are the growth of the database, including indexes
(ours also holds 100 rows of \`versions\`; the snapshots do not). Rows are those that hold files and contents. Every version is read back from both and compared.`,
  caveats: [
    "The saving depends on how much of an app a message changes: 2 of 30 files here.",
    "The target for rows is not reached: a changed file is one row for its place and one for its content, which other versions share (a restore copies nothing). With one changed file per version it would be eleven times less, by arithmetic.",
  ],
  run,
};
