// Marks of edits and diffs in what should be a whole file: the model meant a part of the file, or its lines with signs in front.

import { isWhole } from "./file-kinds.ts";
import type { Mend } from "./mend.ts";

/** Every line starts with a plus, as in the diff of a new file. */
export const plusMarks: Mend = (content, { path, kind }) => {
  if (kind === "prose" || kind === "other" || !content.startsWith("+") || content.startsWith("+++")) return null;
  const lines = content.split("\n");
  if (!lines.every((line) => line === "" || line.startsWith("+"))) return null;
  const text = lines.map((line) => line.slice(1)).join("\n");
  const isCertain = kind === "html" || kind === "svg" ? /^\s*</.test(text) : isWhole(path, text) === true;
  const mayBeMeant = kind === "script" && isWhole(path, content) === true;
  return isCertain && !mayBeMeant ? { content: text, what: "the + before each line" } : null;
};

const wholeFile = "write_file takes the whole file as it shall be, without such marks; to change parts of one, use edit_file.";

/** Conflict marks, and the search-and-replace marks of other products. */
export const editMarks: Mend = (content, { path, kind }) => {
  if (kind === "prose" || !/^(?:<{7}|-{7} SEARCH)/m.test(content)) return null;
  const lines = content.split("\n");
  const open = lines.findIndex((line) => /^(?:<{7}|-{7} SEARCH)/.test(line));
  const middle = lines.findIndex((line, index) => index > open && /^={7}$/.test(line.trimEnd()));
  const close = lines.findIndex((line, index) => middle !== -1 && index > middle && /^(?:>{7}|\+{7} REPLACE)/.test(line));
  if (close === -1) return null;
  const isLabelled = /SEARCH|ORIGINAL/.test(lines[open]!);
  const mayBeMeant =
    kind === "script" ? isWhole(path, content) === true : kind === "html" || kind === "other" ? !isLabelled && open > 0 : false;
  return mayBeMeant
    ? null
    : { refused: `Line ${open + 1} of it, ${JSON.stringify(lines[open]!.slice(0, 40))}, is the mark of an edit. ${wholeFile}` };
};

const diffBegin = /^\s*(?:diff --git |--- [^\n]*\n\+\+\+ |@@ -\d|\*\*\* (?:Begin Patch|Update File:|Add File:))/;

export const diffMarks: Mend = (content, { path, kind }) => {
  if (kind === "prose" || kind === "other") return null;
  const begins = diffBegin.test(content) && (kind === "css" || isWhole(path, content) !== true);
  if (!begins && !hasDiffLines(content)) return null;
  return { refused: `It is a diff, with signs before its lines. ${wholeFile}` };
};

/** Each line starts with a space, a plus or a minus, and both signs occur: no file indents all its brackets. */
function hasDiffLines(content: string): boolean {
  if (!/^[ +-]/.test(content)) return false;
  const lines = content.split("\n").filter((line) => line !== "");
  const counts = (sign: string) => lines.some((line) => line.startsWith(sign) && line[1] !== sign);
  return lines.every((line) => /^[ +-]/.test(line)) && counts("+") && counts("-");
}
