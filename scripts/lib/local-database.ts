// Brings a local server's database up to date, with one start of the runtime for all migrations: `wrangler d1 migrations apply` takes one for each. Both
// keep the same list of what was applied. What is deployed is brought up to date by wrangler (deploy.ts).
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getPlatformProxy, unstable_readConfig, unstable_splitSqlQuery } from "wrangler";
import { root } from "./wrangler.ts";

export interface LocalDatabase {
  /** Wrangler's configuration file: which database is `DB`. */
  config: string;
  /** Where the server keeps its data. */
  persistTo: string;
  /** The project's own when not given. */
  migrations?: string;
}

/** As wrangler makes it. */
const createList =
  "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)";

/** Answers the names of the migrations that were applied now. One that fails leaves the database as it was before it, and throws. */
export async function migrate({ config, persistTo, migrations = join(root, "migrations") }: LocalDatabase): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "edgewright-database-"));
  try {
    const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
      configPath: databaseAlone(config, folder),
      persist: { path: join(persistTo, "v3") },
      envFiles: [],
      remoteBindings: false,
    });
    try {
      return await applyPending(env.DB, migrations);
    } finally {
      await dispose();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rest of the configuration would start objects and queues without their Worker. */
function databaseAlone(config: string, folder: string): string {
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config });
  const path = join(folder, "wrangler.json");
  writeFileSync(path, JSON.stringify({ name, compatibility_date, d1_databases }));
  return path;
}

async function applyPending(database: D1Database, migrations: string): Promise<string[]> {
  await database.prepare(createList).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const names = readdirSync(migrations).filter((name) => name.endsWith(".sql"));
  const pending = names.filter((name) => !applied.has(name)).sort();
  for (const name of pending) {
    const statements = unstable_splitSqlQuery(readFileSync(join(migrations, name), "utf8"));
    const note = database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
    await database.batch([...statements.map((statement) => database.prepare(statement)), note]);
  }
  return pending;
}
