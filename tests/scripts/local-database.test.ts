// The local database is brought up to date once, as wrangler itself would have done it, and is never left between two states.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "../../scripts/lib/local-database.ts";
import { root, runWrangler } from "../../scripts/lib/wrangler.ts";

/** Each call starts a runtime, which takes some seconds when the machine is busy. */
const runtimeMs = 120_000;
const config = join(root, "wrangler.toml");

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "database-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test("every migration is applied once, and wrangler finds none that is missing", { timeout: runtimeMs }, async () => {
  const persistTo = folder();
  expect(await migrate({ config, persistTo })).toContain("0000_start.sql");
  expect(await migrate({ config, persistTo })).toEqual([]);
  const { output } = await runWrangler(["d1", "migrations", "list", "DB", "--local", "--persist-to", persistTo]);
  expect(output).toContain("No migrations to apply");
});

test("a migration that fails says why and changes nothing; those before it stay", { timeout: runtimeMs }, async () => {
  const persistTo = folder();
  const migrations = join(folder(), "migrations");
  mkdirSync(migrations);
  writeFileSync(join(migrations, "0.sql"), "CREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1);\n");
  writeFileSync(join(migrations, "1.sql"), "CREATE TABLE b (x INTEGER);\nINSERT INTO nowhere VALUES (1);\n");
  await expect(migrate({ config, persistTo, migrations })).rejects.toThrow("no such table: nowhere");
  // Had the first statement stayed, the table would be there already; had the first migration not, so would not the other one.
  writeFileSync(join(migrations, "1.sql"), "CREATE TABLE b (x INTEGER);\nINSERT INTO b SELECT x FROM a;\n");
  expect(await migrate({ config, persistTo, migrations })).toEqual(["1.sql"]);
});
