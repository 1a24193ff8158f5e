// `npm run fuzz`: the tests of properties (`*.property.test.ts`) with many more cases than `npm test` tries; among them servers of all kinds whose
// models do anything, for 100,000 answers. `npm run fuzz -- 1000 edits` tries 1,000, of those whose path contains "edits".
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { root, toolEnvironment } from "./lib/wrangler.ts";

const usualRuns = "100000";
/** For one property: on a small machine the slowest takes minutes. */
const testTimeoutMs = 30 * 60 * 1000;

const given = process.argv.slice(2);
const runs = given.find((argument) => /^\d+$/.test(argument)) ?? usualRuns;
const paths = given.filter((argument) => argument !== runs);
const files = globSync("tests/**/*.property.test.ts", { cwd: root, exclude: ["tests/bench/**"] }).filter(
  (file) => paths.length === 0 || paths.some((part) => file.includes(part)),
);
if (files.length === 0) throw new Error(`No file of properties has ${paths.join(" or ")} in its path.`);
const { status, error } = spawnSync(
  "vitest",
  ["run", "--project=unit", "--silent=false", `--testTimeout=${testTimeoutMs}`, ...files],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...toolEnvironment(), EDGEWRIGHT_FUZZ_RUNS: runs },
  },
);
if (error) console.error(error.message);
process.exitCode = status ?? 1;
