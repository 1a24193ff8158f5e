// The catalogue of codes in PROTOCOL.md is the one of the source, code by code, in both directions. The types let nothing else be sent.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { noticeCodes, runCodes } from "../../src/protocol/codes.ts";
import { errorCodes, errorStatus } from "../../src/protocol/errors.ts";
import { eventSchemas } from "../../src/protocol/events.ts";

const protocol = readFileSync(join(root, "PROTOCOL.md"), "utf8");

/** First cells and second cells of the table below a heading, until the next heading. */
function table(heading: string): [names: string[], second: string][] {
  const section = protocol.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  if (!section) throw new Error(`PROTOCOL.md has no heading "${heading}".`);
  return [...section.matchAll(/^\| (`[^|]*) \| ([^|]*) \|/gm)].map(([, first = "", second = ""]) => [
    [...first.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    second,
  ]);
}

test("errors, each with its status", () => {
  const listed = table("Errors").map(([[code = ""], status]) => [code, Number(status)]);
  expect(Object.fromEntries(listed)).toEqual(errorStatus);
  expect(listed).toHaveLength(errorCodes.length);
});

test("why a run failed", () => {
  expect(table("Why a run failed").flatMap(([names]) => names)).toEqual([...runCodes]);
});

test("what a run tells on the way", () => {
  expect(table("What a run tells on the way").flatMap(([names]) => names)).toEqual([...noticeCodes]);
});

test("events", () => {
  const types = table("Events").flatMap(([names]) =>
    names.map((name) => (name.startsWith(".") ? `${names[0]?.split(".")[0]}${name}` : name)),
  );
  // These two are told of in words, as they are no entries of the log.
  expect([...types, "hello", "log.reset"].sort()).toEqual(Object.keys(eventSchemas).sort());
});

test("no code is listed that nothing sends", () => {
  const lists = new Set(["src/protocol/codes.ts", "src/protocol/errors.ts"]);
  const source = globSync("src/**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !lists.has(path) && !path.startsWith("src/web/") && !path.startsWith("src/llm/demo/"))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  const unsent = [...errorCodes, ...runCodes, ...noticeCodes].filter((code) => !source.includes(`"${code}"`));
  expect(unsent).toEqual([]);
});
