// npm run simulate -- --seeds 10000 [--from 1]: histories from seeds; the first that breaks an invariant is printed and ends it.
// npm run simulate -- --seed 4711: that history again, line by line.
import { parseArgs } from "node:util";
import { type History, simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "1000" }, from: { type: "string", default: "1" }, seed: { type: "string" } },
});

/** A person wonders whether it hangs without it. */
const progressEverySeeds = 1_000;

function report({ seed, violations }: History): void {
  console.log(`\nSeed ${seed} breaks:`);
  for (const violation of violations) console.log(`  ${violation}`);
  console.log(`Again, line by line: npm run simulate -- --seed ${seed}`);
}

if (values.seed !== undefined) {
  const history = simulate(Number(values.seed), console.log);
  console.log(JSON.stringify(history.stats));
  if (history.violations.length > 0) {
    report(history);
    process.exitCode = 1;
  }
} else {
  const total = { commands: 0, deaths: 0, runs: 0, calls: 0, lostCalls: 0, events: 0 };
  const [from, seeds] = [Number(values.from), Number(values.seeds)];
  const beganMs = Date.now();
  let done = 0;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const history = simulate(seed);
    done += 1;
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += history.stats[name];
    if (history.violations.length > 0) {
      report(history);
      process.exitCode = 1;
      break;
    }
    if (done % progressEverySeeds === 0)
      console.log(`${done} of ${seeds} seeds (${Math.round((Date.now() - beganMs) / 1000)} s)`);
  }
  console.log(
    `${done} histories: ${total.runs} runs, ${total.commands} commands, ${total.deaths} deaths of the hub, ${total.events} events, ` +
      `${total.calls} model calls, of which ${total.lostCalls} were cut off. ${process.exitCode ? "FAILED" : "Every invariant held."}`,
  );
}
