// `npm run try-model`: is this model good enough to build with? Asks before it spends anything.
//   --url http://127.0.0.1:11434/v1 --model qwen3-coder --key … (else what is configured)   --yes   --json (one object on stdout, the rest on stderr)
import { createInterface } from "node:readline/promises";
import { costOf } from "../src/llm/capabilities.ts";
import { readTryArguments } from "./try-model/arguments.ts";
import { tasks } from "./try-model/builds.ts";
import { money } from "./try-model/report.ts";
import { findTarget } from "./try-model/target.ts";
import { mostOf, tryModel } from "./try-model/try-model.ts";

async function main(): Promise<number> {
  const given = readTryArguments(process.argv.slice(2));
  const out = given.json ? process.stderr : process.stdout;
  const say = (line: string) => void out.write(`${line}\n`);
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stopping.abort(new Error("Stopped.")));
  const target = await findTarget(given, say);
  const { model, price } = target;
  const most = mostOf(tasks);
  const cost = costOf(price, { ...most, cachedTokens: null });
  say(`Trying ${model.name} at ${model.endpoint}.`);
  say(
    `At most ${most.requests} requests, about ${count(most.inputTokens)} tokens in and ${count(most.outputTokens)} out` +
      `${cost === null ? "; what they cost is not known here" : ` (${money(cost)} at list price)`}.`,
  );
  if (!given.yes && !(await agreed(stopping.signal))) {
    say("Nothing was asked, and nothing spent.");
    return 1;
  }
  const trial = await tryModel(target, { tasks, say, signal: stopping.signal });
  if (stopping.signal.aborted) say("It was stopped: the verdict is of what was seen until then.");
  if (given.json) console.log(JSON.stringify(trial));
  return stopping.signal.aborted ? 130 : 0;
}

const count = (value: number) => value.toLocaleString("en-US");

async function agreed(signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error("It asks before it starts, and there is nobody to ask here: add --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question("Start? [y/N] ", { signal })).trim());
  } finally {
    terminal.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
