// Class names name parts of the page; what state a part is in stands in data and aria attributes. A class for a state meets sooner or later
// a part of the same name: a dot for an empty app once was as large as an empty pane.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appStatus, stageName, versionStatus } from "../../src/protocol/resources.ts";

const folder = join(import.meta.dirname, "../../src/web/styles");
const sheets = readdirSync(folder).filter((name) => name.endsWith(".css"));
const selectorsOf = (name: string) =>
  readFileSync(join(folder, name), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split(/[{}]/)
    .filter((text) => !text.includes(";") && !text.trim().startsWith("@"))
    .flatMap((text) => text.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
    .filter((selector) => selector !== "");

const selectors = sheets.flatMap(selectorsOf);

test("no rule asks for two classes on one element", () => {
  expect(selectors.length).toBeGreaterThan(200);
  expect(selectors.filter((selector) => /\.[\w-]+\.[\w-]/.test(selector))).toEqual([]);
});

test("no class is named as a state of an app, a version or a run", () => {
  const states = new Set<string>([...appStatus.options, ...versionStatus.options, ...stageName.options]);
  const classes = selectors.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name));
  expect(classes.length).toBeGreaterThan(200);
  expect(classes.filter((name) => states.has(name))).toEqual([]);
});
