// What a round, or the whole run, amounts to: go on, complete, or fail with a reason that a person can act on.
import type { ModelError, ToolCall } from "../llm/model.ts";
import type { RunCode } from "../protocol/codes.ts";
import { describeContent } from "../protocol/content.ts";
import type { RunKind } from "../protocol/resources.ts";
import type { RunFault } from "../protocol/run-stream.ts";
import { shortened } from "../protocol/surrogates.ts";
import { checkApp } from "../workspace/checks.ts";
import type { Workspace } from "../workspace/files.ts";
import { maxMalformedRounds, maxRepeatsPerRun, maxRounds, maxRunMs, reasonMaxCharacters, sameCallLimit } from "./limits.ts";
import type { Memory } from "./memory.ts";
import { note } from "./notes.ts";
import type { RoundAnswer } from "./round.ts";

export type Step = { type: "continue" } | { type: "complete" } | { type: "fail"; error: RunFault };

export interface RoundDone {
  answer: RoundAnswer;
  /** Calls of it that no tool could take. */
  malformed: number;
  memory: Memory;
  workspace: Workspace;
  kind: RunKind;
  /** What keeps the app from loading; empty when nothing does, or the model was told often enough. */
  problems(): string;
}

/** Errors of the app as it is now; warnings do not keep it from loading. */
export const blockingProblems = (workspace: Workspace) => checkApp(workspace).filter((problem) => problem.severity === "error");

export async function decide(round: RoundDone): Promise<Step> {
  const { answer, malformed, memory } = round;
  if (answer.refused) {
    const said = shortened(answer.text, reasonMaxCharacters, () => "…");
    return fail("refused", said || "The model refused the request.", "Say it in other words.");
  }
  if (answer.finish === "content_filter")
    return fail("content_filter", "The provider's content filter stopped the answer.", "Say it in other words.");
  if (memory.details.finish) return { type: "complete" };
  if (answer.calls.length === 0) return afterProse(round);

  memory.malformedRounds = malformed === answer.calls.length ? memory.malformedRounds + 1 : 0;
  if (memory.malformedRounds > maxMalformedRounds) {
    return fail("bad_tool_calls", "The model kept sending tool calls that cannot be carried out.", otherModel);
  }
  const calls = await Promise.all(answer.calls.map(fingerprint));
  memory.recentCalls = [...memory.recentCalls, ...calls].slice(-sameCallLimit);
  const circles = memory.recentCalls.length === sameCallLimit && new Set(memory.recentCalls).size === 1;
  if (!circles) return { type: "continue" };
  return fail(
    "loop",
    `The model made the same call ${sameCallLimit} times in a row.`,
    "Try again, or say the request in other words.",
  );
}

/** Tells equal calls from others. The calls themselves hold whole files, and this is written down with every round. */
const fingerprint = async ({ name, arguments: text }: ToolCall) => (await describeContent(`${name} ${text}`)).sha256;

/** Prose without calls ends a run, unless it was cut, or left the app unable to load. */
function afterProse({ answer, memory, workspace, kind, problems }: RoundDone): Step {
  if (answer.finish === "length") return afterCutProse(answer, memory);
  const { written, deleted } = workspace.changes();
  if (kind === "ask" || written.length + deleted.length === 0) return { type: "complete" };
  const found = problems();
  if (!found) return { type: "complete" };
  memory.items.push(note(`The app does not load yet:\n${found}\nCorrect it, then call finish_app.`));
  return { type: "continue" };
}

function afterCutProse(answer: RoundAnswer, memory: Memory): Step {
  if (answer.text) {
    memory.items.push(note("Your answer reached the output limit. Go on exactly where it stopped."));
    return { type: "continue" };
  }
  // All of the output went into reasoning. That is as little use as a call that cannot be read, and may go on as endlessly.
  memory.malformedRounds += 1;
  if (memory.malformedRounds > maxMalformedRounds) {
    return fail("empty_answer", "The model used its whole output limit for thinking and answered nothing.", otherModel);
  }
  memory.items.push(note("The output limit was used up by thinking. Think briefly, then act."));
  return { type: "continue" };
}

const otherModel = "Try again, or choose another model.";

function fail(code: RunCode, message: string, hint: string): Step {
  return { type: "fail", error: { code, message, hint, retryable: true, resumable: false } };
}

/** A request that failed for good: `resumable` unless the same rounds would only lead there again. */
export function providerFault(error: ModelError, repeatsUsedUp: boolean): RunFault {
  // What is too long to read stays too long after the same rounds.
  if (!repeatsUsedUp)
    return { code: error.reason, message: error.message, retryable: true, resumable: error.reason !== "context_length" };
  return {
    code: "too_many_faults",
    message: `The provider failed more than ${maxRepeatsPerRun} times in this run, so it was ended before it costs more. The last time: ${error.message}`,
    hint: "Try again later, or choose another model.",
    retryable: true,
    resumable: true,
  };
}

const msPerMinute = 60_000;

export const tooLong: RunFault = {
  code: "too_long",
  message: `The run took longer than ${maxRunMs / msPerMinute} minutes and was ended.`,
  hint: "Ask for it in smaller steps.",
  retryable: true,
  resumable: true,
};
export const tooManyRounds: RunFault = {
  code: "too_many_rounds",
  message: `The model did not come to an end within ${maxRounds} rounds.`,
  hint: "Ask for it in smaller steps.",
  retryable: true,
  resumable: false,
};
export const noEntry: RunFault = {
  code: "no_entry",
  message: "The model wrote no index.html, so there is nothing to open.",
  hint: otherModel,
  retryable: true,
  resumable: false,
};
export const emptyAnswer: RunFault = {
  code: "empty_answer",
  message: "The model answered nothing.",
  hint: otherModel,
  retryable: true,
  resumable: false,
};
