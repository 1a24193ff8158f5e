// Says how many apps run, and what kept the others from it.
import { shortened } from "../../src/base/surrogates.ts";
import type { Outcome } from "./foreign-app.ts";
import type { Found } from "./outcome.ts";

export interface Tried {
  name: string;
  /** One for each address at which it was opened. */
  found: Found[];
  /** What its version says is wrong with it. */
  problems: string[];
}

const ranks: Record<Outcome, number> = { fails: 0, partly: 1, runs: 2 };

/** The worst of its addresses. */
const outcomeOf = ({ found }: Tried): Outcome =>
  found.map(({ outcome }) => outcome).reduce((worst, outcome) => (ranks[outcome] < ranks[worst] ? outcome : worst), "runs");

/** Of what was told of one app, characters. */
const toldMaxCharacters = 700;

export function printOutcome(one: Tried): void {
  if (outcomeOf(one) === "runs") return;
  const told = [...new Set([...one.problems, ...one.found.flatMap((each) => each.told)])].join("\n");
  process.stdout.write(
    `${one.name} ${outcomeOf(one)}:\n  ${shortened(told, toldMaxCharacters, () => "…").replaceAll("\n", "\n  ")}\n`,
  );
}

export function printSum(tried: readonly Tried[]): void {
  const count = (outcome: Outcome) => tried.filter((one) => outcomeOf(one) === outcome).length;
  process.stdout.write(`${count("runs")} run, ${count("partly")} partly, ${count("fails")} fail\n`);
}
