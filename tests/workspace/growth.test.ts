// No text of 100 KB holds up anybody else: everything that reads what a model or a person wrote is tried over texts that repeat what is hard on it.
import { createTwoFilesPatch } from "diff";
import { expect, test } from "vitest";
import { exactFile } from "../../src/libraries/cdn/answer.ts";
import { readModule } from "../../src/libraries/cdn/module.ts";
import { wantedRanges } from "../../src/libraries/cdn/ranges.ts";
import { readSpecifier } from "../../src/libraries/cdn/specifier.ts";
import { derivedText } from "../../src/libraries/derived.ts";
import { iconModule } from "../../src/libraries/icons.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { createTextCalls } from "../../src/llm/text-calls/text-calls.ts";
import { ownLibraries } from "../../src/orchestrator/libraries.ts";
import { callThatWrites, toolsFor } from "../../src/orchestrator/tools/index.ts";
import { searchFiles } from "../../src/orchestrator/tools/search-files.ts";
import { leadRefresh, leadSrcset } from "../../src/preview/addresses.ts";
import type { PreviewApp } from "../../src/preview/app.ts";
import { assetModule } from "../../src/preview/asset-modules.ts";
import { moduleLinks, renamed } from "../../src/preview/module-links.ts";
import { mountedCode } from "../../src/preview/mounted-code.ts";
import { linkModule } from "../../src/preview/scripts.ts";
import { absoluteCss, pageStyle } from "../../src/preview/styles.ts";
import type { Styles } from "../../src/styles/styles.ts";
import { aliasFiles, withAliases } from "../../src/workspace/aliases.ts";
import { scanCss, usesTailwind } from "../../src/workspace/checks/css.ts";
import { scanHtml } from "../../src/workspace/checks/html.ts";
import { findJsonProblem } from "../../src/workspace/checks/json.ts";
import { missingMedia } from "../../src/workspace/checks/missing-media.ts";
import { readScopes } from "../../src/workspace/checks/scopes/read.ts";
import { parseSyntax } from "../../src/workspace/checks/syntax/parse.ts";
import { checkApp, checkFile } from "../../src/workspace/checks.ts";
import { cleanContent } from "../../src/workspace/contents/clean.ts";
import { leftInRefusal } from "../../src/workspace/contents/left-in.ts";
import { cssModule } from "../../src/workspace/css-modules.ts";
import { placeholderRefusal } from "../../src/workspace/edits/placeholders.ts";
import { applyEdits } from "../../src/workspace/edits.ts";
import { completedPage } from "../../src/workspace/entry.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { compileModule } from "../../src/workspace/modules.ts";
import { withPageMaps } from "../../src/workspace/page-maps.ts";
import { applyPatch } from "../../src/workspace/patch.ts";
import { parsePatch } from "../../src/workspace/patch-format.ts";
import { fitModule } from "../../src/workspace/scripts/fit.ts";
import { cpuTimeMs } from "../fakes/cpu-time.ts";
import { sized } from "../setup/full.ts";
import { foreignReaders } from "./foreign-readers.ts";
import { around, pumps, textOf } from "./pumps.ts";

const largeCharacters = 100_000;
/** Every text is tried at this length, and what was slowest there at the full one. */
const smallCharacters = 3_000;
const slowestTried = sized(2, 4);
/**
 * CPU, milliseconds. It is to be 100 at most on a machine of its own, and nearly is: the last test tells the worst. The same work takes longer where others
 * use the same cores, and what grows with the square of its length takes seconds.
 */
const mostMs = 250;

type Reader = (text: string) => unknown;
const exists = () => false;
const page = '<!doctype html><script type="module" src="/a.tsx"></script>';
const patched = (path: string, patch: string, content: string) => {
  const parsed = parsePatch(patch);
  if (parsed.ok) applyPatch(createWorkspace([[path, content]]), parsed.steps);
};
/** The compiler has an isolate of its own, and a test of its own: tests/styles/growth.test.ts. */
const styles: Styles = { compile: async () => ({ css: "", remote: "", diagnostics: [] }) };
const app: PreviewApp = {
  number: 1,
  mount: "/p/a",
  exists: (path) => path === "b.css",
  libraries: vendored,
  resolved: {},
  publicValues: {},
  valuesTag: "",
  hash: () => "",
  binary: () => null,
  size: () => 0,
  paths: [],
  styles,
  read: async () => "@import './a.css' layer(x); @apply y;",
};
const lead = (url: string) => `/p/a${url}`;
const search = (text: string, query: string) =>
  void searchFiles.run(
    { query: query || "a" },
    {
      ...{
        workspace: createWorkspace([["a.txt", text]]),
        details: {},
        known: {},
        libraries: ownLibraries,
        whatBlocks: () => "",
        styleProblems: async () => [],
        components: async () => null,
      },
      ...{ round: 1, callId: "1:0", shown: null, emit: () => {} },
    },
  );

