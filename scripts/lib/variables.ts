// Which variables the Worker gets from a person's machine, from where, and how they reach it: in a file that only its owner can read,
// never in arguments (every user sees those) and never all of the shell (it holds what the Worker must not see).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { emptyIsAnswer, settingNames } from "../../src/settings.ts";
import { isAlive } from "./processes.ts";
import { root } from "./wrangler.ts";

/** The Worker's, and those of `npm start` alone. */
const ours = new Set([...settingNames, "LOCAL_MODELS"]);

/** Later sources win, but an empty value never hides a real one: an unfilled line of a template is not a decision. A few may be empty on purpose. */
export function mergeVariables(sources: Record<string, string | undefined>[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      if (value?.trim() || (value !== undefined && emptyIsAnswer.has(name))) merged[name] = value;
    }
  }
  return merged;
}

/** The variables of a shell that are meant for Edgewright. */
export function ourVariables(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => ours.has(name)));
}

/** Variables of a file in the .env format; none when there is no such file and it need not be there. */
export function readVariables(path: string, mustExist: boolean): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch (error) {
    if (!mustExist && error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

/**
 * What a person has configured, the later source counts: the files that wrangler itself would read, `named` ones, the shell. Tests do without the files:
 * nobody's key takes part in them.
 */
export function configuredVariables(named: Record<string, string | undefined>[] = []): Record<string, string | undefined>[] {
  const shell = ourVariables(process.env);
  if (process.env.EDGEWRIGHT_ENV_FILES === "none") return [shell];
  // A .env may hold the token for deploying, which the Worker must not see.
  const shared = [".env", ".env.local"].map((name) => ourVariables(readVariables(join(root, name), false)));
  return [...shared, readVariables(join(root, ".dev.vars"), false), ...named, shell];
}

/** One line a variable, in the form that wrangler's reader (dotenv, then dotenv-expand) turns back into exactly these values. */
export function formatVariables(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      // The reader expands $NAME in every value, quoted or not.
      const literal = value.replaceAll("$", "\\$");
      const quote = ["'", '"', "`"].find((mark) => !literal.includes(mark) && (mark !== '"' || !literal.includes("\\")));
      if (!quote) throw new Error(`The value of ${name} holds every kind of quotation mark, so it cannot be handed on.`);
      return `${name}=${quote}${literal}${quote}\n`;
    })
    .join("");
}

/**
 * Writes the variables where wrangler reads them. The file is named after this process: one that was killed could not remove its own,
 * so the next start does.
 */
export function writeVariables(folder: string, variables: Record<string, string>): { path: string; remove: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const pid = Number(/^(\d+)\.env$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(folder, name), { force: true });
  }
  const path = join(folder, `${process.pid}.env`);
  writeFileSync(path, formatVariables(variables), { mode: 0o600 });
  return { path, remove: () => rmSync(path, { force: true }) };
}
