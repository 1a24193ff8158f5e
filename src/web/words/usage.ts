// What a run cost: "12,300 tokens in (9,800 cached), 2,100 out (900 reasoning), about $0.041". Unknown values are left out or marked so.
import type { Usage } from "../../protocol/resources.ts";
import { number } from "./numbers.ts";

const wholeCents = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
/** Most runs cost a few cents, or a fraction of one. */
const smallAmount = new Intl.NumberFormat("en-US", {
  ...{ style: "currency", currency: "USD" },
  ...{ minimumSignificantDigits: 1, maximumSignificantDigits: 2 },
});

export function usageWords(usage: Usage): string {
  const { input_tokens, cached_tokens, output_tokens, reasoning_tokens } = usage;
  const counted = [
    part(input_tokens, "tokens in", cached_tokens, "cached"),
    part(output_tokens, "out", reasoning_tokens, "reasoning"),
  ]
    .filter((words) => words !== null)
    .join(", ");
  const atLeast = usage.unknown_rounds > 0 ? "at least " : "";
  return `${counted === "" ? "tokens unknown" : atLeast + counted}, ${costWords(usage)}`;
}

export function costWords({ cost_usd, cost_source, unpriced_rounds }: Usage): string {
  if (cost_usd === null) return "cost unknown";
  const amount = (cost_usd === 0 || cost_usd >= 0.1 ? wholeCents : smallAmount).format(cost_usd);
  if (unpriced_rounds > 0) return `at least ${amount}`;
  return cost_source === "estimate" ? `about ${amount}` : amount;
}

function part(count: number | null, noun: string, ofThem: number | null, kind: string): string | null {
  if (count === null) return null;
  const among = ofThem === null || ofThem === 0 ? "" : ` (${number(ofThem)} ${kind})`;
  return `${number(count)} ${noun}${among}`;
}
