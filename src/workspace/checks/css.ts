// A light check of a stylesheet, by css-tree's tokens: what is certainly broken, which URLs it names, which at-rules it has. Selectors and properties
// are not checked.
import { tokenize, tokenTypes as types } from "css-tree/tokenizer";

export interface CssReference {
  url: string;
  kind: "import" | "url";
  /** Start of the URL itself, without quotes. */
  start: number;
  end: number;
}

/** From its "@" to after its semicolon, or to its block. */
export interface AtRule {
  /** Without "@", in lower case. */
  name: string;
  start: number;
  end: number;
  /** The text or URL it starts with; null if it starts differently. */
  url: string | null;
  /** What follows it, such as an import's layer, supports and media. */
  rest: string;
  /** It is in no block, and has none. */
  isStatement: boolean;
}

export interface CssScan {
  references: CssReference[];
  atRules: AtRule[];
  comments: { start: number; end: number }[];
  problem: { offset: number; message: string } | null;
}

const closerOf: Record<string, string> = { "{": "}", "(": ")", "[": "]" };

/** An at-rule being read. */
interface ReadRule {
  name: string;
  start: number;
  /** Number of open brackets around it. */
  depth: number;
  url: string | null;
  /** End of the URL or text it starts with. */
  urlEnd: number;
  /** Inside `url("…")`, before the closing bracket. */
  isInUrl: boolean;
  /** Whether its first word has been read. */
  isNamed: boolean;
}

/** Finds what precedes a problem, not what follows it. */
export function scanCss(css: string): CssScan {
  const references: CssReference[] = [];
  const atRules: AtRule[] = [];
  const comments: CssScan["comments"] = [];
  const open: { character: string; offset: number }[] = [];
  let problem: CssScan["problem"] = null;
  let rule: ReadRule | null = null;
  /** True between `url(` and its content. */
  let opensUrl = false;

  function fail(offset: number, message: string): void {
    problem ??= { offset, message };
  }

  function endRule(end: number, isStatement: boolean): void {
    if (rule === null) return;
    const { name, start, depth, url, urlEnd } = rule;
    const rest = withoutComments(css.slice(urlEnd, end).replace(/;$/, "")).trim();
    atRules.push({ name, start, end, url, rest, isStatement: isStatement && depth === 0 });
    rule = null;
  }

  /** `behind`: end of the token that holds the URL. */
  function refer(start: number, end: number, behind: number, isUrl: boolean): void {
    const url = css.slice(start, end);
    const begins = rule !== null && !rule.isNamed && open.length - (opensUrl ? 1 : 0) === rule.depth;
    const imports = begins && rule?.name === "import";
    if (begins && rule !== null) rule = { ...rule, url, urlEnd: behind, isInUrl: opensUrl, isNamed: true };
    // URLs with escapes are left alone.
    if ((isUrl || imports) && !url.includes("\\")) references.push({ url, kind: imports ? "import" : "url", start, end });
  }

  function close(character: string, at: number): void {
    const last = open.pop();
    if (last === undefined) fail(at, `This "${character}" closes nothing.`);
    else if (closerOf[last.character] !== character) fail(last.offset, `This "${last.character}" is never closed.`);
  }

  tokenize(css, (type, start, end) => {
    if (problem !== null || type === types.WhiteSpace) return;
    switch (type) {
      case types.Comment:
        if (end - start < "/**/".length || !css.endsWith("*/", end)) fail(start, "This comment is never closed with */.");
        else comments.push({ start, end });
        return;
      case types.String:
        if (!isClosed(css, start + 1, end, css[start]!)) fail(start, "This string is never closed.");
        else refer(start + 1, end - 1, end, opensUrl);
        break;
      case types.BadString:
        fail(start, "This string is never closed.");
        break;
      case types.Url:
      case types.BadUrl:
        if (!isClosed(css, start, end, ")")) fail(start, "This url( is never closed.");
        else if (type === types.Url) referBare(start + "url(".length, end - 1);
        break;
      case types.Function:
        open.push({ character: "(", offset: end - 1 });
        opensUrl = /^url\($/i.test(css.slice(start, end));
        return;
      case types.LeftParenthesis:
      case types.LeftSquareBracket:
        open.push({ character: css[start]!, offset: start });
        break;
      case types.LeftCurlyBracket:
        if (rule?.depth === open.length) endRule(start, false);
        open.push({ character: "{", offset: start });
        break;
      case types.RightCurlyBracket:
        endRule(start, false);
        close("}", start);
        break;
      case types.RightParenthesis:
      case types.RightSquareBracket:
        close(css[start]!, start);
        if (rule?.isInUrl && rule.depth === open.length) rule = { ...rule, urlEnd: end, isInUrl: false };
        break;
      case types.Semicolon:
        if (rule?.depth === open.length) endRule(end, true);
        break;
      case types.AtKeyword:
        endRule(start, false);
        rule = {
          ...{ name: css.slice(start + 1, end).toLowerCase(), start, depth: open.length },
          ...{ url: null, urlEnd: end, isInUrl: false, isNamed: false },
        };
        return;
    }
    opensUrl = false;
    if (rule !== null) rule.isNamed = true;
  });

  function referBare(from: number, to: number): void {
    const text = css.slice(from, to);
    const start = from + text.length - text.trimStart().length;
    refer(start, Math.max(start, from + text.trimEnd().length), to + 1, true);
  }

  if (problem === null) {
    endRule(css.length, true);
    const last = open.at(-1);
    if (last !== undefined) fail(last.offset, `This "${last.character}" is never closed.`);
  }
  return { references, atRules, comments, problem };
}

/** Whether the last character closes what starts at `from`, and is not escaped. */
function isClosed(css: string, from: number, end: number, closer: string): boolean {
  if (end - 1 < from || css[end - 1] !== closer) return false;
  let escapes = 0;
  while (end - 2 - escapes >= from && css[end - 2 - escapes] === "\\") escapes++;
  return escapes % 2 === 0;
}

/** A comment that is never closed runs to the end. */
const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");

const tailwindRules: ReadonlySet<string> = new Set([
  ...["tailwind", "apply", "theme", "utility", "variant", "custom-variant", "source", "reference", "plugin", "config"],
]);

/** Whether an import refers to Tailwind itself. */
export const isTailwind = (url: string): boolean => /^tailwindcss(?:\/|$)/.test(url);

/** Whether the stylesheet is written for Tailwind, which compiles it in the browser. */
export const usesTailwind = (css: string): boolean =>
  scanCss(css).atRules.some(({ name, url }) => tailwindRules.has(name) || (name === "import" && url !== null && isTailwind(url)));
