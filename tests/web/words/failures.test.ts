// Hints name only what exists: held against every sentence that the server has.
import { expect, test } from "vitest";
import { modelError } from "../../../src/llm/failures/failure.ts";
import type { ModelFailure } from "../../../src/llm/model.ts";
import { emptyAnswer, noEntry, providerFault, tooLong, tooManyRounds } from "../../../src/orchestrator/verdict.ts";
import { runCodes } from "../../../src/protocol/codes.ts";
import { fitted, wayOn } from "../../../src/web/words/failures.ts";

const reasons: ModelFailure[] = [
  ...(["rate_limited", "overloaded", "connection", "stalled", "truncated", "bad_tool_call", "quota", "bad_key"] as const),
  ...(["unknown_model", "context_length", "no_tools", "content_filter", "bad_request"] as const),
];
const asked = { provider: "openai" as const, name: "some-model", endpoint: "https://api.openai.com/v1" };
const errors = reasons.map((reason) => modelError(reason, asked, ""));
const faults = [
  tooLong,
  tooManyRounds,
  noEntry,
  emptyAnswer,
  ...errors.flatMap((error) => [providerFault(error, false), providerFault(error, true)]),
];
const sentences = [...new Set(faults.flatMap(({ message, hint = "" }) => [message, hint]))].filter((text) => text !== "");

test("with one model alone no sentence tells to choose, and each still is a sentence", () => {
  expect(sentences.filter((text) => /choose/i.test(text)).length).toBeGreaterThan(4);
  for (const text of sentences) {
    const left = fitted(text, 1);
    expect(left).not.toMatch(/choose|another model/i);
    expect(fitted(text, 2)).toBe(text);
    expect(left).toMatch(/[.:]$/);
  }
});

const failed = (code: string, nextModel = "") => wayOn({ code, retryable: true, askedModel: "small", nextModel });

test("trying again is offered where it may help", () => {
  expect(runCodes.filter((code) => failed(code) !== "again").toSorted()).toEqual(
    ["content_filter", "context_length", "no_tools", "refused", "unknown_model"].toSorted(),
  );
  expect(failed("unknown_model", "small")).toBe("none");
  expect(failed("unknown_model", "large")).toBe("again");
  expect(failed("refused")).toBe("other words");
  expect(wayOn({ code: "internal", retryable: false, askedModel: null, nextModel: "" })).toBe("none");
});
