// `npm test`: build, types, lint, unit and flow tests, then the tests end to end. Goes on after a failure, and ends with one line that
// says how many passed and failed. `--full` runs the whole of what takes long (tests/setup/full.ts says what is small otherwise).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumPath } from "./browser.ts";
import { type Count, countReport } from "./lib/test-report.ts";
import { root, toolEnvironment } from "./lib/wrangler.ts";

const folder = mkdtempSync(join(tmpdir(), "edgewright-test-"));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];

async function step(title: string, work: () => Count | Promise<Count>): Promise<void> {
  console.log(`\n=== ${title}`);
  const began = Date.now();
  const count = await work();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (count.failed > 0) failedSteps.push(title);
  console.log(`=== ${title}: ${count.failed === 0 ? "ok" : "FAILED"} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

function run(command: string, args: string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: toolEnvironment() });
  if (error) console.error(error.message);
  return status ?? 1;
}

const check = (succeeded: boolean): Count => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 });

function vitest(...projects: string[]): Count {
  const report = join(folder, `${projects.join("-")}.json`);
  const status = run("vitest", [
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ]);
  return countReport(existsSync(report) ? readFileSync(report, "utf8") : null, status);
}

if (process.argv.includes("--full")) process.env.EDGEWRIGHT_FULL = "1";
await step("Build", () => check(run("node", ["scripts/build.ts"]) === 0));
await step("Types", () => check(run("tsc", ["-p", "."]) === 0));
await step("Lint and format", () => check(run("biome", ["ci"]) === 0));
await step("Unit and flow tests", () => vitest("unit", "workerd", "responses", "database", "dialects", "faults", "faults-alone"));
await step("Browser", async () => {
  try {
    console.log(await chromiumPath());
    return check(true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return check(false);
  }
});
await step("Tests end to end", () => vitest("e2e"));
rmSync(folder, { recursive: true, force: true });

console.log("");
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(", ")}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
