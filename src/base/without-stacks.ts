// Errors without a stack. A parser throws one for each reading it gives up, and capturing the stack takes longer than the reading.

/** Runs `work` with stack capture turned off. */
export function withoutStacks<Result>(work: () => Result): Result {
  const kept = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = kept;
  }
}
