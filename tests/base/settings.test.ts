import { expect, test } from "vitest";
import { configured, millisecondsOf } from "../../src/base/settings.ts";
import { defaultPatience, patienceOf } from "../../src/llm/request/watchdog.ts";

test("quotes around a value are not part of it, and a placeholder is none", () => {
  expect(configured('"sk-real-0123"')).toBe("sk-real-0123");
  expect([configured(""), configured(" "), configured(undefined), configured("your-key-here")]).toEqual([null, null, null, null]);
});

test.each<[value: string | undefined, milliseconds: number]>([
  ["2", 2_000],
  ["0.7", 700],
  ['"1.5"', 1_500],
  ["99999", 10_000],
  [undefined, 5_000],
  ["", 5_000],
  ["0", 5_000],
  ["-1", 5_000],
  ["soon", 5_000],
  ["Infinity", 5_000],
])("a time of %j seconds", (value, milliseconds) => expect(millisecondsOf(value, 5_000, 10_000)).toBe(milliseconds));

test("each patience has its own setting", () => {
  expect(patienceOf({})).toEqual(defaultPatience);
  expect(patienceOf({ MODEL_FIRST_BYTE_SECONDS: "1", MODEL_IDLE_SECONDS: "2", MODEL_NO_PROGRESS_SECONDS: "3" })).toEqual({
    firstByteMs: 1_000,
    idleMs: 2_000,
    noProgressMs: 3_000,
  });
});
