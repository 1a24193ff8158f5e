// PROTOCOL.md's catalogue of codes equals the source's, cell by cell and in the same order. The types allow no other code to be sent.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { Fault } from "../../src/api/fault.ts";
import { noticeCodes, notices, type RunCode, runCodes, runFailures } from "../../src/protocol/codes.ts";
import { closeCodes } from "../../src/protocol/constants.ts";
import { type ErrorCode, errorCodes, errors, type Problem } from "../../src/protocol/errors.ts";
import { eventSchemas } from "../../src/protocol/events.ts";
import type { Notice } from "../../src/protocol/resources.ts";

const protocol = readFileSync(join(root, "PROTOCOL.md"), "utf8");

/** Rows of the table below a heading, without its header. */
function table(heading: string): string[] {
  const section = protocol.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  if (!section) throw new Error(`PROTOCOL.md has no heading "${heading}".`);
  return section.split("\n").filter((line) => line.startsWith("| `"));
}

test("errors, each with its status, when it comes, and what to do", () => {
  const rows = Object.entries(errors).map(
    ([code, { status, when, remedy }]) => `| \`${code}\` | ${status} | ${when} | ${remedy} |`,
  );
  expect(table("Errors")).toEqual(rows);
});

test("why a run failed", () => {
  const rows = Object.entries(runFailures).map(([code, { means, remedy }]) => `| \`${code}\` | ${means} | ${remedy} |`);
  expect(table("Why a run failed")).toEqual(rows);
});

test("notices", () => {
  const rows = Object.entries(notices).map(([code, { means, remedy }]) => `| \`${code}\` | ${means} | ${remedy} |`);
  expect(table("Notices")).toEqual(rows);
});

test("events", () => {
  const types = table("Events").flatMap((row) => {
    const names = [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    return names.map((name) => (name.startsWith(".") ? `${names[0]?.split(".")[0]}${name}` : name));
  });
  // These two are described in prose, because they are not entries of the log.
  expect([...types, "hello", "log.reset"].sort()).toEqual(Object.keys(eventSchemas).sort());
});

test("events, each with all of its fields", () => {
  const unsaid = table("Events").flatMap((row) => {
    const [, first = "", second = ""] = row.split("|");
    const names = [...first.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    return names.flatMap((name) => {
      const type = name.startsWith(".") ? `${names[0]?.split(".")[0]}${name}` : name;
      const schema = eventSchemas[type];
      if (!schema || !("entries" in schema)) throw new Error(`${type} has no schema.`);
      const fields = Object.keys(schema.entries as object).filter(
        (field) => !["type", "seq", "at", "version_id"].includes(field),
      );
      return fields.filter((field) => !second.includes(`\`${field}\``)).map((field) => `${type}: ${field}`);
    });
  });
  expect(unsaid).toEqual([]);
});

test("codes with which a socket is closed", () => {
  const events = protocol.slice(protocol.indexOf("\n## Events"), protocol.indexOf("\n## Codes"));
  const listed = [...events.matchAll(/\b4[0-4]\d\d\b/g)].map(([code]) => Number(code));
  expect(listed.toSorted()).toEqual(Object.values(closeCodes).toSorted());
});

test("no code is listed that nothing sends", () => {
  const lists = new Set(["src/protocol/codes.ts", "src/protocol/errors.ts"]);
  const source = globSync("src/**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !lists.has(path) && !path.startsWith("src/web/") && !path.startsWith("src/demo/"))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  const unsent = [...errorCodes, ...runCodes, ...noticeCodes].filter((code) => !source.includes(`"${code}"`));
  expect(unsent).toEqual([]);
});

test("a code that is not in the catalogue does not compile", () => {
  // @ts-expect-error: no error of this name
  const fault = new Fault("no_such_code", "There is no such code.");
  // @ts-expect-error: no error of this name
  const problem: Problem = { code: "no_such_code", message: "There is no such code." };
  // @ts-expect-error: no notice of this name
  const notice: Notice = { code: "no_such_code", message: "There is no such code." };
  // @ts-expect-error: no run fails for this
  const failure: RunCode = "no_such_code";
  const catalogue: readonly string[] = [...errorCodes, ...runCodes, ...noticeCodes];
  for (const code of [fault.code, problem.code, notice.code, failure] satisfies (ErrorCode | RunCode | Notice["code"])[])
    expect(catalogue).not.toContain(code);
});
