// However long a stylesheet or the sources are, compiling ends soon: time grows with the text, and what is too much is refused in words.
import { expect, test } from "vitest";
import { assembledNames } from "../../src/styles/compiler/assembled.ts";
import { addCandidates } from "../../src/styles/compiler/candidates.ts";
import { compileStyle } from "../../src/styles/compiler/compile.ts";
import { cpuTimeMs } from "../fakes/cpu-time.ts";

const mostMs = 250;
/** The search for faults has 3 s; the machine may be busy. */
const mostCompileMs = 10_000;
const characters = 100_000;

test.each(["[", "[a", "a[", "a-[", "a-[b]", "a-[(", "p-4 ", "a:", "a-['", '["', "${", "&amp;", "a.b", "\\", "(", "a-(--"])(
  "%j again and again",
  (pump) => {
    const text = pump.repeat(characters / pump.length);
    expect(cpuTimeMs(() => addCandidates(text, true, new Set()))).toBeLessThan(mostMs);
    expect(cpuTimeMs(() => assembledNames(text))).toBeLessThan(mostMs);
  },
);

async function compiled(css: string, files: Record<string, string> = {}) {
  const all = { ...files, "a.css": css };
  const before = process.cpuUsage();
  const result = await compileStyle({
    sheet: { path: "a.css", parts: [{ text: css, offset: 0 }] },
    files: all,
    paths: Object.keys(all),
  });
  const { user } = process.cpuUsage(before);
  return { ...result, ms: user / 1_000, told: result.diagnostics.map(({ message }) => message).join("\n") };
}

const start = '@import "tailwindcss";\n';

test("a stylesheet that is too long is served without Tailwind, and told", async () => {
  const { told, ms, css } = await compiled(start + ".a { color: red }\n".repeat(40_000));
  expect(told).toContain("more than 500000 characters");
  expect(css).toContain(".a { color: red }");
  expect(ms).toBeLessThan(mostCompileMs);
});

test("more words than there are classes", async () => {
  const words = Array.from({ length: 100_000 }, (_, n) => `p-${n}`).join(" ");
  const { told, ms } = await compiled(start, { "a.html": words });
  expect(told).toContain("more than 30000 words");
  expect(ms).toBeLessThan(mostCompileMs);
});

test.each([
  ["unknown names", (n: number) => `.a${n} { @apply nope-${n}; }\n`],
  ["unknown keys", (n: number) => `.a${n} { color: theme(no.${n}); }\n`],
  ["unknown variants", (n: number) => `.a${n} { @variant no-${n} { color: red } }\n`],
])("hundreds of %s", async (_, line) => {
  const { told, ms } = await compiled(start + Array.from({ length: 300 }, (_, n) => line(n)).join(""), { "a.html": "underline" });
  expect(told).not.toBe("");
  expect(ms).toBeLessThan(mostCompileMs);
});
