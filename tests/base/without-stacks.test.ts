// Errors without a stack, and only where that was asked for.
import { expect, test } from "vitest";
import { withoutStacks } from "../../src/base/without-stacks.ts";

const framesOf = (error: unknown) => (error instanceof Error ? String(error.stack).split("\n").length - 1 : null);

test("an error made inside has no stack, one made afterwards has", () => {
  expect(withoutStacks(() => framesOf(new Error("inside")))).toBe(0);
  expect(framesOf(new Error("after"))).toBeGreaterThan(0);
});

test("what the work throws comes out, and stacks are back", () => {
  const thrown = new SyntaxError("inside");
  const work = () =>
    withoutStacks(() => {
      throw thrown;
    });
  expect(work).toThrow(thrown);
  expect(framesOf(new Error("after"))).toBeGreaterThan(0);
});
