// The local server's secret: made once, its owner's alone, and the one of before where there was one.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { localSecret } from "../../scripts/lib/local-secret.ts";
import { runWrangler } from "../../scripts/lib/wrangler.ts";

/** wrangler takes some seconds a call when the machine is busy. */
const wranglerMs = 60_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "secret-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("is made once, is long, and can be read by its owner alone, whatever the file was allowed before", async () => {
  const state = join(folder(), "not/there/yet");
  const secret = await localSecret(state);
  const file = join(state, "auth-secret");
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect([readFileSync(file, "utf8"), modeOf(file)]).toEqual([secret, 0o600]);
  chmodSync(file, 0o644);
  expect([await localSecret(state), modeOf(file)]).toEqual([secret, 0o600]);
  expect(await localSecret(folder())).not.toBe(secret);
  expect(new Set(await Promise.all([1, 2, 3].map(() => localSecret(join(state, "other"))))).size).toBe(1);
});

test("an empty file is no secret", async () => {
  const state = folder();
  writeFileSync(join(state, "auth-secret"), "\n");
  await expect(localSecret(state)).rejects.toThrow("is empty");
});

test("the one that a database of before holds goes on", { timeout: wranglerMs }, async () => {
  const state = folder();
  const secret = "0123456789abcdef".repeat(4);
  const command = `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL); INSERT INTO settings VALUES ('auth_secret', '${secret}')`;
  const { code, output } = await runWrangler(["d1", "execute", "DB", "--local", "--persist-to", state, "--command", command]);
  expect([code, output]).toEqual([0, expect.any(String)]);
  expect(await localSecret(state)).toBe(secret);
  expect(readFileSync(join(state, "auth-secret"), "utf8")).toBe(secret);
});
