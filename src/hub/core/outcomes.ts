// The outcomes that the hub itself decides.
import { isEmpty } from "../../workspace/change-set.ts";
import type { Outcome, RunFault } from "../contract/run-stream.ts";
import { maxFruitlessStarts } from "./limits.ts";
import type { Ended, Run } from "./records.ts";

export const emptyOutcome: Outcome = {
  status: "completed",
  content: "",
  summary: "",
  suggestions: [],
  written: [],
  deleted: [],
  modified: [],
  libraries: {},
  problems: [],
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

/** Dispatches that started nothing, including dead letters. */
export const neverStarted: RunFault = {
  code: "queue_gave_up",
  message: "The run could not start.",
  hint: "Try again. If it keeps happening, the server's log says why.",
  retryable: true,
  resumable: true,
};

export const attemptsExhausted: RunFault = {
  code: "attempts_exhausted",
  message: `The run broke off ${maxFruitlessStarts} times without making progress, so it was ended.`,
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  // The cause may lie in the rounds so far.
  resumable: false,
};

export const changesFiles = (outcome: Ended) => outcome.status === "completed" && !isEmpty(outcome);
