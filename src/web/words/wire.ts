// Words for what the wire names.
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

/** What a run does now. */
export function stageOf(run: Pick<Run, "stages" | "kind">): string {
  const stage = run.stages.at(-1);
  return stage ? stageWords[stage.stage] : run.kind ? runWords[run.kind] : "Starting";
}

/** `ahead`: runs that come before this one, the one that works among them. */
export function lineWords(ahead: number): string {
  if (ahead === 0) return "Starting";
  return ahead === 1 ? "Next in line" : `Waiting behind ${ahead} others`;
}

export function originWords(version: Version): string {
  const { origin, restored_from: from } = version.metadata;
  if (origin === "restore") return from === undefined ? "Restored an older version" : `Restored version ${from}`;
  return origin === "edit" ? "Edited by hand" : "Built";
}
