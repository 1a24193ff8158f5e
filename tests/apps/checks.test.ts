// What the checks say without a run: nothing about apps that work, and the place and the words for each planted fault.
import { describe, expect, test } from "vitest";
import { checkApp, type Diagnostic } from "../../src/workspace/checks.ts";
import { cupCounter } from "./faults/cup-counter.ts";
import { foundByStyles, isItsLine, plantedFaults, withFault } from "./faults/planted.ts";
import { apps } from "./index.ts";
import { writtenFiles } from "./written-files.ts";

function check(files: Readonly<Record<string, string>>): Diagnostic[] {
  const byPath = new Map(Object.entries(files));
  return checkApp({
    read: (path) => byPath.get(path),
    has: (path) => byPath.has(path),
    list: () => [...byPath.keys()].map((path) => ({ path })),
  });
}

test.each(apps)("nothing is wrong with $name", ({ name, uploads, expectedProblems = [] }) => {
  const written = writtenFiles(name).map(({ path, content }) => [path, content] as const);
  const uploaded = [...(uploads?.().keys() ?? [])].map((path) => [path, ""] as const);
  const told = check(Object.fromEntries([...written, ...uploaded]));
  expect(told.filter(({ message }) => !expectedProblems.some((known) => known.test(message)))).toEqual([]);
});

describe("planted faults", () => {
  test("the app is right without them", () => {
    expect(check(cupCounter)).toEqual([]);
  });

  test.each(plantedFaults.filter(({ name }) => !foundByStyles.has(name)))("$name", (fault) => {
    const told = check(withFault(fault)).filter(({ path, line }) => path === fault.path && isItsLine(fault, line));
    expect(told.map(({ message }) => message).join("\n")).toMatch(fault.says);
  });
});
