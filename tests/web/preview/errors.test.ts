// Reports of a preview's errors: counted by message, and cut between characters.
import { expect, test } from "vitest";
import { withReport } from "../../../src/web/preview/errors.ts";

test("a long message is cut between characters, and what comes again is counted", () => {
  const long = `x${"😀".repeat(400)}`;
  const reports = withReport(withReport([], long), long);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.count).toBe(2);
  expect(reports[0]?.message.isWellFormed()).toBe(true);
  expect(reports[0]?.message).toHaveLength(499);
});
