// Judges a round, or the whole run: continue, complete, or fail with a reason a person can act on.

import { shortened } from "../base/surrogates.ts";
import type { RunFault } from "../hub/contract/run-stream.ts";
import type { Libraries } from "../libraries/libraries.ts";
import type { ModelError, ToolCall } from "../llm/model.ts";
import type { RunCode } from "../protocol/codes.ts";
import type { Notice, RunKind } from "../protocol/resources.ts";
import { checkApp } from "../workspace/checks.ts";
import { hasEntry } from "../workspace/entry.ts";
import type { Workspace } from "../workspace/files.ts";
import type { CarriedOut } from "./calls.ts";
import { findCircles } from "./circles.ts";
import type { Memory } from "./memory.ts";
import { note } from "./notes.ts";
import type { Excess } from "./output-meter.ts";
import type { RoundAnswer } from "./round.ts";
import {
  maxCutRounds,
  maxMalformedRounds,
  maxRepeatsPerRun,
  maxRounds,
  maxRunMs,
  mistakesMaxCharacters,
  reasonMaxCharacters,
} from "./run-limits.ts";
import { askAgain, attemptNote, hasChanges, unfinished } from "./unfinished.ts";

/** `keepsRound`: a retry continues after it. */
export type Step =
  | { type: "continue" }
  | { type: "complete"; notice?: Notice }
  | { type: "fail"; error: RunFault; keepsRound?: boolean };

export interface RoundDone {
  answer: RoundAnswer;
  /** Its calls as they go back to the model. */
  calls: readonly ToolCall[];
  /** Its calls that a tool accepted. */
  carriedOut: readonly CarriedOut[];
  /** Its calls that no tool could accept. */
  malformed: number;
  /** What was wrong with those. */
  mistakes: readonly string[];
  memory: Memory;
  workspace: Workspace;
  kind: RunKind;
  /** What keeps the app from loading; empty when nothing does, or when the model has been told often enough. */
  whatBlocks(): string;
  libraries: Libraries;
}

/** Errors of the app as it is now; warnings do not keep it from loading. */
export const blockingDiagnostics = (workspace: Workspace, libraries: Libraries) =>
  checkApp(workspace, libraries).filter(({ severity }) => severity === "error");

export async function decide(round: RoundDone): Promise<Step> {
  const { answer, carriedOut, memory } = round;
  if (answer.refused) {
    const said = shortened(answer.text, reasonMaxCharacters, () => "…");
    return fail("refused", said || "The model refused the request.", "Rephrase it.");
  }
  if (answer.finish === "content_filter")
    return fail("content_filter", "The provider's content filter stopped the answer.", "Rephrase it.");
  if (memory.details.finish) return { type: "complete" };
  if (answer.excess !== null) return brokenOff(answer.excess, carriedOut);
  memory.cutRounds = answer.finish === "length" && carriedOut.length === 0 ? memory.cutRounds + 1 : 0;
  if (memory.cutRounds > maxCutRounds) return fail("always_cut", cutMessage, cutHint);
  if (carriedOut.length > 0) memory.askedAgain = {};
  if (answer.calls.length === 0) return afterProse(round);
  if (answer.attempt) memory.items.push(note(attemptNote(answer.attempt, true)));

  countMalformed(round);
  if (memory.malformedRounds > maxMalformedRounds) {
    return fail("bad_tool_calls", "The model kept sending tool calls that cannot be carried out.", otherModel);
  }
  const circle = await findCircles(answer.calls, round.calls, carriedOut, memory);
  if (circle === null) return { type: "continue" };
  return circle.repeatsDone && isDone(round)
    ? { type: "complete", notice: repeatedItself }
    : fail("loop", circle.message, "Try again, or rephrase the request.");
}

/** A change was made and the app loads with it. Says nothing about a first version, which takes more than one call. */
function isDone({ kind, workspace, libraries }: RoundDone): boolean {
  const { written, deleted } = workspace.changes();
  return kind === "update" && written.length + deleted.length > 0 && blockingDiagnostics(workspace, libraries).length === 0;
}

const repeatedItself: Notice = {
  code: "repeated_itself",
  message: "The model kept asking for a change that it had already made, so the run was ended there.",
  hint: "Check that everything you asked for is there, and ask for what is missing.",
};

