// Words for names on the wire.
import type { RunKind, StageName, Version } from "../../protocol/resources.ts";
import type { Run } from "../model/index.ts";

export const stageWords: Record<StageName, string> = {
  analyzing: "Reading the request",
  planning: "Planning",
  coding: "Writing",
  reviewing: "Checking",
  deploying: "Preparing the preview",
};

const runWords: Record<RunKind, string> = { create: "Building", update: "Updating", ask: "Answering" };

/** What a run is doing now. */
export function stageOf(run: Pick<Run, "stages" | "kind">): string {
  const stage = run.stages.at(-1);
  return stage ? stageWords[stage.stage] : run.kind ? runWords[run.kind] : "Starting";
}

/** `ahead`: the number of runs before this one, including the one that is working. */
export function lineWords(ahead: number): string {
  if (ahead === 0) return "Starting";
  return ahead === 1 ? "Next in line" : `Waiting behind ${ahead} others`;
}

export function originWords(version: Version): string {
  const { origin, restored_from: from } = version.metadata;
  if (origin === "restore") return from === undefined ? "Restored an older version" : `Restored version ${from}`;
  return origin === "edit" ? "Edited by hand" : "Built";
}
