// Text around a file's content: a code fence, a sentence, a model's own tokens, the call it was meant for.

import { type FileKind, isWhole } from "./file-kinds.ts";
import type { Mend } from "./mend.ts";

/** Longest mark at either end of a content, UTF-16 units. */
const markMaxCharacters = 64;
const tokenBefore = /^\s*<[|｜][\w ./▁-]{1,40}[|｜]>\s?/;
const tokenAfter = /<[|｜][\w ./▁-]{1,40}[|｜]>\s*$/;
/** Tags of calls written as text, and what an XML reader needs around code. */
const wrapperBefore = /^\s*(?:<(?:content|file_content|file|parameter[^<>]*|code)>|<!\[CDATA\[)\s*?\n?/i;
const wrapperAfter =
  /(?:<\/(?:s|content|file_content|file|parameter|invoke|function|tool_call|function_calls|write_file|code|antml:parameter)>|\]\]>)\s*$/i;
const code: ReadonlySet<FileKind> = new Set(["script", "css", "json"]);

export const marksAround: Mend = (content, { kind }) => {
  if (kind === "prose") return null;
  const head = content.slice(0, markMaxCharacters);
  const tail = content.slice(-markMaxCharacters);
  const before = tokenBefore.exec(head)?.[0] ?? "";
  const after = tokenAfter.exec(tail)?.[0] ?? "";
  if (before !== "" || after !== "") {
    const rest = content.slice(before.length, content.length - after.length);
    return { content: rest, what: `the token ${(before || after).trim()}` };
  }
  const opens = opensWithWrapper(content, kind) ? (wrapperBefore.exec(head)?.[0] ?? "") : "";
  const closes = wrapperAfter.exec(tail)?.[0] ?? "";
  const begun = content.slice(0, content.length - closes.length).trimEnd();
  // A page may contain such tags, but none comes after it; in code, one stands on its own line.
  const isBehind = code.has(kind)
    ? begun === "" || content[begun.length] === "\n" || opens !== ""
    : (kind === "html" && /<\/html\s*>$/i.test(begun.slice(-markMaxCharacters))) || (kind === "svg" && begun.endsWith("</svg>"));
  const ends = closes !== "" && isBehind ? closes : "";
  if (opens === "" && ends === "") return null;
  const rest = content.slice(opens.length, content.length - ends.length);
  return {
    content: rest === "" || rest.endsWith("\n") ? rest : `${rest.trimEnd()}\n`,
    what: `the tag ${(opens || ends).trim()}`,
  };
};

/** A page starts with its own tags; code never does, except JSX, and no file starts with that. */
function opensWithWrapper(content: string, kind: FileKind): boolean {
  if (code.has(kind)) return true;
  return (
    (kind === "html" || kind === "svg") &&
    /^\s*(?:<[^<>]{1,40}>|<!\[CDATA\[)\s*<(?:!doctype|html|svg|\?xml)/i.test(content.slice(0, 200))
  );
}

const fenceLine = /^ {0,3}(?:`{3,}|~{3,})[^`\n]{0,80}$/;
const isFence = (line: string) => fenceLine.test(line.trimEnd());
const isBareFence = (line: string) => /^(?:`{3,}|~{3,})$/.test(line.trim());

export const codeFence: Mend = (content, { path, kind }) => {
  if (kind === "prose" || !/```|~~~/.test(content)) return null;
  const lines = content.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const fences = lines.flatMap((line, index) => (isFence(line) ? [index] : []));
  const begins = fences[0] === first;
  const ends = last > first && isBareFence(lines[last]!);
  const inside = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => `${line}\n`)
      .join("");
  const found = (text: string) => ({
    content: text,
    what: `the code fence (${lines[fences[0]!]!.trim().slice(0, markMaxCharacters)})`,
  });

  const isPage = kind === "html" || kind === "svg";
  if (begins && ends && fences.length === 2) return found(inside(first + 1, last));
  if (begins && kind !== "other") {
    const text = inside(first + 1, ends ? last : last + 1);
    if (isPage || isWhole(path, text) === true) return found(text);
    return {
      refused: `It begins with a code fence (${lines[first]!.trim().slice(0, markMaxCharacters)}). Write the file's text alone, without fences and without sentences around it.`,
    };
  }
  if (ends && fences.length === 1 && (isPage || (isWhole(path, content) !== true && isWhole(path, inside(0, last)) === true)))
    return found(inside(0, last));
  // A sentence, one block of code, and another sentence.
  const [open, close] = fences;
  if (!code.has(kind) || open === undefined || close === undefined || fences.length !== 2) return null;
  if (/[;{}=<>`]/.test(inside(0, open) + inside(close + 1, lines.length)) || isWhole(path, content) === (kind !== "css"))
    return null;
  const text = inside(open + 1, close);
  return isWhole(path, text) === true ? { content: text, what: "the text around the code block" } : null;
};

const languages: Partial<Record<FileKind, readonly string[]>> = {
  html: ["html"],
  svg: ["svg", "xml"],
  css: ["css", "scss"],
  json: ["json", "jsonc"],
  script: ["js", "javascript", "jsx", "ts", "typescript", "tsx", "mjs", "ecmascript"],
};

/** Remains of a fence or heading: the language, or the file's own path, alone on the first line. */
export const languageLine: Mend = (content, { path, kind }) => {
  const end = content.indexOf("\n");
  if (end === -1 || end > markMaxCharacters + path.length || kind === "prose") return null;
  const line = content.slice(0, end).trim();
  const named = line.replace(/^(?:file|filename|path): */i, "").replace(/^[`"]|[`"]$/g, "");
  if (!languages[kind]?.includes(line.toLowerCase()) && (named !== path || kind === "other")) return null;
  return { content: content.slice(end + 1), what: `the line ${JSON.stringify(line)}` };
};

/** The model's thoughts before it wrote. */
const thoughts = /^\s*<think(?:ing)?>[^<]*<\/think(?:ing)?>/i;
const pageBegin = /<!doctype\s+html|<html[\s>]/i;

/** A page starts with its doctype and ends with its last tag: sentences before and after it are the model's own. */
export const textAroundPage: Mend = (content, { kind }) => {
  if (kind !== "html") return null;
  const begin = pageBegin.exec(content)?.index ?? -1;
  if (begin === -1) return null;
  const before = content.slice(0, begin).replace(thoughts, "");
  const lastEnd = [...content.matchAll(/<\/html\s*>/gi)].at(-1);
  const end = lastEnd === undefined ? content.length : lastEnd.index + lastEnd[0].length;
  const behind = content.slice(end);
  const isText = (text: string) => text.replace(/\ufeff/g, "").trim() !== "" && !text.includes("<");
  const isThought = before.length < begin;
  const [from, to] = [isText(before) || (isThought && before.trim() === "") ? begin : 0, isText(behind) ? end : content.length];
  if (from === 0 && to === content.length) return null;
  const what = from > 0 && to < content.length ? "before and after" : from > 0 ? "before" : "after";
  return { content: content.slice(from, to) + (to < content.length ? "\n" : ""), what: `the text ${what} the page` };
};

/** The whole call again, as the file's content. */
export const callIn: Mend = (content, { kind }) => {
  if (kind === "prose" || kind === "json" || !/^\s*\{\s*"/.test(content)) return null;
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== "object" || value === null || !("content" in value) || typeof value.content !== "string") return null;
    return "path" in value || "file_path" in value ? { content: value.content, what: "the call's JSON around it" } : null;
  } catch {
    return null;
  }
};
