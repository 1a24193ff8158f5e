// What the findings come to, in words: good, usable with limits, or not good enough.
import type { Built } from "./builds.ts";
import type { Finding, Probe } from "./probe.ts";

export interface Verdict {
  grade: "good" | "usable" | "not_good_enough";
  sentence: string;
  /** Why not better, each with what to do. */
  reasons: string[];
}

/** Of six: one may go wrong by chance. */
const buildsForGood = 5;
const buildsForUsable = 2;

export interface Probed {
  probe: Probe;
  finding: Finding;
}

/** `builds`: null when there was no use in trying. */
export function judge(model: string, probed: readonly Probed[], builds: readonly Built[] | null): Verdict {
  const failed = probed.filter(({ finding }) => !finding.ok);
  const missing = failed.filter(({ probe }) => probe.essential);
  const reasons = failed.map(
    ({ probe, finding }) => `${probe.title}: no${finding.says ? ` (${withoutStop(finding.says)})` : ""}. ${probe.advice}`,
  );
  const worked = builds?.filter(({ ok }) => ok).length ?? 0;
  const tried = builds?.length ?? 0;
  for (const { task, step, ok, why } of builds ?? []) if (!ok) reasons.push(`${task}, ${step}: ${why}`);
  const did = builds ? `${worked} of ${tried} small builds and changes worked` : "it was not tried on builds";
  if (missing.length > 0 || worked < buildsForUsable)
    return { grade: "not_good_enough", sentence: `${model} is not good enough: ${did}. Choose another model.`, reasons };
  if (worked < buildsForGood || failed.length > 0)
    return {
      grade: "usable",
      sentence: `${model} is usable with limits: ${did}. Keep apps small, and look at each result.`,
      reasons,
    };
  return { grade: "good", sentence: `${model} is good enough: ${did}.`, reasons };
}

const withoutStop = (sentence: string) => (sentence.endsWith(".") ? sentence.slice(0, -1) : sentence);
