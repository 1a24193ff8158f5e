// Patches: what they do to the files, that they do all of it or nothing, and what around them is forgiven.
import { describe, expect, test } from "vitest";
import { createWorkspace } from "../../src/workspace/files.ts";
import { applyPatch } from "../../src/workspace/patch.ts";
import { parsePatch } from "../../src/workspace/patch-format.ts";
import { cpuTimeMs } from "../fakes/cpu-time.ts";
import { type Files, patches, refusals } from "./patch-cases.ts";
import { spliced } from "./spliced.ts";

function patched(before: Files, input: string): { files: Files; reason: string } {
  const workspace = createWorkspace(Object.entries(before));
  const parsed = parsePatch(input);
  const result = parsed.ok ? applyPatch(workspace, parsed.steps) : parsed;
  const files = Object.fromEntries(workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""]));
  if (result.ok) expect(replayed(before, result.changes)).toEqual(files);
  return { files, reason: result.ok ? "" : result.reason };
}

/** What a viewer makes of the changes. */
function replayed(before: Files, changes: Extract<ReturnType<typeof applyPatch>, { ok: true }>["changes"]): Files {
  const files = new Map(Object.entries(before));
  for (const change of changes) {
    if (change.type === "deleted") files.delete(change.path);
    else if (change.type === "written") files.set(change.path, change.content);
    else if (change.type === "edited") files.set(change.path, spliced(files.get(change.path) ?? "", change.changes));
    else {
      files.set(change.to, files.get(change.from) ?? "");
      files.delete(change.from);
    }
  }
  return Object.fromEntries(files);
}

const whole = (lines: readonly string[]) => ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");

describe("a patch makes", () => {
  test.each(patches)("%s", (_, before, lines, after) => {
    expect(patched(before, whole(lines))).toEqual({ files: after, reason: "" });
  });
});

describe("a patch is refused for", () => {
  test.each(refusals)("%s", (_, before, lines, reason) => {
    expect(patched(before, whole(lines))).toEqual({ files: before, reason: expect.stringMatching(reason as RegExp) });
  });
});