/** A model that makes a different mistake has understood the last one: it may try again, within the limit for fruitless rounds. */
function countMalformed({ answer, malformed, mistakes, memory }: RoundDone): void {
  const isAll = malformed === answer.calls.length;
  // Positions and lengths differ between attempts.
  const kinds = isAll ? shortened([...new Set(mistakes)].join("\n").replace(/\d/g, ""), mistakesMaxCharacters, () => "…") : "";
  memory.malformedRounds = !isAll ? 0 : kinds === memory.mistakes ? memory.malformedRounds + 1 : 1;
  memory.mistakes = kinds;
}

/** Completed rounds are kept for a retry to continue from; prose alone is not worth continuing. */
function brokenOff(why: Excess["why"], carriedOut: readonly CarriedOut[]): Step {
  const [message, hint] = excessTexts[why];
  const step = fail(why, message, hint);
  return { ...step, error: { ...step.error, resumable: true }, keepsRound: carriedOut.length > 0 };
}

/** Prose without calls ends a run, unless it was cut, is not the end of the work, or left the app unable to load. */
function afterProse(round: RoundDone): Step {
  const { answer, memory, workspace, kind, whatBlocks } = round;
  if (answer.finish === "length" && !answer.attempt) return afterCutProse(answer, memory);
  const hasDone = kind !== "ask" && hasChanges(workspace) && hasEntry(workspace);
  const what = unfinished(round);
  if (what !== null) {
    const rule = askAgain(what, round);
    if (rule === null) return { type: "continue" };
    // Earlier work is in place, a question got its answer, or the model said what cannot be done.
    const mayStay =
      what === "failed" || what === "lost" || (what === "announced" ? kind === "ask" || hasDone : what === "empty" && hasDone);
    if (!mayStay) return fail(rule.code, rule.message, otherModel);
  }
  const found = hasDone ? whatBlocks() : "";
  if (!found) return { type: "complete" };
  memory.items.push(note(`The app does not load yet:\n${found}\nCorrect it, then call finish_app.`));
  return { type: "continue" };
}

function afterCutProse(answer: RoundAnswer, memory: Memory): Step {
  if (answer.text) {
    memory.items.push(note("Your answer reached the output limit. Go on exactly where it stopped."));
    return { type: "continue" };
  }
  // All of the output went into reasoning: as useless as an unreadable call, and possibly as endless.
  memory.malformedRounds += 1;
  if (memory.malformedRounds > maxMalformedRounds) {
    return fail("empty_answer", "The model used its whole output limit for thinking and gave no answer.", otherModel);
  }
  memory.items.push(note("The output limit was used up by thinking. Think briefly, then act."));
  return { type: "continue" };
}

const excessTexts: Record<Excess["why"], readonly [message: string, hint: string]> = {
  too_much_output: [
    "The model wrote more at once than any app needs, so it was stopped. What was complete by then is kept.",
    "Try again to continue from there, ask for it in smaller steps, or choose another model.",
  ],
  repetition: [
    "The model repeated the same text again and again, so it was stopped.",
    "Try again, rephrase the request, or choose another model.",
  ],
};
const cutMessage = `The model's answers hit its output limit ${maxCutRounds + 1} times in a row before it got anything done.`;
const cutHint = "Ask for smaller steps, or choose a model with a larger output limit.";

const otherModel = "Try again, or choose another model.";

function fail(code: RunCode, message: string, hint: string): Extract<Step, { type: "fail" }> {
  return { type: "fail", error: { code, message, hint, retryable: true, resumable: false } };
}

/** A request that failed for good: `resumable` unless the same rounds would only lead there again. */
export function providerFault(error: ModelError, repeatsUsedUp: boolean): RunFault {
  // A conversation that is too long stays too long after the same rounds.
  if (!repeatsUsedUp)
    return { code: error.reason, message: error.message, retryable: true, resumable: error.reason !== "context_length" };
  return {
    code: "too_many_faults",
    message: `The provider failed more than ${maxRepeatsPerRun} times in this run, so it was ended before it cost more. The last time: ${error.message}`,
    hint: "Try again later, or choose another model.",
    retryable: true,
    resumable: true,
  };
}

const msPerMinute = 60_000;

export const tooLong: RunFault = {
  code: "too_long",
  message: `The run took longer than ${maxRunMs / msPerMinute} minutes, so it was stopped.`,
  hint: "Ask for smaller steps.",
  retryable: true,
  resumable: true,
};
export const tooManyRounds: RunFault = {
  code: "too_many_rounds",
  message: `The model did not finish within ${maxRounds} rounds.`,
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
  message: "The model gave no answer.",
  hint: otherModel,
  retryable: true,
  resumable: false,
};
