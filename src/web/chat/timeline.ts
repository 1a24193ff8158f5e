// The chat as a list, by time: messages, and versions made without a message (restores and edits).
import type { Message, Version } from "../../protocol/resources.ts";
import type { AppState, Part, Run } from "../model/index.ts";

export type Entry = { kind: "message"; at: string; message: Message } | { kind: "version"; at: string; version: Version };

export function timelineOf({ messages, versions, runs }: Pick<AppState, "messages" | "versions" | "runs">): Entry[] {
  const own = versions.filter((version) => version.metadata.origin !== "run");
  // A run that waits under its own message is not shown: the message says that it waits. A retry has no new message, so its run is shown.
  const tellsItself = new Set(messages.filter(({ role }) => role === "user").map((message) => message.version_id));
  const isSilent = ({ role, version_id: id }: Message) =>
    role === "assistant" && id !== null && tellsItself.has(id) && runs[id]?.status === "pending";
  const entries: Entry[] = [
    ...messages
      .filter((message) => !isSilent(message))
      .map((message): Entry => ({ kind: "message", at: message.created_at, message })),
    ...own.map((version): Entry => ({ kind: "version", at: version.created_at, version })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export type Step =
  | { kind: "stage"; stage: Run["stages"][number]; endedAt: string | null }
  | { kind: "part"; round: number; part: Part };

/** A run for display: its stages as headings over what was done in them. */
export function stepsOf(run: Run): Step[] {
  const steps: Step[] = [];
  let next = 0;
  const openStagesUntil = (at: string | null) => {
    for (let stage = run.stages[next]; stage && (at === null || stage.at <= at); stage = run.stages[next]) {
      next += 1;
      steps.push({ kind: "stage", stage, endedAt: run.stages[next]?.at ?? run.ended_at });
    }
  };
  for (const { round, parts } of run.rounds ?? []) {
    for (const part of parts) {
      openStagesUntil(part.at);
      steps.push({ kind: "part", round, part });
    }
  }
  openStagesUntil(null);
  // A stage in which nothing was said or done is shown only while it is the current one.
  return steps.filter((step, index) => step.kind === "part" || step.endedAt === null || steps[index + 1]?.kind === "part");
}
