// Documents stay true: every link, source file, folder and script that one names is there.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";

const documents = globSync(["*.md", ".github/**/*.md", "docs/**/*.md", "src/**/*.md"], { cwd: root }).toSorted();
const files = globSync(["*", "{.github,docs,migrations,scripts,src,tests}/**/*"], { cwd: root }).map((path) => `/${path}`);
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Names that stand for any file, files of generated apps, and of other projects. */
const elsewhere: ReadonlySet<string> = new Set([
  ...["a.ts", "x.test.ts", "x.workerd.test.ts", "forms/form-N.ts", "api.d.ts"],
  ...["src/App.tsx", "src/app.js"],
  ...["ai-api.ts", "src/cloudflare/internal/ai-api.ts", "packages/workers-ai-provider/src/streaming.ts"],
]);

const patterns = {
  link: /\]\((?!https?:|mailto:|#)([^)\s#]+)/g,
  /** From the root; `<kind>` and `*` stand for any name. */
  path: /(?<![\w./@$-])((?:\.github|docs|migrations|scripts|src|tests)\/[\w.*<>/-]*[\w*>/-])/g,
  /** A source file by its name, with as many of its folders as the sentence needs. */
  source: /(?<![\w/*.@$<>:-])((?:[\w-]+\/)*[\w-][\w.-]*\.(?:tsx?|mts|css|toml|sql))\b/g,
  script: /npm run ([\w:-]+)/g,
};

function missingIn(text: string, document: string): string[] {
  const named = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map((found) => found[1] ?? "").filter((name) => !elsewhere.has(name));
  const isThere = (path: string) => globSync(path.replaceAll(/<[\w-]+>/g, "*"), { cwd: root }).length > 0;
  const missing = [
    ...named(patterns.link).filter((target) => !existsSync(join(root, dirname(document), target))),
    ...named(patterns.path).filter((path) => !isThere(path)),
    ...named(patterns.source).filter((name) => !files.some((path) => path.endsWith(`/${name}`))),
    ...named(patterns.script).filter((name) => !(name in scripts)),
  ];
  return [...new Set(missing)];
}

test("what is not there is found", () => {
  const there =
    "[c](README.md#start), `src/worker.ts`, `src/models/<family>/`, tests/**/*.ts., run.ts, tools/define.ts, npm run bench.";
  expect(missingIn(there, "README.md")).toEqual([]);
  const gone = "[a](b.md), `src/gone/`, `src/gone/<kind>/x.ts`, tests/gone-*.ts, gone.ts, tools/gone.ts, `npm run gone`.";
  expect(missingIn(gone, "README.md")).toEqual([
    ...["b.md", "src/gone/", "src/gone/<kind>/x.ts", "tests/gone-*.ts", "gone.ts", "tools/gone.ts", "gone"],
  ]);
});

test.for(documents)("%s names only what is there", (document) => {
  expect(missingIn(readFileSync(join(root, document), "utf8"), document)).toEqual([]);
});
