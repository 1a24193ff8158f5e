// Takes a patch's lines out of what models wrap around it: a sentence, a code fence, a shell command, JSON, spaces before the marks. A diff in
// git's form becomes one of ours. Nothing is added except the first line; the last line has to be there, since it says the patch is whole.
import { asPatchLines, isAboutFile, isDiffBegin } from "./unified-diff.ts";

export const firstLine = "*** Begin Patch";
export const lastLine = "*** End Patch";

const fileMark = /^\*\*\* (?:Add|Update|Delete) File:/;
const anyMark = /^\*\*\* (?:(?:Add|Update|Delete) File:|Move to:|End of File)/;
/** In a shell's quotes, the marks share their lines with other text. */
const beginning = /(?:^|["'( ])\*\*\* Begin Patch\s*$/;
const ending = /^\s*\*\*\* End Patch\s?["'`)\]}]{0,6}\s*$/;

/** Marks as models spell them: other words or case, more stars, stars at the end, no colon. */
const spelledMark =
  /^\*{3,4} ?(?:(begin|end) patch|(end of file)|(add|create|new|update|modify|edit|delete|remove) file\b ?:?|((?:move|rename)(?:d)? to) ?:)(?: ([^*]*))?\**\s*$/i;
const actions: Record<string, string> = {
  add: "Add",
  create: "Add",
  new: "Add",
  update: "Update",
  modify: "Update",
  edit: "Update",
  delete: "Delete",
  remove: "Delete",
};

function asMark(line: string): string {
  if (!line.startsWith("***")) return line;
  const [, envelope, end, action, move, rest = ""] = spelledMark.exec(line) ?? [];
  if (envelope) return rest.trim() === "" ? (envelope.toLowerCase() === "begin" ? firstLine : lastLine) : line;
  if (end) return "*** End of File";
  if (rest.trim() === "") return line;
  if (action) return `*** ${actions[action.toLowerCase()]} File: ${rest.trim()}`;
  return move ? `*** Move to: ${rest.trim()}` : line;
}

/** Several patches become one: each but the last loses its last line, and the next one its first. */
function joined(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    const before = line === firstLine ? kept.findLastIndex((other) => other.trim() !== "") : -1;
    if (kept[before] === lastLine) kept.length = before;
    else kept.push(line);
  }
  return kept;
}

/** From the first line to the last, both unwrapped; the lines unchanged if no patch starts. */
export function patchLines(input: string): string[] {
  const lines = joined(textIn(input).split(/\r?\n/).map(asMark));
  const begin = lines.findIndex((line) => line.includes(firstLine) && beginning.test(line));
  const indent = begin === -1 ? "" : indentOf(lines[begin]!);
  if (begin !== -1) return withBareMarks([firstLine, ...lines.slice(begin + 1)], indent);
  const mark = lines.findIndex((line) => fileMark.test(line.trimStart()));
  if (mark !== -1) return withBareMarks([firstLine, ...lines.slice(mark)], indentOf(lines[mark]!));
  const diff = lines.findIndex((_, index) => isDiffBegin(lines, index));
  return diff === -1 ? lines : [firstLine, ...asPatchLines(withoutTail(lines.slice(diff))), lastLine];
}

/** The patch from JSON arguments, an object or a string; or from a string's inside, where line breaks are still two characters. */
function textIn(input: string): string {
  const text = input.trim();
  const isEscaped = !text.includes("\n") && text.includes("\\n") && text.startsWith("***");
  if (!isEscaped && !/^[[{"]/.test(text)) return text;
  try {
    const found = textsOf(JSON.parse(isEscaped ? `"${text}"` : text)).filter(
      (part) => part.includes("***") || part.includes("+++ "),
    );
    return found.length === 1 ? found[0]!.trim() : text;
  } catch {
    return text;
  }
}

/** Lists in objects in lists: arguments are not nested deeper. */
const maxLayers = 3;

function textsOf(value: unknown, layer = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || layer > maxLayers) return [];
  return Object.values(value).flatMap((part) => textsOf(part, layer + 1));
}

const indentOf = (line: string) => /^[ \t]*/.exec(line)?.[0] ?? "";

/** A fence, a shell's end marker or a sentence after a diff, which has no last line of its own. */
function withoutTail(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => /^[ +@\\-]./.test(line) || isAboutFile(line) || /^[+-]$/.test(line)) + 1);
}

/** Removes the first mark's leading spaces from the marks, or from all lines if all have them. Drops what follows the last line. */
function withBareMarks(lines: readonly string[], firstIndent: string): string[] {
  const end = lines.findIndex((line) => ending.test(line));
  const body = end === -1 ? lines.slice(1) : lines.slice(1, end);
  const first = body.find((line) => line.trim() !== "") ?? "";
  const indent = firstIndent !== "" || !fileMark.test(first.trimStart()) ? firstIndent : indentOf(first);
  const isAll = indent !== "" && body.every((line) => line.trim() === "" || line.startsWith(indent));
  const bare = body.map((line) => {
    if (indent === "" || !line.startsWith(indent)) return line;
    const rest = line.slice(indent.length);
    return isAll || anyMark.test(rest) ? rest : line;
  });
  const begin = bare.findIndex((line) => line.trim() !== "");
  const own = isDiffBegin(bare, begin) ? asPatchLines(bare.slice(begin)) : bare;
  if (end === -1) return [firstLine, ...own];
  const behind = lines.slice(end + 1);
  const isForeign = behind.every((line) => !line.trimStart().startsWith("***"));
  return [firstLine, ...own, lastLine, ...(isForeign ? [] : behind)];
}
