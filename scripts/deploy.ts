// `npm run deploy`: creates what is missing in the Cloudflare account (database, queues), migrates the database, and deploys.
// Needs `npx wrangler login` or CLOUDFLARE_API_TOKEN. Secrets are set apart: npx wrangler secret put OPENAI_API_KEY.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runWrangler, toolEnvironment } from "./lib/wrangler.ts";

const configPath = join(root, "wrangler.toml");
const databaseName = "edgewright";
const queues = ["edgewright-runs", "edgewright-runs-dead"];
/** What wrangler.toml holds until a database has been created: local development needs an id, but not a real one. */
const noDatabaseId = "00000000-0000-0000-0000-000000000000";

class DeployError extends Error {}

/** Runs wrangler and shows all it says. */
function show(args: string[]): void {
  console.log(`> wrangler ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
    cwd: root,
    stdio: "inherit",
    env: toolEnvironment(),
  });
  if (status !== 0) throw new DeployError(`wrangler ${args.join(" ")} failed (see above). Nothing after it was done.`);
}

async function ensureDatabase(): Promise<void> {
  if (!readFileSync(configPath, "utf8").includes(noDatabaseId)) return;
  const id = (await findDatabase()) ?? (await createDatabase());
  writeFileSync(configPath, readFileSync(configPath, "utf8").replace(noDatabaseId, id));
  console.log(`The database ${databaseName} has the id ${id}; it is in wrangler.toml now. Commit that.`);
}

async function findDatabase(): Promise<string | null> {
  const { code, output } = await runWrangler(["d1", "list", "--json"]);
  if (code !== 0)
    throw new DeployError(`The account's databases could not be listed. Log in with: npx wrangler login\n${output}`);
  const databases: { name: string; uuid: string }[] = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  return databases.find(({ name }) => name === databaseName)?.uuid ?? null;
}

async function createDatabase(): Promise<string> {
  show(["d1", "create", databaseName]);
  const id = await findDatabase();
  if (!id) throw new DeployError(`The database ${databaseName} was created, but is not in the account's list. Run this again.`);
  return id;
}

async function ensureQueue(name: string): Promise<void> {
  const { code } = await runWrangler(["queues", "info", name]);
  if (code !== 0) show(["queues", "create", name]);
}

try {
  await ensureDatabase();
  for (const name of queues) await ensureQueue(name);
  show(["d1", "migrations", "apply", "DB", "--remote"]);
  show(["deploy", "--minify", ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
