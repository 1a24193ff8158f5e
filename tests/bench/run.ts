// `npm run bench`: runs the benches, prints one table, and writes docs/benchmarks.md when all of them ran. It judges nothing: a target that is not
// reached is marked. Some of them only: npm run bench -- scanner fanout
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { root, toolEnvironment } from "../../scripts/lib/wrangler.ts";
import type { Bench, Row } from "./lib/bench.ts";
import { describeMachine } from "./lib/machine.ts";
import { formatDocument, formatTable } from "./lib/report.ts";

/** In the order of the table. Each is a file of this folder. */
const names = [
  "scanner",
  "deltas",
  "latency",
  "first-event",
  "fanout",
  "run-cost",
  "versions",
  "prefix",
  "edits",
  "preview",
  "bundle",
];

const here = import.meta.dirname;

/** The peers have a package.json of their own, so that nobody else pays for them. */
function preparePeers(): void {
  if (!peersInstalled()) {
    console.log("Installing what Edgewright is compared with (tests/bench/package.json) …");
    execute("npm", ["ci", "--no-audit", "--no-fund"], here);
  }
  // `npm run check` leaves this folder out: without the peers their types are missing.
  execute("tsc", ["-p", here], root);
}

/** Also that none was added since. */
function peersInstalled(): boolean {
  const { devDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as { devDependencies: object };
  return Object.keys(devDependencies).every((name) => existsSync(join(here, "node_modules", name, "package.json")));
}

function execute(command: string, args: string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit", env: toolEnvironment() });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with exit code ${status} (its reason is above).`);
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no bench called ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  preparePeers();
  const chosen = wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names;
  const [loadBefore = 0] = loadavg();
  const results: { bench: Bench; rows: Row[] }[] = [];
  const failed: string[] = [];
  for (const name of chosen) {
    const { bench } = (await import(`./${name}.ts`)) as { bench: Bench };
    console.log(`${bench.title} …`);
    try {
      results.push({ bench, rows: await bench.run((line) => console.log(`  ${line}`)) });
    } catch (error) {
      // The others have taken minutes: what they found is shown all the same.
      console.error(error);
      failed.push(name);
    }
  }
  console.log(`\n${formatTable(results.flatMap(({ rows }) => rows))}`);
  if (failed.length > 0) throw new Error(`Not measured, for the reasons above: ${failed.join(", ")}.`);
  // A document whose rows are of different days and machines would compare what cannot be compared.
  if (wanted.length > 0) return console.log("\ndocs/benchmarks.md stays as it is: it is written when all benches run.");
  writeFileSync(join(root, "docs/benchmarks.md"), formatDocument(results, describeMachine(loadBefore)));
  console.log("\nWritten: docs/benchmarks.md");
}

// Exits in the ordinary way, so that servers started for a bench end, too.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
