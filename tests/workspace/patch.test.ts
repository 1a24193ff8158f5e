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
    ["Windows line breaks", lines.replaceAll("\n", "\r\n")],
  ])("%s are forgiven", (_, input) => {
    expect(patched({ a: "1\n" }, input)).toEqual({ files: { a: "2\n" }, reason: "" });
  });

  test.each([
    ["no beginning", "*** Update File: a\n-1\n+2\n*** End Patch", /must be "\*\*\* Begin Patch"/],
    ["no end", "*** Begin Patch\n*** Update File: a\n-1\n+2", /may have been cut off/],
    ["two patches", `${lines}\n${lines}`, /Nothing may follow/],
    ["a diff of git", "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n", /The form is:/],
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
