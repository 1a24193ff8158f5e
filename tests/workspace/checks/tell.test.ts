// What is wrong is told once a cause, what blocks first, and no longer than it is read.
import { expect, test } from "vitest";
import { causesOf, described, problemsOf } from "../../../src/workspace/checks/tell.ts";
import type { Diagnostic } from "../../../src/workspace/checks.ts";

const at = (path: string, message: string, severity: Diagnostic["severity"] = "error", line = 1): Diagnostic => ({
  ...{ path, line, column: 5, message, severity },
});

const missing = 'The package "moment" is not available.';
const many = Array.from({ length: 14 }, (_, n) => at(`src/${n}.tsx`, missing, "error", n + 1));

test("the same in many files is one cause, and the first places are named", () => {
  expect(causesOf(many)).toHaveLength(1);
  expect(described(many, 1_200)).toBe(
    `src/0.tsx:1:5 error: ${missing} (also in src/1.tsx:2:5, src/2.tsx:3:5, src/3.tsx:4:5 and 10 more places of 10 files)`,
  );
  expect(problemsOf(many.slice(0, 2))).toEqual([
    { path: "src/0.tsx", line: 1, column: 5, severity: "error", message: `${missing} (Also in src/1.tsx:2:5.)` },
  ]);
});

test("what blocks comes before warnings; otherwise the order of causes is kept", () => {
  const told = problemsOf([at("a.css", "w", "warning"), at("b.ts", "first"), at("c.ts", "second"), at("d.css", "x", "warning")]);
  expect(told.map(({ path }) => path)).toEqual(["b.ts", "c.ts", "a.css", "d.css"]);
});

test("as many as fit are told, and how many more there are", () => {
  const long = Array.from({ length: 60 }, (_, n) => at(`src/${n}.ts`, `${n} ${"is quite wrong ".repeat(n % 40)}`));
  const text = described(long, 1_200);
  expect(text.length).toBeLessThanOrEqual(1_200);
  const lines = text.split("\n");
  expect(lines.at(-1)).toBe(`… and ${60 - (lines.length - 1)} more`);
  expect(described([at("a.ts", "x".repeat(5_000))], 1_200).length).toBeLessThanOrEqual(1_200);
  expect(problemsOf(long)).toHaveLength(20);
  for (const { message } of problemsOf(long)) expect(message.length).toBeLessThan(600);
});
