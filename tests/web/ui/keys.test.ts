// Keys that an input method has taken are not for the page.
import { expect, test } from "vitest";
import { excessOf } from "../../../src/web/composer/message-field.tsx";
import { isComposing } from "../../../src/web/ui/keys.ts";

test("the Enter that confirms is the input method's, in Chromium and in Safari", () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

test("a text is too long by what the server would refuse: white space around it does not count", () => {
  expect(excessOf("x".repeat(40_000))).toBe(0);
  expect(excessOf(`  ${"x".repeat(40_000)}\n`)).toBe(0);
  expect(excessOf(`  ${"x".repeat(40_003)}\n`)).toBe(3);
});
