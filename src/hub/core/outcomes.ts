// How runs end: the outcomes that the hub itself decides, and the rows of a run that is over.
import type { VersionMetadata } from "../../protocol/resources.ts";
import type { Outcome, RunFault } from "../../protocol/run-stream.ts";
import type { Ending, Submission } from "../../store/commit.ts";
import type { MessageRow } from "../../store/present.ts";
import { isEmpty, namedChanges } from "../../workspace/change-set.ts";
import { maxFruitlessStarts } from "./limits.ts";
import type { Ended, Run } from "./state.ts";
import { usageOfRun } from "./usage.ts";

export const emptyOutcome: Outcome = {
  status: "completed",
  content: "",
  summary: "",
  suggestions: [],
  written: [],
  deleted: [],
  modified: [],
  provider: null,
  model: null,
};

/** Cut short from outside: what viewers saw of its prose stays. */
export const cancelledOutcome = (run: Run): Ended => ({
  ...emptyOutcome,
  status: "cancelled",
  content: null,
  summary: "Stopped. Nothing was changed.",
  provider: run.started?.provider ?? null,
  model: run.started?.model ?? null,
});

export const failedOutcome = (run: Run, error: RunFault): Ended => ({
  ...cancelledOutcome(run),
  status: "failed",
  summary: "",
  error,
});

/** Dispatches that started nothing; also what a dead letter means. */
export const neverStarted: RunFault = {
  code: "queue_gave_up",
  message: "The run could not be started.",
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  resumable: true,
};

export const attemptsExhausted: RunFault = {
  code: "attempts_exhausted",
  message: `The run broke off ${maxFruitlessStarts} times without getting further, so it was ended.`,
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  // Whatever breaks it off may lie in the rounds before.
  resumable: false,
};

export const changesFiles = (outcome: Ended) => outcome.status === "completed" && !isEmpty(outcome);

/** Version row, message and files as they stand when the run is over. `prose` is what viewers saw, for a run that was cut short. */
export function endingOf(run: Run & { outcome: Ended }, prose: () => string): Ending {
  const { outcome } = run;
  const base = run.submission.version;
  const keeps = changesFiles(outcome);
  const metadata: VersionMetadata = {
    ...base.metadata,
    kind: run.kind ?? base.kind,
    provider: outcome.provider ?? run.started?.provider ?? null,
    model: outcome.model ?? run.started?.model ?? null,
    rounds: run.rounds.length,
    attempts: run.epoch,
    resumes: run.resumes,
    provider_switches: run.switches,
    usage: usageOfRun(run.rounds),
    stages: run.stages,
    files_changed: keeps ? namedChanges(outcome) : [],
    suggestions: outcome.suggestions,
    notices: run.notices,
  };
  return {
    version: {
      ...base,
      number: run.number,
      parentNumber: run.baseNumber ?? base.parentNumber,
      kind: run.kind ?? base.kind,
      status: outcome.status,
      summary: outcome.summary,
      errorCode: outcome.error?.code ?? null,
      errorMessage: outcome.error?.message ?? null,
      metadata,
      startedAt: run.startedAtMs,
      completedAt: run.endedAtMs,
    },
    assistantMessage:
      base.assistantMessageId === null ? null : { id: base.assistantMessageId, content: outcome.content ?? prose() },
    removedMessages: run.removed ? run.submission.messages.map((message) => message.id) : [],
    written: keeps ? outcome.written : [],
    deleted: keeps ? outcome.deleted : [],
    rounds: run.rounds,
    // What a person has chosen is not overwritten by the model, also when they chose it after the model had.
    appName: run.nameGiven ? null : (outcome.appName ?? null),
    appDescription: run.descriptionGiven ? null : (outcome.appDescription ?? null),
  };
}

/** The assistant's message row with its final text. */
export function finalAssistantRow(submission: Submission, ending: Ending): MessageRow | null {
  const row = submission.messages.find((message) => message.role === "assistant");
  if (!row || !ending.assistantMessage) return null;
  return { ...row, content: ending.assistantMessage.content, status: ending.version.status };
}