/** As many files as an app may have, less the page. */
const manyFiles = 299;
const pageOf = (paths: string[]) => paths.map((path) => `<script type="module" src="/${path}"></script>`).join("");

/** The text in files of equal length: what a budget for each would let through three hundred times. */
function spread(text: string): Files {
  const each = Math.ceil(text.length / manyFiles);
  const files = Array.from({ length: manyFiles }, (_, n) => [`${n}.tsx`, text.slice(n * each, (n + 1) * each)] as const);
  return new Files([["index.html", pageOf(files.map(([path]) => path))], ...files]);
}

/** Modules that export all of each other, as many as the length leaves room for; the text stands in the first one. */
function linked(text: string): Files {
  const line = "export * from './00.js';\n".length;
  const count = Math.max(2, Math.floor(Math.sqrt(text.length / line / 2)));
  const stars = Array.from({ length: count }, (_, n) => `export * from './${n}.js';`).join("\n");
  const imports = "import { missing } from './1.js';\n".repeat(text.length / line / 2);
  const files = Array.from({ length: count }, (_, n) => [`${n}.js`, stars] as const);
  return new Files([["index.html", pageOf(["m.js", "t.js"])], ["m.js", imports], ["t.js", text.slice(0, 1_000)], ...files]);
}
const half = (text: string) => text.slice(0, text.length / 2);

const tools = toolsFor({ patch: true }).map((tool) => tool.definition);

function readText(text: string): void {
  const calls = createTextCalls({
    tools,
    explained: null,
    page: callThatWrites("index.html"),
    nameOf: (name) => name,
    pass: () => {},
  });
  for (let at = 0; at < text.length; at += 1_000) calls.take({ type: "text", text: text.slice(at, at + 1_000) });
  calls.end(false);
}

