// Errors without a stack. A parser makes one for each reading that it tries and gives up, and noting where it was takes longer than the reading.

/** Runs `work`, whose errors have no stack. */
export function withoutStacks<Result>(work: () => Result): Result {
  const kept = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = kept;
  }
}
