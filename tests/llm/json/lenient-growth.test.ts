// However long the arguments are that nobody can read: the time grows with them, and no faster.
import { expect, test } from "vitest";
import { readJson } from "../../../src/llm/json/lenient.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";

const characters = 1_000_000;
/** CPU, milliseconds. */
const mostMs = 500;

test.each([
  ..."{[\"'`\\/#,:}] \na1<|",
  "{}",
  "[]",
  '{"a":1}',
  '{"a":"',
  '"a",',
  "[[1],",
  "//\n",
  "/*",
  "/**/",
  "\\u00",
  "<|a|>",
  "```json\n",
  "</s>",
  "'''",
  '"""a',
])("%j", (pump) => {
  const many = pump.repeat(characters / pump.length);
  for (const text of [many, `{"a":"${many}`, `{"a":${many}`, `{"a":1}${many}`, `${many}{"a":1,}`, `{"a":'${many}'}`])
    expect(cpuTimeMs(() => readJson(text))).toBeLessThan(mostMs);
});
