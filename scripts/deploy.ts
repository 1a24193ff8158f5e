// `npm run deploy`: creates what is missing in the Cloudflare account (database, bucket, queues, the secret that signs sessions), migrates the database,
// and deploys. Needs `npx wrangler login` or CLOUDFLARE_API_TOKEN. With --dry-run it lists the steps, builds, and asks and changes nothing.
// What is found in the account goes into a configuration of its own for these steps: no file of the project is written.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { DeployError, type DeployPlan, planOf, readDeployArguments } from "./lib/deploy-plan.ts";
import { root, runWrangler, showWrangler } from "./lib/wrangler.ts";

const given = readDeployArguments(process.argv.slice(2));
const environment = given.env === null ? [] : ["--env", given.env];
/** In the project's folder, since paths in a configuration start from where it lies. */
const configPath = join(root, `wrangler.deploy.${process.pid}.json`);
/** Stands in a dry run for the id of a database that nobody has asked for. */
const unknownDatabaseId = "00000000-0000-0000-0000-000000000000";

async function show(args: string[]): Promise<void> {
  console.log(`> wrangler ${args.join(" ")}`);
  if ((await showWrangler(args)) !== 0)
    throw new DeployError(
      `wrangler ${args[0]} failed (see above). Nothing after it was done, and what was done can be done again.`,
    );
}

async function databaseIdOf({ database, databaseId }: DeployPlan): Promise<string> {
  if (databaseId !== null) return databaseId;
  const known = await findDatabase(database);
  if (known !== null) return known;
  await show(["d1", "create", database]);
  const created = await findDatabase(database);
  if (created === null)
    throw new DeployError(`The database ${database} was created, but is not in the account's list. Run this again.`);
  return created;
}

async function findDatabase(name: string): Promise<string | null> {
  const { code, output } = await runWrangler(["d1", "list", "--json"]);
  if (code !== 0)
    throw new DeployError(`${output}\nThe account's databases could not be listed. Log in with: npx wrangler login`);
  const databases: { name: string; uuid: string }[] = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  return databases.find((database) => database.name === name)?.uuid ?? null;
}

async function ensureQueue(name: string): Promise<void> {
  const { code } = await runWrangler(["queues", "info", name]);
  if (code !== 0) await show(["queues", "create", name]);
}

/** Looking for one first would take its figures too, which is another permission. */
async function ensureBucket(name: string): Promise<void> {
  const { code, output } = await runWrangler(["r2", "bucket", "create", name]);
  if (code === 0) console.log(`The R2 bucket ${name} is made.`);
  else if (/enable R2/i.test(output))
    throw new DeployError(
      "This account has not enabled R2, where apps' pictures are kept. Enable it in Cloudflare's dashboard, then run this again.",
    );
  else if (!/already exists/i.test(output)) throw new DeployError(`${output}\nThe R2 bucket ${name} could not be made.`);
}

/** A first deployment has no Worker yet that could have secrets; then listing them fails. */
async function hasSecret(plan: DeployPlan, name: string): Promise<boolean> {
  const { code, output } = await runWrangler(["secret", "list", "--name", plan.worker, "--format", "json"]);
  return code === 0 && output.includes(`"${name}"`);
}

async function deploy(plan: DeployPlan): Promise<void> {
  const target = ["--config", configPath, ...environment];
  const id = await databaseIdOf(plan);
  for (const queue of plan.queues) await ensureQueue(queue);
  for (const bucket of plan.buckets) await ensureBucket(bucket);
  const folder = mkdtempSync(join(tmpdir(), "edgewright-deploy-"));
  try {
    writeFileSync(configPath, JSON.stringify(plan.configWith(id)));
    const secrets: string[] = [];
    if (!(await hasSecret(plan, "AUTH_SECRET"))) {
      const path = join(folder, "secrets.json");
      writeFileSync(path, JSON.stringify({ AUTH_SECRET: randomBytes(32).toString("base64url") }), { mode: 0o600 });
      secrets.push("--secrets-file", path);
      console.log("AUTH_SECRET, which signs sessions and preview links, is not set: a random one goes with this deployment.");
    }
    await show(["d1", "migrations", "apply", "DB", "--remote", ...target]);
    await show(["deploy", "--minify", ...target, ...secrets, ...given.rest]);
  } finally {
    rmSync(configPath, { force: true });
    rmSync(folder, { recursive: true });
  }
}

/** Every step in words, and the last one as wrangler itself tries it: it builds, and uploads nothing. */
async function rehearse(plan: DeployPlan): Promise<void> {
  const steps = [
    plan.databaseId === null
      ? `find the D1 database ${plan.database}, or create it`
      : `use the D1 database ${plan.database} (${plan.databaseId})`,
    ...plan.queues.map((queue) => `find the queue ${queue}, or create it`),
    ...plan.buckets.map((bucket) => `find the R2 bucket ${bucket}, or create it`),
    `find the secret AUTH_SECRET of ${plan.worker}, or make a random one`,
    `apply the migrations to ${plan.database}`,
    `deploy the Worker ${plan.worker}${plan.workersAi ? ", which may ask Cloudflare's own models (binding AI)" : ""}`,
  ];
  console.log(`A dry run: nothing is asked of the account, and nothing is changed. npm run deploy would\n`);
  for (const [index, step] of steps.entries()) console.log(`  ${index + 1}. ${step}`);
  console.log("");
  try {
    writeFileSync(configPath, JSON.stringify(plan.configWith(plan.databaseId ?? unknownDatabaseId)));
    await show(["deploy", "--dry-run", "--minify", "--config", configPath, ...environment, ...given.rest]);
  } finally {
    rmSync(configPath, { force: true });
  }
}

try {
  const { rawConfig } = experimental_readRawConfig({ config: join(root, "wrangler.toml") });
  const plan = planOf(rawConfig, given);
  await (given.dryRun ? rehearse(plan) : deploy(plan));
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