const readers: Record<string, Reader> = {
  "missing media": (text) => void missingMedia("a.tsx", text, exists, new Set()),
  "a package's name": (text) => readSpecifier(text),
  "a library's name": (text) => [
    vendored.find(text),
    vendored.find(`d3-${text}`),
    vendored.find(`lodash/${text}`),
    derivedText(text, String),
  ],
  "names of icons": (text) => iconModule("lucide-react", text.split(","), { read: async () => "A\t1\n", partsUrl: "/x.js" }),
  "ranges of a package.json": (text) => wantedRanges(text),
  "a library's code": (text) => readModule(text, "https://cdn.test/x@1.0.0/x.mjs"),
  "a CDN's answer": (text) => exactFile({ name: "x", range: null, subpath: "" }, "https://cdn.test/x", new Headers(), text),
  "compile .ts": (text) => compileModule("a.ts", text),
  "compile .tsx": (text) => compileModule("a.tsx", text),
  "compile .js": (text) => compileModule("a.js", text),
  "compile CommonJS": (text) => compileModule("a.js", `module.exports = require("./a"); process.env; ${text}`),
  "compile namespaces": (text) => compileModule("a.ts", `abstract class A {} namespace N { ${text} } ${text}`),
  "compile many namespaces": (text) => compileModule("a.ts", "namespace N { export const a = b; }".repeat(text.length / 40)),
  "compile namespaces in each other": (text) =>
    compileModule("a.ts", `${"namespace N { ".repeat(text.length / 40)}${"}".repeat(text.length / 40)}`),
  "compile decorators": (text) => compileModule("a.ts", `import { d } from "d"; @d class A { @d() b = 1; ${text} }`),
  "compile many decorators": (text) => compileModule("a.ts", `class A { ${"@d() b = 1; ".repeat(text.length / 60)} }`),
  "compile many decorated classes": (text) => compileModule("a.ts", "@d class A { b = 1 }\n".repeat(text.length / 60)),
  "compile Next's imports": (text) =>
    compileModule("a.js", `import a from "next/link";\n${text}\nimport ${text} from "next/link";`),
  "compile React habits": (text) => compileModule("a.jsx", `import R from "react-dom"; R.render(${text}`),
  "compile lists": (text) => {
    const names = Array.from({ length: text.length / 20 }, (_, n) => `a${n}`);
    compileModule("a.ts", `import d, { ${names} } from "./b"; export { d, ${names} };`);
    compileModule("a.ts", `export { ${text} } from "./b";`);
  },
  "compile globs": (text) => {
    const compiled = compileModule("a.js", `import.meta.glob("./*a*a*a*{b,c}{d,e}.js", {${text}}); import(\`./${text}`);
    const glob = compileModule("a.js", 'import.meta.glob("./**/*a*a*a*{b,c}.js")');
    if (glob.ok) fitModule(glob.module, "", "a.js", { graph: null, paths: [text, text.slice(1)] });
    return compiled;
  },
  "check .tsx": (text) => checkFile("a.tsx", text, exists),
  "parse as a module": (text) => parseSyntax(text, "module"),
  names: (text) => {
    const read = parseSyntax(text, "script");
    if (read.ok) readScopes(read.tree, "script");
  },
  "parse as a script": (text) => parseSyntax(text, "script"),
  "check .css": (text) => checkFile("a.css", text, exists),
  "check .html": (text) => checkFile("index.html", text, exists),
  "check .json": (text) => checkFile("a.json", text, exists),
  "check a style element": (text) => checkFile("index.html", `<style>${text}</style>`, exists),
  "check a script element": (text) => checkFile("index.html", `<script>${text}</script>`, exists),
  "check an app": (text) =>
    checkApp(
      new Files([
        ["index.html", page],
        ["a.tsx", text],
      ]),
    ),
  "check an app of many files": (text) => checkApp(spread(text)),
  "check an app whose modules hand on each other's names": (text) => checkApp(linked(text)),
  "an app's aliases": (text) =>
    aliasFiles.map((path) => withAliases(vendored, (asked) => (asked === path ? `alias: ${text}` : undefined)).aliases?.("@/a")),
  "a module's links": (text) => {
    const links = moduleLinks(text);
    if (links) renamed(text, links.imports, (specifier) => `app:${specifier}`);
  },
  "a page's import map": (text) => {
    const map = JSON.stringify({ imports: { [text]: "/a.js", "a/": text, "b/": "/b/" }, scopes: { "/c/": { [text]: text } } });
    const named = withPageMaps(vendored, [
      ["index.html", `<script type="importmap">${map}</script>`],
      ["a.html", `importmap ${text}`],
    ]);
    return [named.find(text), named.aliases?.(`b/${text}`)];
  },
  "the entry page": (text) => completedPage("index.html", `<p id="root">${text}`, () => true),
  "scan css": (text) => [scanCss(text), usesTailwind(text)],
  "scan html": scanHtml,
  json: findJsonProblem,
  "calls in a text": (text) => readText(text),
  "calls in a text, announced": (text) => readText(`<tool_call>${text}`),
  "edit: search": (text) => applyEdits(`${text}\nb`, [{ search: half(text), replace: "c" }]),
  "edit: several": (text) => applyEdits(text + text, [{ search: half(text), replace: "c" }]),
  "edit: many": (text) =>
    applyEdits(
      text,
      Array.from({ length: 20 }, (_, n) => ({ search: text.slice(n * 7, n * 7 + 40), replace: "c" })),
    ),
  "edit: short search": (text) => applyEdits(text, [{ search: text.slice(0, 3), replace: "c" }]),
  "edit: mixed line breaks": (text) => applyEdits(`a\r\n${text}\nb`, [{ search: `${half(text)}\n\u0001`, replace: "c\nd" }]),
  "edit: nearly": (text) => applyEdits(`${text}\nb`, [{ search: `${half(text).toUpperCase()}\nb`, replace: half(text) }]),
  "edit: missing": (text) => applyEdits(text, [{ search: `${half(text)}\u0001`, replace: half(text) }]),
  "edit: whole lines": (text) => applyEdits(` ${text}\nb\n`, [{ search: `  ${text} \nb \n`, replace: "c" }]),
  "edit: left in the new text": (text) => leftInRefusal(text, half(text), text, () => true),
  "content .html": (text) => cleanContent("index.html", text),
  "content .css": (text) => cleanContent("a.css", text),
  "content .json": (text) => cleanContent("a.json", text),
  "content .vue": (text) => cleanContent("a.vue", text),
  placeholders: (text) => placeholderRefusal("a\nb\nc\n", text),
  "placeholders, before": (text) => placeholderRefusal(text, "// ... rest of the code unchanged"),
  "patch: text": (text) => patched("a", text, "a\n"),
  "patch: body": (text) => patched("a", `*** Begin Patch\n*** Update File: a\n${text}\n*** End Patch`, "a\n"),
  "patch: hunk": (text) => {
    const lines = half(text).split("\n");
    patched(
      "a",
      ["*** Begin Patch", "*** Update File: a", "@@ a", ...lines.map((line) => `-${line}`), "+b", "*** End Patch"].join("\n"),
      text,
    );
  },
  search_files: (text) => search(text, "a"),
  "search_files: long query": (text) => search(text, half(text)),
  "mounted code": (text) => mountedCode(`location; import(a);\n${text}`),
  "mounted code: repeated": (text) => mountedCode(text.replaceAll("a", "location").slice(0, text.length)),
  "link a module": (text) => {
    const compiled = compileModule("a.js", text);
    if (compiled.ok) linkModule(compiled.module, "a.js", app);
  },
  "styles of a module": (text) => absoluteCss(app, "a.css", text),
  "a css module": (text) => cssModule("a.module.css", text),
  "srcset and refresh": (text) => [leadSrcset(text, lead), leadRefresh(text, lead)],
  // What is no JSON is refused there, and answered by whoever serves it.
  "a file as a module": (text) => void assetModule(app, "a.json", text, new URLSearchParams()).catch(() => undefined),
  diff: (text) =>
    createTwoFilesPatch("a", "b", half(text), text.slice(text.length / 3), undefined, undefined, { maxEditLength: 1_000 }),
};

