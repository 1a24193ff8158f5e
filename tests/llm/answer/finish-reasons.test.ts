import { expect, test } from "vitest";
import { graver, isReason, meaningOf, meaningOfBoth } from "../../../src/llm/answer/finish-reasons.ts";

const rows: [reason: string, meaning: ReturnType<typeof meaningOf>][] = [
  ["stop", "end"],
  ["STOP", "end"],
  ["endTurn", "end"],
  ["COMPLETE", "end"],
  ["TOOL_CALL", "calls"],
  ["toolUse", "calls"],
  ["tool-calls", "calls"],
  ["Length", "length"],
  ["FinishReason.MAX_TOKENS", "length"],
  ["FINISH_REASON_MAX_TOKENS", "length"],
  ["content-filter", "filter"],
  ["PROHIBITED_CONTENT", "filter"],
  ["MALFORMED_FUNCTION_CALL", "malformed"],
  ["UnexpectedToolCall", "malformed"],
  ["insufficient_system_resource", "overloaded"],
  ["Cancelled", "broken"],
  ["because", null],
  ["constructor", null],
];

test.each(rows)("%s", (reason, meaning) => expect(meaningOf(reason)).toBe(meaning));

test.each(["", "null", "None", null, undefined, {}, "FINISH_REASON_UNSPECIFIED"])("%s is no reason", (reason) =>
  expect(isReason(reason)).toBe(false),
);

test("a router's word is made good by the provider's own", () => {
  expect(meaningOfBoth("stop", "MAX_TOKENS")).toBe("length");
  expect(meaningOfBoth("error", "malformed_function_call")).toBe("malformed");
  expect(meaningOfBoth("length", "stop")).toBe("length");
  expect(meaningOfBoth("error", "stop")).toBe("broken");
  expect(meaningOfBoth("strange", "end_turn")).toBe("end");
});

test("of several reasons the graver one counts", () => {
  expect(graver("length", "end")).toBe("length");
  expect(graver("end", "filter")).toBe("filter");
  expect(graver("end", "calls")).toBe("calls");
});
