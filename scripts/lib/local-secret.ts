// The secret with which a local server signs sessions: in a file beside its database that only its owner can read, never in the database itself.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runWrangler } from "./wrangler.ts";

const fileName = "auth-secret";
const secretBytes = 32;
const ownerOnly = 0o600;

const hasCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;

/** The secret of the server that keeps its data in `folder`; made when there is none. Before the migrations: they drop the place where it once was. */
export async function localSecret(folder: string): Promise<string> {
  const path = join(folder, fileName);
  if (!existsSync(path)) {
    const secret = (await secretOfBefore(folder)) ?? randomBytes(secretBytes).toString("base64url");
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(path, secret, { mode: ownerOnly, flag: "wx" });
    } catch (error) {
      // Another start was faster: its secret is the one.
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
  chmodSync(path, ownerOnly);
  const secret = readFileSync(path, "utf8").trim();
  if (secret === "")
    throw new Error(`${path} is empty. Remove it: a new secret is made then, and the guests of before are signed out.`);
  return secret;
}

/** Earlier versions kept it in the database. Whoever was signed in then stays so. */
async function secretOfBefore(folder: string): Promise<string | null> {
  if (!existsSync(join(folder, "v3/d1"))) return null;
  const query = "SELECT value FROM settings WHERE key = 'auth_secret'";
  const { output } = await runWrangler(["d1", "execute", "DB", "--local", "--persist-to", folder, "--json", "--command", query]);
  if (output.includes("no such table")) return null;
  const value = /"value":\s*"([0-9a-f]+)"/.exec(output)?.[1];
  if (value || /"results":\s*\[\s*\]/.test(output)) return value ?? null;
  throw new Error(`The secret in the database in ${folder} could not be read:\n${output}`);
}
