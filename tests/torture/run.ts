// `npm run torture`: kills a real server again and again under work, and checks that nothing is lost, doubled or changed.
//   --kills 100   --seed N (the same seed makes the same plan)   --json (the report as one object on stdout, the rest on stderr)
import { parseArgs } from "node:util";
import { reportOf, tableOf } from "./report.ts";
import { torture } from "./torture.ts";

/** An app's log is kept for an hour after its last event, and the checks at the end need all of it. */
const killsMax = 150;
const seedEnd = 1_000_000;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "100" },
      seed: { type: "string", default: String(Math.floor(Math.random() * seedEnd)) },
      json: { type: "boolean", default: false },
    },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  if (!Number.isInteger(kills) || kills < 1 || kills > killsMax)
    throw new Error(`--kills is a whole number from 1 to ${killsMax}.`);
  if (!Number.isInteger(seed)) throw new Error("--seed is a whole number.");
  const print = (line: string) => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  print(`Torture: ${kills} kills, --seed ${seed}`);
  const result = await torture({ seed, kills, print });
  const report = reportOf(result);
  for (const line of tableOf(report)) print(line);
  if (values.json) console.log(JSON.stringify(report));
  return report.ok;
}

// Exits in the ordinary way, so that the server's process group is ended, too.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
