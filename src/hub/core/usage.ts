// Adds up what a run's rounds cost. A sum also tells how many rounds have no figure.
import type { Usage, VersionMetadata } from "../../protocol/resources.ts";
import type { PaidRound } from "./records.ts";

/** A round paid for twice, because its end was lost with the object, counts twice. */
export function withRound(rounds: readonly PaidRound[], usage: PaidRound): PaidRound[] {
  const known = rounds.find(({ round }) => round === usage.round);
  if (!known) return [...rounds, usage];
  const both = (pick: (round: PaidRound) => number | null | undefined) => {
    const [before, now] = [pick(known) ?? null, pick(usage) ?? null];
    return before === null || now === null ? null : before + now;
  };
  const costUsd = both((round) => round.costUsd);
  const sum: PaidRound = {
    ...usage,
    inputTokens: both((round) => round.inputTokens),
    cachedTokens: both((round) => round.cachedTokens),
    outputTokens: both((round) => round.outputTokens),
    reasoningTokens: both((round) => round.reasoningTokens),
    costUsd,
    costSource: costUsd === null ? null : sourceOf([known, usage]),
  };
  return rounds.map((round) => (round === known ? sum : round));
}

/** An estimate if any part of it is one. */
function sourceOf(rounds: readonly PaidRound[]): PaidRound["costSource"] {
  const priced = rounds.filter(({ costUsd }) => costUsd !== null);
  if (priced.length === 0) return null;
  // Rounds counted by older software do not say; most of their costs were estimates.
  return priced.every(({ costSource }) => costSource === "provider") ? "provider" : "estimate";
}

/** Null when no round was paid for. */
export function usageOfRun(rounds: readonly PaidRound[]): VersionMetadata["usage"] {
  if (rounds.length === 0) return null;
  return {
    ...totalOf(rounds),
    by_round: rounds.map(({ round, provider, model, ...figures }) => ({
      round,
      provider,
      model,
      input_tokens: figures.inputTokens,
      cached_tokens: figures.cachedTokens,
      output_tokens: figures.outputTokens,
      reasoning_tokens: figures.reasoningTokens ?? null,
      cost_usd: figures.costUsd,
      cost_source: figures.costSource ?? null,
    })),
  };
}

function totalOf(rounds: readonly PaidRound[]): Usage {
  const sum = (pick: (round: PaidRound) => number | null | undefined) => {
    const known = rounds.map(pick).filter((figure) => typeof figure === "number");
    return known.length === 0 ? null : known.reduce((total, figure) => total + figure, 0);
  };
  return {
    input_tokens: sum((round) => round.inputTokens),
    cached_tokens: sum((round) => round.cachedTokens),
    output_tokens: sum((round) => round.outputTokens),
    reasoning_tokens: sum((round) => round.reasoningTokens),
    cost_usd: sum((round) => round.costUsd),
    cost_source: sourceOf(rounds),
    unknown_rounds: rounds.filter(({ inputTokens, outputTokens }) => inputTokens === null || outputTokens === null).length,
    unpriced_rounds: rounds.filter(({ costUsd }) => costUsd === null).length,
  };
}