/** What a check reads. */
class Files extends Map<string, string> {
  read(path: string): string | undefined {
    return this.get(path);
  }
}

const worst: [reader: string, text: string, ms: number][] = [];
/** The quick look takes a second a reader, on a machine that does other things, too, some. */
const timeoutMs = 30_000;

test.each(Object.entries(readers))(
  "%s",
  (name, read) => {
    const tried = pumps.flatMap((pump) =>
      around.map((ends) => ({ pump, ends, ms: wallMs(() => read(textOf(ends, pump, smallCharacters))) })),
    );
    tried.sort((a, b) => b.ms - a.ms);
    for (const { pump, ends } of tried.slice(0, slowestTried)) {
      const text = textOf(ends, pump, largeCharacters);
      const first = cpuTimeMs(() => read(text));
      // Again where it counts: what is measured is the work, not the engine's compiler.
      const again = () => Math.min(...[1, 2, 3].map(() => cpuTimeMs(() => read(text))));
      const ms = first < mostMs / 2 ? first : again();
      worst.push([name, JSON.stringify([ends[0], pump, ends[1]]), ms]);
      expect(ms, `${name}: ${JSON.stringify([ends[0], pump, ends[1]])}`).toBeLessThan(mostMs);
    }
  },
  timeoutMs,
);

