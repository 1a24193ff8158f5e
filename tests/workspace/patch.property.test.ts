// What holds for every patch, on files that are small but wild.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWorkspace } from "../../src/workspace/files.ts";
import { applyPatch } from "../../src/workspace/patch.ts";
import { type HunkLine, parsePatch } from "../../src/workspace/patch-format.ts";
import { applyHunks } from "../../src/workspace/patches/hunks.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { spliced } from "./spliced.ts";

const runs = { numRuns: fuzzRuns(300) };

const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\t", "$&", "+", "-", "@", "🙂"), maxLength: 4 });
const kind = fc.constantFrom<HunkLine["kind"]>("keep", "remove", "add");
const hunkLines = fc.array(fc.record({ kind, text }), { minLength: 1, maxLength: 10 });
const lineBreak = fc.constantFrom("\n", "\r\n");
const signs = { keep: " ", remove: "-", add: "+" };

describe("properties of patches", () => {
  test("a part that shows the whole file makes exactly the other one of it", () => {
    fc.assert(
      fc.property(hunkLines, lineBreak, (lines, end) => {
        const fileOf = (other: HunkLine["kind"]) =>
          lines
            .filter((line) => line.kind !== other)
            .map((line) => line.text + end)
            .join("");
        const [before, after] = [fileOf("add"), fileOf("remove")];
        fc.pre(before.trim() !== "" && before !== after);
        const patch = [
          "*** Begin Patch",
          "*** Update File: a",
          ...lines.map((line) => signs[line.kind] + line.text),
          "*** End Patch",
        ].join("\n");
        const workspace = createWorkspace([["a", before]]);
        const parsed = parsePatch(patch);
        fc.pre(parsed.ok);
        const result = applyPatch(workspace, parsed.steps);
        expect(result).toMatchObject({ ok: true });
        expect(workspace.read("a")).toBe(after);
      }),
      runs,
    );
  });

  test("whatever is asked of a file, its changes lead to the new content, and its line breaks stay", () => {
    // Most lines are the file's own, from some line on: what is not there at all is refused soon.
    const part = fc.record({
      from: fc.nat(),
      header: fc.option(fc.nat(), { nil: null }),
      lines: fc.array(fc.record({ kind, text, strange: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: 4 }),
      atEnd: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 10 }),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        lineBreak,
        (lines, parts, end) => {
          const content = lines.map((line) => line + end).join("");
          const hunks = parts.map(({ from, header, lines: some, atEnd }) => {
            let at = from % (lines.length + 1);
            const own = (line: { kind: HunkLine["kind"]; text: string; strange: number }): HunkLine => ({
              kind: line.kind,
              text: line.kind === "add" || line.strange === 0 ? line.text : (lines[at++] ?? line.text),
            });
            const headers =
              header === null ? [] : [lines[header % (lines.length + 1)]?.trim() ?? ""].filter((words) => words !== "");
            return { headers, lines: some.map(own), atEnd: atEnd === 0, line: 1 };
          });
          const result = applyHunks(content, hunks);
          if (!result.ok) expect(result.reason).not.toBe("");
          else {
            expect(spliced(content, result.changes)).toBe(result.content);
            if (content !== "" && end === "\r\n") expect(result.content).not.toMatch(/(^|[^\r])\n/);
            // What no part takes out is still there, in its order.
            const out = hunks.flatMap((hunk) => hunk.lines.filter((line) => line.kind === "remove")).length;
            const kept = lines.length - out;
            expect(result.content.split("\n").length - 1).toBe(
              kept + hunks.flatMap((hunk) => hunk.lines.filter((line) => line.kind === "add")).length,
            );
          }
        },
      ),
      runs,
    );
  });

  test("one file that cannot be changed leaves all of them as they were", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom("a", "b", "c", "d/e"), { minLength: 1 }), fc.nat(), (paths, pick) => {
        const workspace = createWorkspace(paths.map((path) => [path, `${path}\n`]));
        const steps = paths.flatMap((path, index) =>
          index % 3 === 0
            ? [`*** Update File: ${path}`, `-${path}`, "+x"]
            : index % 3 === 1
              ? [`*** Delete File: ${path}`]
              : [`*** Update File: ${path}`, "*** Move to: moved"],
        );
        const bad = ["*** Update File: gone", "-1", "+2"];
        const all = pick % 2 === 0 ? [...bad, ...steps] : [...steps, ...bad];
        const parsed = parsePatch(["*** Begin Patch", ...all, "*** End Patch"].join("\n"));
        expect(parsed.ok && applyPatch(workspace, parsed.steps).ok).toBe(false);
        expect(workspace.changes()).toEqual({ written: [], deleted: [] });
      }),
      runs,
    );
  });
});
