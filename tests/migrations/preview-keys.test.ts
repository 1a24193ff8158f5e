// A database from before previews had keys: every app that is there gets one of its own.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../migrations");
const migration = (name: string) => readFileSync(join(folder, `${name}.sql`), "utf8");

test("apps from before get keys that differ, and no two apps may share one", () => {
  const db = new DatabaseSync(":memory:");
  for (const name of ["0000_start", "0001_message_revision", "0002_usage_unknown_and_reasoning", "0003_app_revision"])
    db.exec(migration(name));
  db.exec("PRAGMA foreign_keys = OFF");
  const insert = db.prepare("INSERT INTO apps (id, user_id, name, created_at, updated_at) VALUES (?, 'u', 'n', 1, 1)");
  for (const id of ["one", "two", "three"]) insert.run(id);
  db.exec(migration("0004_preview_keys"));
  const keys = db
    .prepare("SELECT preview_key FROM apps")
    .all()
    .map((row) => String(row.preview_key));
  expect(keys).toHaveLength(3);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(3);
  expect(() => db.prepare("UPDATE apps SET preview_key = ?").run(keys[0] ?? "")).toThrow(/UNIQUE/);
});
