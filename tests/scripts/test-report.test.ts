import { expect, test } from "vitest";
import { countReport } from "../../scripts/lib/test-report.ts";

const report = (failed: number, files: { status: string; assertionResults: { status: string }[] }[]) =>
  JSON.stringify({ numPassedTests: 5, numFailedTests: failed, numPendingTests: 1, numTodoTests: 0, testResults: files });

test.each([
  ["all passed", report(0, [{ status: "passed", assertionResults: [{ status: "passed" }] }]), 0, 0],
  ["a failed test", report(1, [{ status: "failed", assertionResults: [{ status: "failed" }] }]), 1, 1],
  ["a file that does not load", report(0, [{ status: "failed", assertionResults: [] }]), 1, 1],
  ["an error outside of all tests", report(0, [{ status: "passed", assertionResults: [{ status: "passed" }] }]), 1, 1],
])("%s", (_, text, status, failed) => {
  expect(countReport(text, status)).toEqual({ passed: 5, failed, skipped: 1 });
});

test("no report at all is a failure", () => {
  expect(countReport(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
