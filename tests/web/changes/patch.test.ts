import { expect, test } from "vitest";
import { parsePatch } from "../../../src/web/changes/patch.ts";
import { treeOf } from "../../../src/web/code/tree.ts";

test("a patch is read with line numbers of both sides, whatever its lines look like", () => {
  const patch = [
    "--- a",
    "+++ b",
    "@@ -2,3 +2,3 @@",
    " same",
    "--- not a header",
    "+++ nor this",
    "\\ No newline at end of file",
    "",
  ].join("\n");
  expect(parsePatch(patch)).toEqual({
    added: 1,
    removed: 1,
    lines: [
      { kind: "hunk", before: null, after: null, text: "@@ -2,3 +2,3 @@" },
      { kind: "context", before: 2, after: 2, text: "same" },
      { kind: "removed", before: 3, after: null, text: "-- not a header" },
      { kind: "added", before: null, after: 3, text: "++ nor this" },
    ],
  });
});

test("a tree lists folders before files, and each folder once", () => {
  const rows = treeOf(["index.html", "src/main.tsx", "src/ui/button.tsx", "src/app.tsx", "assets/a.css"]);
  expect(rows.map(({ depth, name, folder }) => `${"  ".repeat(depth)}${name}${folder ? "/" : ""}`)).toEqual([
    "assets/",
    "  a.css",
    "src/",
    "  ui/",
    "    button.tsx",
    "  app.tsx",
    "  main.tsx",
    "index.html",
  ]);
});
