import { beforeEach, describe, expect, test } from "vitest";
import {
  type CircuitBreaker,
  createCircuitBreaker,
  failuresToOpen,
  failureWindowMs,
  openForMs,
} from "../../src/llm/circuit-breaker.ts";

let nowMs: number;
let breaker: CircuitBreaker;
beforeEach(() => {
  nowMs = 1_000_000;
  breaker = createCircuitBreaker(() => nowMs);
});

/** What each failure answered: whether it opened the breaker. */
const fail = (times: number, key = "a") => Array.from({ length: times }, () => breaker.failed(key, "overloaded"));

describe("a breaker", () => {
  test("opens after so many failures in a row, once, and says why", () => {
    expect(fail(failuresToOpen - 1)).not.toContain(true);
    expect(breaker.openReason("a")).toBeNull();
    expect(breaker.failed("a", "stalled")).toBe(true);
    expect(breaker.openReason("a")).toBe("stalled");
    expect(fail(3)).not.toContain(true);
  });

  test("of one model knows nothing of another", () => {
    fail(failuresToOpen);
    expect(breaker.openReason("b")).toBeNull();
  });

  test("begins to count anew after a success, and after a window without failures", () => {
    fail(failuresToOpen - 1);
    expect(breaker.succeeded("a")).toBe(false);
    fail(failuresToOpen - 1);
    nowMs += failureWindowMs + 1;
    fail(failuresToOpen - 1);
    expect(breaker.openReason("a")).toBeNull();
  });

  test("lets one probe through after its open time; a failure opens it again at once, a success closes it", () => {
    fail(failuresToOpen);
    nowMs += openForMs - 1;
    expect(breaker.openReason("a")).toBe("overloaded");
    nowMs += 1;
    expect(breaker.openReason("a")).toBeNull();
    breaker.asked("a");
    // The second one waits for what the probe finds.
    expect(breaker.openReason("a")).toBe("overloaded");
    expect(breaker.failed("a", "overloaded")).toBe(false);
    expect(breaker.openReason("a")).toBe("overloaded");
    nowMs += openForMs;
    breaker.asked("a");
    expect(breaker.succeeded("a")).toBe(true);
    expect(breaker.openReason("a")).toBeNull();
    expect(fail(failuresToOpen - 1)).not.toContain(true);
  });

  test("opens after a probe that failed long after the window, for it was never closed", () => {
    fail(failuresToOpen);
    nowMs += failureWindowMs * 2;
    breaker.asked("a");
    breaker.failed("a", "overloaded");
    expect(breaker.openReason("a")).toBe("overloaded");
  });

  test("a probe that never comes back holds the others up for one more open time only", () => {
    fail(failuresToOpen);
    nowMs += openForMs;
    breaker.asked("a");
    nowMs += openForMs;
    expect(breaker.openReason("a")).toBeNull();
  });

  test("does not count what a person puts right, nor a model's own mistakes", () => {
    for (const reason of ["quota", "bad_key", "unknown_model", "bad_request", "context_length", "bad_tool_call"] as const) {
      for (let n = 0; n < failuresToOpen; n += 1) expect(breaker.failed("a", reason)).toBe(false);
    }
    expect(breaker.openReason("a")).toBeNull();
  });
});
