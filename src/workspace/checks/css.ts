// A light look at a stylesheet: what is certainly broken, and which URLs it names. No CSS parser: selectors and properties are not judged.

export interface CssReference {
  url: string;
  kind: "import" | "url";
  /** Where the URL itself stands, without quotes. */
  start: number;
  end: number;
}

/** An `@import` rule, from its "@" to behind its semicolon. */
export interface CssImport {
  start: number;
  end: number;
  url: string;
  /** What stands behind the URL: layer, supports, media. */
  conditions: string;
}

export interface CssScan {
  references: CssReference[];
  imports: CssImport[];
  problem: { offset: number; message: string } | null;
}

const closerOf: Record<string, string> = { "{": "}", "(": ")", "[": "]" };

/** Walks the stylesheet once. */
export function scanCss(css: string): CssScan {
  const references: CssReference[] = [];
  const open: { character: string; offset: number }[] = [];
  const imports: CssImport[] = [];
  const fail = (offset: number, message: string): CssScan => ({ references, imports, problem: { offset, message } });
  /** Set between `@import` and its URL: where it begins. */
  let importing: number | null = null;
  /** Set from the URL of an import to its semicolon. */
  let rule: { start: number; url: string; urlEnd: number } | null = null;

  function refer(url: { start: number; end: number }, behind: number): void {
    const text = css.slice(url.start, url.end);
    references.push({ url: text, kind: importing === null ? "url" : "import", start: url.start, end: url.end });
    if (importing !== null) rule = { start: importing, url: text, urlEnd: behind };
    importing = null;
  }

  function endRule(at: number): void {
    if (rule !== null) {
      const conditions = withoutComments(css.slice(rule.urlEnd, at)).trim();
      imports.push({ start: rule.start, end: Math.min(css.length, at + 1), url: rule.url, conditions });
    }
    importing = null;
    rule = null;
  }

  for (let at = 0; at < css.length; at++) {
    const character = css[at]!;
    if (character === "/" && css[at + 1] === "*") {
      const end = css.indexOf("*/", at + 2);
      if (end === -1) return fail(at, "This comment is never closed with */.");
      at = end + 1;
    } else if (character === "\\") {
      at++;
    } else if (character === '"' || character === "'") {
      const end = stringEnd(css, at);
      if (end === -1) return fail(at, "This string is never closed.");
      if (importing !== null) refer({ start: at + 1, end }, end + 1);
      at = end;
    } else if (character === "@" && /^@import\b/i.test(css.slice(at, at + 8))) {
      importing = at;
    } else if (character === ";" && open.length === 0) {
      endRule(at);
    } else if (
      (character === "u" || character === "U") &&
      /^url\($/i.test(css.slice(at, at + 4)) &&
      !/[\w-]/.test(css[at - 1] ?? "")
    ) {
      const url = readUrl(css, at + 4);
      if (url === null) return fail(at, "This url( is never closed.");
      refer(url, url.close + 1);
      at = url.close;
    } else if (character in closerOf) {
      // A block: what came before it was no rule that ends with a semicolon.
      if (character === "{") [importing, rule] = [null, null];
      open.push({ character, offset: at });
    } else if (character === "}" || character === ")" || character === "]") {
      const last = open.pop();
      if (last === undefined) return fail(at, `This "${character}" closes nothing.`);
      if (closerOf[last.character] !== character) return fail(last.offset, `This "${last.character}" is never closed.`);
    }
  }
  endRule(css.length);
  const last = open.at(-1);
  return last === undefined
    ? { references, imports, problem: null }
    : fail(last.offset, `This "${last.character}" is never closed.`);
}

/** A comment that is never closed goes to the end. */
export const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");

const tailwindRule =
  /@import\s+(?:url\(\s*)?["']tailwindcss(?:\/[\w./-]*)?["']|@(?:tailwind|apply|theme|utility|variant|custom-variant|source|reference|plugin|config)\b/;

/** Whether the stylesheet is written for Tailwind, which compiles it in the browser. */
export function usesTailwind(css: string): boolean {
  return tailwindRule.test(css);
}

/** Index of the closing quote, or -1. A line break ends a string unless it is escaped. */
function stringEnd(css: string, start: number): number {
  for (let at = start + 1; at < css.length; at++) {
    if (css[at] === "\\") at++;
    else if (css[at] === css[start]) return at;
    else if (css[at] === "\n") return -1;
  }
  return -1;
}

function readUrl(css: string, from: number): { start: number; end: number; close: number } | null {
  let start = from;
  while (/\s/.test(css[start] ?? "")) start++;
  const quoted = css[start] === '"' || css[start] === "'";
  const end = quoted ? stringEnd(css, start) : css.indexOf(")", start);
  if (end === -1) return null;
  const close = css.indexOf(")", end);
  if (close === -1) return null;
  if (quoted) return { start: start + 1, end, close };
  return { start, end: start + css.slice(start, end).trimEnd().length, close };
}
