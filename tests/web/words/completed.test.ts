// The last line of a completed run: a green tick is for what was asked for and made.
import { expect, test } from "vitest";
import { endedVersion } from "../../../src/api/operations/examples.ts";
import type { Version } from "../../../src/protocol/resources.ts";
import { completedAs, fixRequest } from "../../../src/web/words/completed.ts";

const versionWith = (number: number | null, metadata: Partial<Version["metadata"]>): Version => ({
  ...endedVersion,
  number,
  metadata: { ...endedVersion.metadata, ...metadata },
});

const broken = { code: "does_not_load" as const, message: "It does not load." };
const waited = { code: "waiting" as const, message: "Trying again in 5 s." };

const problem = { path: "src/a.ts", line: 2, column: 5, message: "Nothing declares b.", severity: "error" as const };

test("what is sent to have it fixed names the places", () => {
  const version = versionWith(3, { notices: [broken] });
  expect(fixRequest(null)).toBeNull();
  expect(fixRequest(versionWith(3, {}))).toBeNull();
  expect(fixRequest(version)).toBe("It does not load.\n\nFix it.");
  const many = Array.from({ length: 9 }, (_, index) => ({ ...problem, line: index + 1 }));
  const request = fixRequest({ ...version, problems: [...many, { ...problem, severity: "warning" }] });
  expect(request?.split("\n")).toHaveLength(6);
  expect(request).toContain("- src/a.ts:1:5 Nothing declares b.");
});

test.each([
  ["a version", versionWith(3, {}), { tone: "good", number: 3, words: "done" }],
  ["one with another notice", versionWith(3, { notices: [waited] }), { tone: "good", number: 3, words: "done" }],
  [
    "one that does not load",
    versionWith(3, { notices: [waited, broken] }),
    { tone: "warn", number: 3, words: "built, but it does not load" },
  ],
  [
    "one whose problems are known",
    { ...versionWith(3, { notices: [broken] }), problems: [problem, { ...problem, severity: "warning" as const }] },
    { tone: "warn", number: 3, words: "built, with 1 problem" },
  ],
  ["a question", versionWith(null, { kind: "ask" }), { tone: "good", number: null, words: "Answered" }],
  [
    "an app that was not built",
    versionWith(null, { kind: "create" }),
    { tone: "plain", number: null, words: "Answered. Nothing was built." },
  ],
  [
    "a change that was not made",
    versionWith(null, { kind: "update" }),
    { tone: "plain", number: null, words: "Answered. Nothing was changed." },
  ],
  ["a version that is not here", null, { tone: "good", number: null, words: "Done" }],
])("%s", (_, version, said) => {
  expect(completedAs(version)).toEqual(said);
});