/** Wall time is enough to tell which texts to look at. */
function wallMs(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

/** Rows that each reader is tried by, itself or in what calls it. */
const triedBy: Record<string, string[]> = {
  "src/workspace/scripts/next-shims.ts withNextShims": ["compile Next's imports"],
  // Looks at names of files only.
  "src/workspace/next-pages.ts nextPage": [],
  "src/workspace/scripts/changes.ts withChanges": ["compile CommonJS"],
  "src/workspace/scripts/changes.ts removal": ["compile namespaces"],
  "src/workspace/scripts/globs.ts writtenOut": ["compile globs"],
  "src/workspace/scripts/globs.ts writtenOutImport": ["compile globs"],
  "src/workspace/scripts/handed-on.ts listEntry": ["compile lists"],
  "src/workspace/scripts/handed-on.ts defaultEntry": ["compile lists"],
  "src/workspace/scripts/namespaces.ts namespaceChanges": ["compile many namespaces", "compile namespaces in each other"],
  "src/workspace/checks/missing-media.ts missingMedia": ["missing media"],
  // Cuts out one token.
  "src/workspace/scripts/typescript-forms.ts textOf": [],
  "src/preview/fitted.ts fittedModule": ["tests/preview/growth"],
  "src/workspace/scripts/decorators.ts lowerDecorators": ["compile decorators", "compile many decorated classes"],
  "src/workspace/scripts/common-js.ts commonJsAsModule": ["compile .js", "compile CommonJS"],
  "src/workspace/scripts/typescript-forms.ts writeOutTypeScript": ["compile .ts", "compile namespaces"],
  "src/workspace/scripts/react-habits.ts withReactHabits": ["compile .js", "compile React habits"],
  "src/workspace/scripts/node-globals.ts nodeGlobals": ["compile .js", "compile CommonJS"],
  "src/workspace/scripts/module.ts readModule": ["compile .js"],
  "src/workspace/scripts/globs.ts globCallAt": ["compile globs"],
  "src/workspace/scripts/fit.ts fitModule": ["compile globs"],
  "src/workspace/scripts/jsx-options.ts jsxOptions": ["compile .tsx"],
  "src/workspace/scripts/tokens.ts tokensOf": ["compile .js", "compile namespaces"],
  "src/workspace/aliases.ts withAliases": ["an app's aliases"],
  "src/workspace/entry.ts completedPage": ["the entry page"],
  // Looks at names of files only.
  "src/workspace/entry.ts hasEntry": [],
  // Adds up sizes: it reads no text.
  "src/workspace/change-set.ts totalsOf": [],
  "src/workspace/contents/file-kinds.ts isWhole": ["content .html", "content .css", "content .json"],
  "src/workspace/contents/left-in.ts leftInRefusal": ["edit: left in the new text"],
  "src/workspace/checks/check-file.ts checkFile": ["check .tsx", "check .css", "check .html", "check .json"],
  "src/workspace/checks/check-file.ts lookAtFile": ["check .tsx"],
  "src/workspace/checks.ts checkApp": ["check an app", "check an app of many files"],
  "src/workspace/scripts/class-features.ts lowerClassFeatures": ["compile .js"],
  "src/workspace/scripts/classic.ts asModuleForm": ["compile .js"],
  "src/workspace/checks/check-page.ts lookAtHtml": ["check .html", "check a script element"],
  "src/workspace/checks/used-names.ts checkUsedNames": ["check an app", "check an app of many files", "names"],
  "src/workspace/checks/script.ts checkSyntax": ["check .tsx", "check a script element"],
  "src/workspace/checks/source-places.ts createSourceFinder": ["check .tsx"],
  "src/workspace/checks/syntax/parse.ts parseSyntax": ["parse as a module", "parse as a script"],
  "src/workspace/checks/syntax/wording.ts explained": ["parse as a module"],
  "src/workspace/checks/css.ts scanCss": ["scan css"],
  "src/workspace/checks/css.ts isTailwind": ["scan css"],
  "src/workspace/checks/css.ts usesTailwind": ["scan css"],
  "src/workspace/edits.ts applyEdits": ["edit: search", "edit: missing", "edit: many"],
  "src/workspace/edits.ts startEdits": ["edit: search"],
  "src/workspace/files.ts createWorkspace": ["search_files"],
  "src/workspace/frame.ts createPlaces": ["compile .ts"],
  "src/workspace/frame.ts lineAndColumn": ["check .json"],
  "src/workspace/frame.ts frameLines": ["edit: missing"],
  "src/workspace/checks/html.ts scanHtml": ["scan html"],
  "src/workspace/patches/hunks.ts applyHunks": ["patch: hunk"],
  "src/workspace/checks/imported-names.ts checkNames": ["check an app whose modules hand on each other's names"],
  "src/workspace/edits/line-breaks.ts lineBreakOf": ["edit: mixed line breaks"],
  "src/workspace/edits/line-breaks.ts withLineBreak": ["edit: mixed line breaks"],
  "src/workspace/edits/line-breaks.ts lineBreakAt": ["edit: mixed line breaks"],
  "src/workspace/edits/lines.ts splitLines": ["edit: whole lines"],
  "src/workspace/edits/lines.ts indexLines": ["edit: whole lines"],
  "src/workspace/edits/matching.ts breakNear": ["edit: whole lines"],
  "src/workspace/scripts/metered-text.ts stepsFor": ["compile .ts"],
  "src/workspace/scripts/metered-text.ts withSource": ["check an app of many files"],
  "src/workspace/scripts/metered-text.ts meterText": ["compile .ts"],
  "src/workspace/edits/missing.ts describeMissing": ["edit: missing", "edit: nearly"],
  "src/workspace/modules.ts compileModule": ["compile .ts", "compile .tsx", "compile .js"],
  "src/workspace/edits/nearest.ts describeSeveral": ["edit: several", "edit: short search"],
  "src/workspace/edits/nearest.ts describeIndentation": ["edit: whole lines"],
  "src/workspace/edits/nearest.ts excerpt": ["edit: missing"],
  "src/workspace/edits/nearest.ts nearestLine": ["edit: missing"],
  "src/workspace/edits/rewrite.ts changeFor": ["edit: search"],
  "src/workspace/scripts/transform.ts toJavaScript": ["compile .ts"],
  "src/preview/addresses.ts leadSrcset": ["srcset and refresh"],
  "src/preview/addresses.ts leadRefresh": ["srcset and refresh"],
  "src/preview/app.ts openApp": ["tests/preview/growth"],
  "src/preview/asset-modules.ts assetModule": ["a file as a module"],
  "src/preview/compile-cache.ts compileCached": ["compile .tsx"],
  "src/preview/files.ts appFile": ["tests/preview/growth"],
  "src/preview/files.ts appProblems": ["check an app"],
  "src/preview/markup.ts escapeHtml": ["tests/preview/growth"],
  "src/preview/bundle.ts bundleModules": ["tests/preview/growth"],
  "src/preview/module-links.ts moduleLinks": ["a module's links"],
  "src/preview/module-links.ts renamed": ["a module's links"],
  "src/workspace/page-maps.ts withPageMaps": ["a page's import map"],
  "src/preview/mounted-code.ts mountedCode": ["mounted code", "mounted code: repeated"],
  "src/preview/page.ts renderPage": ["tests/preview/growth"],
  "src/preview/scripts.ts linkModule": ["link a module"],
  "src/preview/serve.ts servePreview": ["tests/preview/growth"],
  "src/workspace/css-modules.ts cssModule": ["a css module"],
  "src/workspace/css-statements.ts readStatements": ["a css module"],
  "src/preview/page-styles.ts rewriteStyles": ["tests/preview/growth"],
  "src/preview/styles.ts compiledStyle": ["a stylesheet on its way into a page"],
  "src/preview/styles.ts absoluteCss": ["styles of a module"],
  "src/preview/styles.ts pageStyle": ["a stylesheet on its way into a page"],
};
const elsewhere = ["a stylesheet on its way into a page", "tests/preview/growth"];

test("every reader of foreign text is tried", () => {
  expect(foreignReaders().filter((name) => triedBy[name] === undefined)).toEqual([]);
  const rows = Object.values(triedBy).flat();
  expect(rows.filter((row) => readers[row] === undefined && !elsewhere.includes(row))).toEqual([]);
});

test("the worst of all is told", () => {
  worst.sort((a, b) => b[2] - a[2]);
  const lines = worst
    .slice(0, 5)
    .map(([name, text, ms]) => `${ms.toFixed(0)} ms: ${name} of ${largeCharacters} characters of ${text}`);
  console.log(lines.join("\n"));
  expect(lines).toHaveLength(5);
});

test("a stylesheet on its way into a page, whatever it imports", async () => {
  const app: PreviewApp = {
    number: 1,
    mount: "",
    exists: (path) => path === "b.css",
    libraries: vendored,
    resolved: {},
    publicValues: {},
    valuesTag: "",
    hash: () => "",
    binary: () => null,
    size: () => 0,
    paths: [],
    styles,
    read: async () => "@import './a.css' layer(x); @apply y;",
  };
  const texts = [
    ...pumps.filter((pump) => /[@/*(]|url/.test(pump)),
    "@import url(   ",
    "@import './b.css' ",
    "@import './b.css';",
    "@reference './x' ",
  ];
  for (const pump of texts) {
    for (const suffix of ["", "@apply x;"]) {
      const text = pump.repeat(largeCharacters / pump.length) + suffix;
      const before = process.threadCpuUsage();
      await pageStyle(app, "a.css", text);
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1_000, JSON.stringify(pump)).toBeLessThan(mostMs);
    }
  }
});
