// Makes rows of D1 from the hub's records. Nothing else in the hub knows what the tables look like.
import type { VersionMetadata } from "../../protocol/resources.ts";
import type { Ending, Submission as SubmissionRows } from "../../store/commit.ts";
import type { MessageRow, NewApp, VersionRow } from "../../store/present.ts";
import { namedChanges } from "../../workspace/change-set.ts";
import { changesFiles } from "../core/outcomes.ts";
import type { AskedRun, MessageRecord, Run } from "../core/records.ts";
import type { EndedRun } from "../core/state.ts";
import { usageOfRun } from "../core/usage.ts";

export const emptyMetadata: VersionMetadata = {
  kind: "create",
  origin: "run",
  provider: null,
  model: null,
  rounds: 0,
  attempts: 0,
  resumes: 0,
  provider_switches: [],
  usage: null,
  stages: [],
  files_changed: [],
  suggestions: [],
  notices: [],
};

/** Null for a run that creates no app. */
export function newAppRow({ submission: { appId, app, createdAtMs } }: AskedRun): NewApp | null {
  if (!app) return null;
  const { userId, name, model } = app;
  const times = { createdAt: createdAtMs, updatedAt: createdAtMs };
  return { id: appId, userId, name, description: "", model, currentVersion: null, publicValues: {}, ...times, revision: 0 };
}

const messageRow = ({ createdAtMs, ...message }: MessageRecord, { id, submission }: AskedRun): MessageRow => ({
  ...message,
  appId: submission.appId,
  versionId: id,
  createdAt: createdAtMs,
});

/** The version before the run has produced anything. */
export function newVersionRow({ id, position, submission }: AskedRun): VersionRow {
  const { kind, madeBy, restoredFrom, createdAtMs } = submission;
  return {
    id,
    appId: submission.appId,
    position,
    number: null,
    parentNumber: submission.parentNumber,
    status: "pending",
    kind,
    userMessageId: submission.userMessageId,
    assistantMessageId: submission.assistantMessageId,
    summary: submission.summary,
    errorCode: null,
    errorMessage: null,
    libraries: {},
    problems: [],
    metadata: {
      ...emptyMetadata,
      kind,
      origin: madeBy,
      ...(restoredFrom === null ? {} : { restored_from: restoredFrom }),
    },
    createdAt: createdAtMs,
    startedAt: madeBy === "run" ? null : createdAtMs,
    completedAt: null,
  };
}

export const submissionRows = (run: AskedRun): SubmissionRows => ({
  app: newAppRow(run),
  messages: run.submission.messages.map((message) => messageRow(message, run)),
  version: newVersionRow(run),
});

/** Of a run at work. */
export const startedMetadata = (run: Run): VersionMetadata => ({
  ...newVersionRow(run).metadata,
  ...run.started,
  kind: run.kind ?? run.submission.kind,
  attempts: run.epoch,
  resumes: run.resumes,
});

function endedMetadata(run: EndedRun): VersionMetadata {
  const { outcome } = run;
  return {
    ...startedMetadata(run),
    provider: outcome.provider ?? run.started?.provider ?? null,
    model: outcome.model ?? run.started?.model ?? null,
    rounds: run.rounds.length,
    provider_switches: [...run.switches],
    usage: usageOfRun(run.rounds),
    stages: [...run.stages],
    files_changed: changesFiles(outcome) ? namedChanges(outcome) : [],
    suggestions: outcome.suggestions,
    notices: [...run.notices],
  };
}

/** Version row, message and files as they stand when the run is over. `prose` is what viewers saw, for a run that was cut short. */
export function endingRows(run: EndedRun, prose: () => string): Ending {
  const { outcome, submission } = run;
  const keeps = changesFiles(outcome);
  return {
    version: {
      ...newVersionRow(run),
      number: run.number,
      parentNumber: run.baseNumber ?? submission.parentNumber,
      kind: run.kind ?? submission.kind,
      status: outcome.status,
      summary: outcome.summary,
      errorCode: outcome.error?.code ?? null,
      errorMessage: outcome.error?.message ?? null,
      libraries: keeps ? outcome.libraries : {},
      problems: keeps ? outcome.problems : [],
      metadata: endedMetadata(run),
      startedAt: run.startedAtMs,
      completedAt: run.endedAtMs,
    },
    assistantMessage:
      submission.assistantMessageId === null ? null : { id: submission.assistantMessageId, content: outcome.content ?? prose() },
    removedMessages: run.removed ? submission.messages.map((message) => message.id) : [],
    written: keeps ? outcome.written : [],
    deleted: keeps ? outcome.deleted : [],
    rounds: [...run.rounds],
    // The model never overwrites a person's choice, even one made after the model's.
    appName: run.nameGiven ? null : (outcome.appName ?? null),
    appDescription: run.descriptionGiven ? null : (outcome.appDescription ?? null),
  };
}

/** The assistant's message with its final text; null when the run has none. */
export function finalAssistantRow(run: AskedRun, { assistantMessage, version }: Ending): MessageRow | null {
  const message = run.submission.messages.find(({ role }) => role === "assistant");
  if (!message || !assistantMessage) return null;
  return { ...messageRow(message, run), content: assistantMessage.content, status: version.status };
}
