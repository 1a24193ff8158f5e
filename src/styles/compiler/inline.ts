// Puts a stylesheet and those it imports together in one text, as Tailwind reads it: addresses lead to the app's files, imports of other hosts are taken
// out, and what Tailwind itself resolves stays with a path from the root.
import { encodePath } from "../../base/encode-path.ts";
import { type Exists, resolveOwn } from "../../workspace/app-files.ts";
import { type AtRule, type CssReference, isTailwind, scanCss } from "../../workspace/checks/css.ts";
import { resolveStyleUrl } from "../../workspace/css-imports.ts";
import { readStatements } from "../../workspace/css-statements.ts";
import { mountMark } from "../contract.ts";
import { type Segment, SheetText } from "./segments.ts";

/** Most imports, and characters of imported text: small files that import each other could otherwise multiply without end. */
const maxImports = 200;
const maxCharacters = 2_000_000;

export interface Inlining {
  files: ReadonlyMap<string, string>;
  exists: Exists;
  /** A stylesheet of a library by the name it is imported by. */
  library(name: string): string | null;
  tell(path: string, offset: number | null, message: string): void;
}

interface Left extends Inlining {
  remote: string[];
  importsLeft: number;
  charactersLeft: number;
  /** Rules that bring Tailwind: each counts once. */
  tailwind: Set<string>;
}

export function inlineImports(sheet: SheetText, path: string, inlining: Inlining): { sheet: SheetText; remote: string } {
  const left: Left = { ...inlining, remote: [], importsLeft: maxImports, charactersLeft: maxCharacters, tailwind: new Set() };
  const segments = inlined(sheet, path, left, new Set([path]));
  return { sheet: new SheetText(segments), remote: left.remote.join("\n") };
}

type Replacement = { start: number; end: number; segments: readonly Segment[] };

function inlined(sheet: SheetText, path: string, left: Left, above: ReadonlySet<string>): Segment[] {
  const whole = withoutBroken(sheet);
  const { references, atRules } = scanCss(whole.text);
  const replacements: Replacement[] = [];
  const put = (start: number, end: number, text: string) => {
    const place = whole.placeOf(start);
    const segment = { text, path: place?.path ?? path, offset: place?.offset ?? null, exact: false };
    replacements.push({ start, end, segments: [segment] });
  };
  for (const rule of atRules) {
    if (rule.url === null) continue;
    if (rule.name === "config" || rule.name === "plugin" || rule.name === "reference") {
      const found = resolveOwn(rule.url, path, left.exists);
      if (found?.kind === "file") put(rule.start, rule.end, `@${rule.name} "/${found.path}"${ending(whole.text, rule)}`);
    }
    if (rule.name !== "import" || !rule.isStatement) continue;
    if (isTailwind(rule.url)) {
      const brings = `${rule.url} ${rule.rest}`;
      if (left.tailwind.has(brings)) put(rule.start, rule.end, "");
      left.tailwind.add(brings);
      continue;
    }
    const offset = whole.placeOf(rule.start)?.offset ?? null;
    const segments = imported(path, rule, whole.text.slice(rule.start, rule.end), offset, left, above);
    replacements.push({ start: rule.start, end: rule.end, segments });
  }
  for (const reference of references) {
    const text = absoluteUrl(path, reference, left.exists);
    if (text !== null) put(reference.start, reference.end, text);
  }
  return whole.replaced(replacements);
}

/** A `@plugin` may have a block of options, which is not part of the rule as it was scanned. */
const ending = (css: string, rule: AtRule): string => (css[rule.end - 1] === ";" ? ";" : css[rule.end] === "{" ? " " : ";");

/** Without the statement that never ends, and what follows it: what precedes it still has its styles. The check of the file tells the fault. */
function withoutBroken(sheet: SheetText): SheetText {
  const { problem } = scanCss(sheet.text);
  if (problem === null) return sheet;
  const last = readStatements(sheet.text).findLast((statement) => statement.start <= problem.offset);
  return new SheetText(sheet.slice(0, last?.start ?? 0));
}

function imported(
  path: string,
  rule: AtRule,
  written: string,
  offset: number | null,
  left: Left,
  above: ReadonlySet<string>,
): Segment[] {
  const url = rule.url ?? "";
  const library = left.library(url);
  if (library !== null) return wrapped([{ text: library, path, offset, exact: false }], rule.rest);
  const isRemote = /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//");
  if (isRemote) {
    left.remote.push(written.endsWith(";") ? written : `${written};`);
    return [];
  }
  const found = resolveStyleUrl(url, path, left.exists);
  if (found?.kind === "missing" && /^[@a-z]/i.test(url)) {
    // A library's: whoever serves the page knows where it is.
    left.remote.push(written.endsWith(";") ? written : `${written};`);
    return [];
  }
  if (found?.kind !== "file" || above.has(found.path) || left.importsLeft-- <= 0) return [];
  const text = left.files.get(found.path) ?? "";
  left.charactersLeft -= text.length;
  if (left.charactersLeft < 0) {
    left.tell(path, offset, `"${url}" is left out: all imported styles together may have ${maxCharacters} characters.`);
    return [];
  }
  const inner = new SheetText([{ text, path: found.path, offset: 0, exact: true }]);
  return wrapped(inlined(inner, found.path, left, new Set([...above, found.path])), rule.rest);
}

/** `@import "a.css" layer(base) screen` as equivalent blocks. */
function wrapped(segments: Segment[], conditions: string): Segment[] {
  const layer = /^layer(?:\(([^)]*)\))?\s*/.exec(conditions);
  const rest = layer === null ? conditions : conditions.slice(layer[0].length);
  const supports = /^supports\(((?:[^()]|\([^()]*\))*)\)\s*/.exec(rest);
  const media = supports === null ? rest : rest.slice(supports[0].length);
  let result = segments;
  const put = (head: string) => {
    result = [blank(`${head} {\n`), ...result, blank("\n}\n")];
  };
  if (layer !== null) put(`@layer ${layer[1] ?? ""}`);
  if (supports !== null) put(`@supports (${supports[1]})`);
  if (media !== "") put(`@media ${media}`);
  return result;
}

const blank = (text: string): Segment => ({ text, path: "", offset: null, exact: false });

function absoluteUrl(path: string, { kind, url }: CssReference, exists: Exists): string | null {
  if (kind === "import") return null;
  const found = resolveStyleUrl(url, path, exists);
  if (found === null || (found.kind === "missing" && !url.startsWith("/"))) return null;
  if (found.kind !== "file" && found.kind !== "missing") return null;
  const mark = url.search(/[?#]/);
  return `${mountMark}/${encodePath(found.path)}${mark === -1 ? "" : url.slice(mark)}`;
}