describe("around a patch", () => {
  const lines = whole(["*** Update File: a", "-1", "+2"]);
  test.each([
    ["blank lines", `\n\n${lines}\n\n`],
    ["a code fence", `\`\`\`diff\n${lines}\n\`\`\``],
    ["a shell command", `apply_patch <<'EOF'\n${lines}\nEOF`],
    ["a shell command in a code fence", `\`\`\`bash\napply_patch <<"PATCH"\n${lines}\nPATCH\n\`\`\`\n`],
    ["no first line", lines.split("\n").slice(1).join("\n")],
    ["sentences", `Here is the patch:\n\n${lines}\n\nIt changes a.`],
    ["a command line as JSON", JSON.stringify(["apply_patch", lines])],
    ["a shell as JSON", JSON.stringify(["bash", "-lc", `apply_patch <<'EOF'\n${lines}\nEOF`])],
    ["arguments as JSON", JSON.stringify({ input: lines })],
    ["a shell", `bash -lc "apply_patch <<'EOF'\n${lines}\nEOF"`],
    ["a shell in a folder", `cd /workspace && apply_patch <<'PATCH'\n${lines}\nPATCH\n`],
    ["a shell's quotes", `apply_patch "${lines}"`],
    ["spaces before all lines", lines.replace(/^/gm, "    ")],
    ["spaces before the marks", lines.replaceAll("***", "  ***")],
    ["spaces before one mark", lines.replace("*** Update", "  *** Update")],
    ["quotes around the path", lines.replace("File: a", "File: `a`")],
    ["a slash before the path", lines.replace("File: a", "File: /a")],
    ["a folder of another machine", lines.replace("File: a", "File: /workspace/a")],
    ["the path in another case", lines.replace("File: a", "File: A")],
    ["a command in an object", JSON.stringify({ command: ["bash", "-lc", `apply_patch "${lines}"`] })],
    ["a list as Python writes it", `['apply_patch', '''${lines}''']`],
    ["line breaks as two characters", JSON.stringify(lines).slice(1, -1)],
    ["a fence around the parts", lines.replace("File: a", "File: a\n```").replace("*** End", "```\n*** End")],
    ["a sentence behind a diff", "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n\nThat is all."],
    ["another tool's heading of a diff", `Index: a\n${"=".repeat(60)}\n--- a\n+++ a\n@@ -1 +1 @@\n-1\n+2\n`],
    ["git's names once more", lines.replace("File: a", "File: a\n--- a/a\n+++ b/a\n@@ -1 +1 @@")],
    ["a diff of git", "diff --git a/a b/a\nindex 1..2 100644\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n"],
    [
      "a diff without git's letters",
      "--- a\t2026-01-01\n+++ a\t2026-01-02\n@@ -7,3 +7,3 @@\n-1\n+2\n\\ No newline at end of file\n",
    ],
    ["a diff in a fence", "```diff\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n```"],
    ["a diff between our marks", "*** Begin Patch\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n*** End Patch"],
    ["Windows line breaks", lines.replaceAll("\n", "\r\n")],
  ])("%s are forgiven", (_, input) => {
    expect(patched({ a: "1\n" }, input)).toEqual({ files: { a: "2\n" }, reason: "" });
  });

  test.each([
    ["two patches", `${lines}\n\n*** Begin Patch\n*** Add File: b\n+3\n*** End Patch`],
    [
      "other words for what is done",
      `${lines.replace("Update", "Modify").replace("*** End", "*** Create File: b\n+3\n*** End")}`,
    ],
    [
      "marks in another case",
      `${lines.replace("Update File", "update file").replace("*** End", "*** add file: b\n+3\n*** end")}`,
    ],
    ["stars around the marks", `*** Begin Patch ***\n*** Update File: a ***\n-1\n+2\n*** Add File: b ***\n+3\n*** End Patch ***`],
    ["no colon", `*** Begin Patch\n*** Update File a\n-1\n+2\n*** Add File b\n+3\n*** End Patch`],
  ])("%s are read", (_, input) => {
    expect(patched({ a: "1\n" }, input)).toEqual({ files: { a: "2\n", b: "3\n" }, reason: "" });
  });

  test("lines of a new file that look like marks stay", () => {
    const text = "*** Begin Patch\n*** Add File: a.md\n+*** update file: x ***\n+*** End Patch\n*** End Patch";
    expect(patched({}, text)).toEqual({ files: { "a.md": "*** update file: x ***\n*** End Patch\n" }, reason: "" });
  });

  test("what a diff of git makes of files", () => {
    const diff = [
      "diff --git a/new.txt b/new.txt",
      "new file mode 100644",
      "--- /dev/null",
      "+++ b/new.txt",
      "@@ -0,0 +1,2 @@",
      "+one",
      "+two",
      "diff --git a/old.txt b/old.txt",
      "deleted file mode 100644",
      "--- a/old.txt",
      "+++ /dev/null",
      "@@ -1 +0,0 @@",
      "-gone",
      "diff --git a/x.txt b/y.txt",
      "similarity index 100%",
      "rename from x.txt",
      "rename to y.txt",
      "diff --git a/b.txt b/c.txt",
      "rename from b.txt",
      "rename to c.txt",
      "--- a/b.txt",
      "+++ b/c.txt",
      "@@ -1 +1 @@",
      "-1",
      "+2",
    ].join("\n");
    const before = { "old.txt": "gone\n", "x.txt": "x\n", "b.txt": "1\n" };
    const after = { "new.txt": "one\ntwo\n", "y.txt": "x\n", "c.txt": "2\n" };
    expect(patched(before, diff)).toEqual({ files: after, reason: "" });
  });

  test.each([
    ["no end and no beginning", "*** Update File: a\n-1\n+2", /may have been cut off/],
    ["JSON that is cut", `["apply_patch", ${JSON.stringify(lines).slice(0, -20)}`, /The form is:/],
    ["no end", "*** Begin Patch\n*** Update File: a\n-1\n+2", /may have been cut off/],
    ["the same patch twice", `${lines}\n${lines}`, /Nothing of the patch was applied/],
    ["a second patch that is cut", `${lines}\n*** Begin Patch\n*** Add File: b\n+1`, /may have been cut off/],
    ["half of a diff", "--- a/a\n@@ -1 +1 @@\n-1\n+2\n", /The form is:/],
    ["a mark of another kind behind it", `${lines}\n*** Note`, /Nothing may follow/],
    ["nothing", "", /The form is:/],
  ])("%s is not", (_, input, reason) => {
    expect(patched({ a: "1\n" }, input)).toEqual({ files: { a: "1\n" }, reason: expect.stringMatching(reason) });
  });
});

test("a large, repetitive file takes time in proportion to its length", () => {
  const content = "if (a) {\n  b();\n}\n".repeat(30_000);
  const took = cpuTimeMs(() => {
    for (const header of ["@@", "@@ if (a) {", "@@ if (a) {\n@@ b();"]) {
      const { reason } = patched({ a: content }, whole(["*** Update File: a", header, "-  b();", "+  c();", "*** End of File"]));
      expect(reason).toMatch(/found more than 100 times|very many are/);
    }
  });
  // Ten times what it takes; a look at all lines for each line takes minutes.
  expect(took).toBeLessThan(5_000);
});
