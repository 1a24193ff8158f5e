// Edits: where a search text matches, what a refusal says, and how small the change is.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/workspace/edits.ts";
import { cpuTimeMs } from "../fakes/cpu-time.ts";
import { type EditCase, oneEdit, refusals, severalEdits } from "./edit-cases.ts";
import { spliced } from "./spliced.ts";

function check([, before, pairs, after]: EditCase): void {
  const result = applyEdits(
    before,
    pairs.map(([search, replace]) => ({ search, replace })),
  );
  if (after instanceof RegExp) {
    expect(result).toEqual({ ok: false, reason: expect.stringMatching(after) });
  } else {
    expect(result).toMatchObject({ ok: true, content: after });
    if (result.ok) expect(spliced(before, result.changes)).toBe(after);
  }
}

describe("one edit replaces", () => {
  test.each(oneEdit)("%s", (...edit) => check(edit));
});

describe("one edit is refused for", () => {
  test.each(refusals)("%s", (...edit) => check(edit));
});

describe("several edits:", () => {
  test.each(severalEdits)("%s", (...edit) => check(edit));
});

test("the nearest lines are shown with their numbers", () => {
  const content = Array.from({ length: 40 }, (_, index) => `const value${index} = compute(${index});`).join("\n");
  const result = applyEdits(content, [{ search: "const value20 = compute(99);", replace: "x" }]);
  const reason = result.ok ? "" : result.reason;
  expect(reason).toContain("21 | const value20 = compute(20);");
  expect(reason.split("\n").length).toBeLessThan(12);
});

test("only what differs changes, and never half a character", () => {
  const change = (content: string, search: string, replace: string) => applyEdits(content, [{ search, replace }]);
  expect(change("let colour = 'red';", "colour = 'red'", "colour = 'rot'")).toMatchObject({
    changes: [{ offset: 15, remove: 2, text: "ot" }],
  });
  // The two faces share their first surrogate.
  expect(change("a🙂b", "🙂", "🙃")).toMatchObject({ changes: [{ offset: 1, remove: 2, text: "🙃" }] });
  // 𝒜 and 🂜 share their second one.
  expect(change("\u{1d49c}", "\u{1d49c}", "\u{1f09c}")).toMatchObject({ changes: [{ offset: 0, remove: 2 }] });
});

describe("a large file takes time in proportion to its length:", () => {
  const equal = "  foo(bar);\n".repeat(90_000);
  const long = "a".repeat(50_000);
  test.each([
    ["equal lines", equal, `${"  foo(bar);\n".repeat(2_500)}y\n${"  foo(bar);\n".repeat(2_500)}`],
    ["equal lines, loosely", equal, `${"foo(bar);\n".repeat(5_000)}\tfoo(bar);`],
    ["equal lines, all unlike", equal, "foo(bar) x;\n".repeat(5_000)],
    ["one line of one character", "a".repeat(1_000_000), `${long}b${long}`],
    ["blank lines", "\n".repeat(1_000_000), "x\n\n\ny"],
  ])("%s", (_, content, search) => {
    const took = cpuTimeMs(() => expect(applyEdits(content, [{ search, replace: "z" }]).ok).toBe(false));
    // Ten times what it takes; `indexOf` alone, or lines times lines, takes four times as long as this and more.
    expect(took).toBeLessThan(5_000);
  });

  test("two hundred edits", () => {
    const content = Array.from({ length: 26_000 }, (_, index) => `    const value${index} = compute(${index});  \n`).join("");
    const took = cpuTimeMs(() => {
      for (const search of [
        (n: number) => `value${n} =`,
        (n: number) => `const value${n} = compute(${n});\nconst value${n + 1} = compute(${n + 1});`,
      ]) {
        const edits = Array.from({ length: 200 }, (_, index) => ({ search: search(index * 129), replace: `x${index}` }));
        expect(applyEdits(content, edits).ok).toBe(true);
      }
    });
    // Four times what it takes; lines that are split anew for each edit take longer.
    expect(took).toBeLessThan(2_000);
  });
});
