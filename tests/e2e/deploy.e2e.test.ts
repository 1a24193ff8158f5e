// `npm run deploy` with the real wrangler, against an account that lives in this process.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { type FakeAccount, startFakeAccount } from "../fakes/cloudflare.ts";

let account: FakeAccount;
beforeAll(async () => {
  account = await startFakeAccount();
});
afterAll(() => account.close());

function deploy(args: string[], token = "a token of the tests"): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, "scripts/deploy.ts"), ...args], {
    cwd: root,
    env: {
      ...process.env,
      CI: "true",
      CLOUDFLARE_API_BASE_URL: account.url,
      CLOUDFLARE_API_TOKEN: token,
      CLOUDFLARE_ACCOUNT_ID: "account-of-the-tests",
    },
  });
  let output = "";
  const add = (data: Buffer) => {
    output += data.toString();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

/** What git would see of the project's own folder, and the one file that a deployment could want to change. */
const project = () => [readdirSync(root).sort(), readFileSync(join(root, "wrangler.toml"), "utf8")];

test("a dry run lists every step under its names, needs no sign-in, asks nothing and changes nothing", async () => {
  const before = project();
  const { code, output } = await deploy(["--dry-run", "--name", "second"], "");
  expect(code, output).toBe(0);
  for (const step of [
    "find the D1 database second, or create it",
    "find the queue second-runs, or create it",
    "find the queue second-runs-dead, or create it",
    "find the R2 bucket second-blobs, or create it",
    "find the secret AUTH_SECRET of second, or make a random one",
    "apply the migrations to second",
    "deploy the Worker second",
    "--dry-run: exiting now.",
  ])
    expect(output).toContain(step);
  expect(account.requests).toEqual([]);
  expect(project()).toEqual(before);
});

test("a name reaches every step, a second deployment makes nothing anew, and no file of the project is written", async () => {
  const before = project();
  const first = await deploy(["--name", "second"]);
  expect(first.code, first.output).toBe(0);
  expect([...account.databases.keys()]).toEqual(["second"]);
  expect(account.queues).toEqual(["second-runs", "second-runs-dead"]);
  expect(account.buckets).toEqual(["second-blobs"]);
  const id = account.databases.get("second")!;
  const migrations = readdirSync(join(root, "migrations")).filter((name) => name.endsWith(".sql"));
  for (const name of migrations) expect(account.statements.get(id)?.join("\n")).toContain(name);
  const bindings = account.workers.get("second")?.[0]?.bindings ?? [];
  const secret = bindings.find(({ name }) => name === "AUTH_SECRET");
  expect(bindings).toContainEqual({ type: "d1", name: "DB", id });
  expect(bindings).toContainEqual({ type: "queue", name: "RUNS", queue_name: "second-runs" });
  expect(bindings).toContainEqual({ type: "r2_bucket", name: "BLOBS", bucket_name: "second-blobs" });
  expect(secret?.text).toMatch(/^[\w-]{43}$/);
  expect(first.output).not.toContain(secret?.text);
  expect(account.requests).toContain("POST /queues/second-runs/consumers");

  account.requests.length = 0;
  const again = await deploy(["--name", "second"]);
  expect(again.code, again.output).toBe(0);
  expect(account.requests.filter((request) => /^POST \/(d1\/database|queues)$/.test(request))).toEqual([]);
  expect(account.workers.get("second")?.[1]?.bindings.map(({ name }) => name)).not.toContain("AUTH_SECRET");
  expect(project()).toEqual(before);
});
