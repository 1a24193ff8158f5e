// What models do to a whole file's content: numbers before its lines, line breaks as two characters, markup as entities.

import { isWhole } from "./file-kinds.ts";
import type { Mend } from "./mend.ts";

/** The format of read_file, and of other products' tools. */
const numbered: readonly RegExp[] = [/^ {0,8}(\d{1,6})\t/, /^ {0,8}(\d{1,6})→/, /^ {0,8}(\d{1,6}) ?\| ?/, /^ {0,8}(\d{1,6}): ?/];
/** The first line of read_file's output. */
const listingHead = /, lines \d+-\d+ of \d+$/;

export const lineNumbers: Mend = (content, { kind }) => {
  if (kind === "prose") return null;
  const begin = content.slice(0, 300).split("\n");
  const skipped = listingHead.test(begin[0] ?? "") ? 1 : 0;
  const patterns = kind === "other" ? numbered.slice(0, 2) : numbered;
  const pattern = patterns.find((candidate) => candidate.test(begin[skipped] ?? ""));
  if (pattern === undefined) return null;
  const lines = content.split("\n").slice(skipped);
  const isEnded = lines.at(-1) === "";
  if (isEnded) lines.pop();
  if (lines.length < 2 && !/^ {0,8}1\t/.test(lines[0] ?? "")) return null;
  const bare: string[] = [];
  let expected: number | null = null;
  for (const line of lines) {
    const [mark, digits] = pattern.exec(line) ?? [];
    if (mark === undefined || (expected !== null && Number(digits) !== expected)) return null;
    expected = Number(digits) + 1;
    bare.push(line.slice(mark.length));
  }
  return { content: bare.join("\n") + (isEnded ? "\n" : ""), what: "the line numbers" };
};

const signs: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "'": "'", "`": "`", "\\": "\\", "/": "/" };

/** Removes one level of escaping. */
const unescaped = (text: string) => text.replace(/\\([\s\S])/g, (whole, sign: string) => signs[sign] ?? whole);

/** A page's first tag, followed by an escaped line break. */
const breakAfterTag = /^\s*<(?!script|style)[^<>]{1,300}>[ \t]{0,8}(?:\\r)?\\n/i;
const breakInCss = /[{};/][ \t]{0,8}\\n/;

export const escapedBreaks: Mend = (content, { path, kind }) => {
  const line = content.trim();
  if (kind === "prose" || kind === "other" || !line.includes("\\n") || line.includes("\n")) return null;
  const isQuoted = kind !== "json" && /^["']/.test(line) && line.length > 1 && line.endsWith(line[0]!);
  const text = isQuoted ? textIn(line) : unescaped(line);
  if (text === null) return null;
  const mended = {
    content: text.endsWith("\n") ? text : `${text}\n`,
    what: "the escaping (line breaks were the two characters \\n)",
  };
  switch (kind) {
    case "html":
    case "svg":
      return isQuoted || breakAfterTag.test(line) ? mended : null;
    case "css":
      return (isQuoted || breakInCss.test(line)) && isWhole(path, text) === true ? mended : null;
    default:
      // A comment swallows the rest of its line, so the file would then be empty.
      return (line.startsWith("//") || isQuoted || isWhole(path, content) === false) && isWhole(path, text) === true
        ? mended
        : null;
  }
};

/** The file that a quoted text stands for. */
function textIn(line: string): string | null {
  if (line.startsWith("'")) return unescaped(line.slice(1, -1));
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" && value.includes("\n") ? value : null;
  } catch {
    return unescaped(line);
  }
}

/** Every quote in a page has a backslash, including those of its own tags' attributes: inside a script they might belong to the script. */
export const escapedQuotes: Mend = (content, { kind }) => {
  if ((kind !== "html" && kind !== "svg") || !content.includes('=\\"') || /(?<!\\)"/.test(content)) return null;
  const script = content.search(/<script\b/i);
  const markup = content.slice(0, script === -1 ? content.length : script).replace(/^\s+/, "");
  return markup.startsWith("<") && /<[a-z][^<>\\']{0,200}=\\"/i.test(markup)
    ? { content: content.replaceAll('\\"', '"'), what: "the back-slashes before quotes" }
    : null;
};

const entity = /&(lt|gt|amp|quot|apos|#39|#34|#60|#62|#38|#x27|#x2F|#x22);/gi;
const entities: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  "#39": "'",
  "#34": '"',
  "#60": "<",
  "#62": ">",
  "#38": "&",
  "#x27": "'",
  "#x2f": "/",
  "#x22": '"',
};
const decoded = (text: string) => text.replace(entity, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
const what = "the HTML escaping (&lt; for <)";

/** Only if all markup is escaped: a single entity in JSX or a page is intended. */
export const escapedMarkup: Mend = (content, { path, kind }) => {
  if (kind === "html" || kind === "svg") {
    const isEscaped =
      /^\s*&(?:amp;)?(?:lt|#60);(?:!doctype|\?xml|!--|[a-z])/i.test(content.slice(0, 200)) && !/<[a-z!/?]/i.test(content);
    return isEscaped ? { content: decoded(content), what } : null;
  }
  if (kind === "prose" || kind === "other") return null;
  const has = (...texts: string[]) => texts.some((text) => content.includes(text));
  if (kind === "css") {
    const isEscaped = has("&gt;", "&quot;", "&#39;") && !has(">", '"', "'", "url(");
    return isEscaped ? { content: decoded(content), what } : null;
  }
  const isThroughout =
    (has("&lt;", "&gt;") && !has("<", "> ", ">\n")) || (has("&quot;", "&#34;") && !has('"')) || has("&amp;&amp;", "&#39;");
  if (!isThroughout || isWhole(path, content) !== false) return null;
  const text = decoded(content);
  return isWhole(path, text) === true ? { content: text, what } : null;
};
