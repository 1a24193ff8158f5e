// src/hub/STORAGE.md names everything a hub stores, and nothing else. It is compared with the fixture of the current form, which forms.workerd.test.ts
// compares with real hubs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { shapeOf } from "./stored/shape.ts";
import { busyByForm } from "./stored/stored.ts";

const documented = readFileSync(join(root, "src/hub/STORAGE.md"), "utf8");
const recorded = busyByForm.at(-1) ?? { schema: [], tables: {} };
const paths = [...shapeOf(recorded)].map((path) => path.split("."));

/** Names stored directly below a path. */
const below = (...parents: string[]) =>
  new Set(paths.filter((path) => parents.every((name, at) => path[at] === name)).flatMap((path) => path[parents.length] ?? []));

/** The names in the first cells of the table under a heading. */
function namesUnder(heading: string, cells = 1): Set<string> {
  const section = documented.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return new Set(
    rows.flatMap((row) =>
      namesIn(
        row
          .split("|")
          .slice(1, 1 + cells)
          .join(" "),
      ),
    ),
  );
}

const namesIn = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].flatMap(([, name]) => name ?? []);

test("tables and their columns", () => {
  const columns = Object.values(recorded.tables).flatMap(([row]) => Object.keys(row ?? {}));
  expect(namesUnder("Tables", 2)).toEqual(new Set([...Object.keys(recorded.tables), ...columns]));
});

test("single values", () => {
  const stored = below("meta");
  for (const column of ["key", "value"]) stored.delete(column);
  // In the fixture, nothing was deleted and no log was pruned.
  for (const name of ["deleted_at", "rows_deleted", "floor"]) stored.add(name);
  expect(namesUnder("Keys of `meta`")).toEqual(stored);
});

test("fields of a run, and of what a key keeps of one", () => {
  expect(namesUnder("Fields of a run")).toEqual(below("runs", "body"));
  expect(new Set(namesIn(documented.split("Its `submission` is ")[1] ?? ""))).toEqual(below("runs", "body", "submission"));
  expect(below("keys", "submitted")).toEqual(new Set(["id", "position", "submission"]));
});
