// The hunks of one file in a patch: finds each one's only place in the original file, and changes them all. Which of several places is meant is
// decided only by what the format says for certain: an "@@" line, the end of the file, or that hunks go forward.

import { leftInRefusal } from "../contents/left-in.ts";
import { createIndenter } from "../edits/indentation.ts";
import { type Comparison, comparisons, indentOf, indexLines, type Line, type LineIndex, splitLines } from "../edits/lines.ts";
import { breakNear, placeOfBlock } from "../edits/matching.ts";
import { describeMissing } from "../edits/missing.ts";
import { describeIndentation, describeSeveral } from "../edits/nearest.ts";
import { placeholderRefusal } from "../edits/placeholders.ts";
import { leastSplice, type Rewrite, type Splice, startRewrite } from "../edits/rewrite.ts";
import type { Hunk } from "../patch-format.ts";

export type HunksResult = { ok: true; content: string; changes: Splice[] } | { ok: false; reason: string };

/** Most lines an "@@" text may match before it counts as no help. */
const headersTried = 100;

interface Target {
  content: string;
  /** The file may contain anything, even a code fence. */
  isProse: boolean;
  index: LineIndex;
  rewrite: Rewrite;
  /** Lines before this one (from 0) are above the previous hunk's change. */
  from: number | null;
}

export function applyHunks(content: string, hunks: readonly Hunk[], isProse = false): HunksResult {
  const target: Target = { content, isProse, index: indexLines(content), rewrite: startRewrite(content), from: null };
  const changes: Splice[] = [];
  for (const hunk of hunks) {
    const result = applyHunk(target, hunk);
    if (!result.ok) return { ok: false, reason: `the part at line ${hunk.line} of the patch: ${result.reason}` };
    changes.push(...result.changes);
  }
  if (changes.length === 0) return { ok: false, reason: "nothing would change: what comes in is what goes out." };
  return { ok: true, content: target.rewrite.current(), changes };
}

type HunkResult = { ok: true; changes: Splice[] } | { ok: false; reason: string };

function applyHunk(target: Target, hunk: Hunk): HunkResult {
  const { content, index, rewrite } = target;
  const textOf = (...kinds: string[]) =>
    hunk.lines
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => `${text}\n`)
      .join("");
  const [search, put] = [textOf("keep", "remove"), textOf("keep", "add")];
  if (search === "") return append(target, hunk, put);

  const wanted = splitLines(search);
  const found = findHunk(target, hunk, wanted);
  if (!found.ok) return found.reason === null ? refuse(describeMissing(content, search, put, "old text")) : refuse(found.reason);
  const added = textOf("add");
  const wrong = placeholderRefusal(search, put) ?? (target.isProse ? null : leftInRefusal(content, search, added, () => true));
  if (wrong !== null) return refuse(wrong);
  const { first, comparison } = found;
  const block = { content, lines: index.lines, wanted, first, comparison };
  const indent =
    comparison === "indentation"
      ? createIndenter(index.lines.slice(first, first + wanted.length), wanted, splitLines(put))
      : (line: string) => line;
  const changes: Splice[] = [];
  for (const run of runsOf(hunk)) {
    const added = run.added.map(indent);
    if (added.includes(null)) return refuse(describeIndentation(content, placeOfBlock(block), "old text"));
    const { start, end, text } = placeOfRun(target, first + run.from, first + run.to, added);
    const whole = { offset: rewrite.whereNow(start, end) ?? start, remove: end - start, text };
    const change = leastSplice(content.slice(start, end), whole);
    if (change !== null) changes.push(change);
    rewrite.change(whole);
    target.from = first + run.to;
  }
  return { ok: true, changes };
}

/** Lines removed together and their replacement; `from` and `to` count the hunk's old lines. */
interface LineRun {
  from: number;
  to: number;
  added: string[];
}

/** Each stretch of a hunk between kept lines, which are not touched. */
function runsOf({ lines }: Hunk): LineRun[] {
  const runs: LineRun[] = [];
  let open: LineRun | null = null;
  let old = 0;
  for (const { kind, text } of lines) {
    if (kind === "keep") open = null;
    else {
      if (open === null) {
        open = { from: old, to: old, added: [] };
        runs.push(open);
      }
      if (kind === "add") open.added.push(text);
      else open.to = old + 1;
    }
    if (kind !== "add") old++;
  }
  return runs;
}

/** Whole lines with their breaks, except at the end of a file whose last line has none: it stays that way. */
function placeOfRun({ content, index: { lines } }: Target, from: number, to: number, added: readonly (string | null)[]) {
  const start = lines[from]?.offset ?? content.length;
  const end = to > from ? lines[to - 1]!.end : start;
  const lineBreak = breakNear(content, lines, from);
  const text = added.map((line) => `${line}${lineBreak}`).join("");
  if (end < content.length || content.endsWith("\n")) return { start, end, text };
  const open = text.slice(0, Math.max(0, text.length - lineBreak.length));
  return { start, end, text: from === lines.length ? lineBreak + open : open };
}

/** Lines without any context: only the end of the file, or an empty file, is a certain place. */
function append({ content, index, rewrite }: Target, hunk: Hunk, put: string): HunkResult {
  if (!hunk.atEnd && content !== "") {
    return refuse(
      'It has only added lines, so their place is not certain. Give a few lines before or after them, or "*** End of File".',
    );
  }
  const now = rewrite.current();
  const windows = index.lines.some((line) => content[line.end - 2] === "\r");
  const text = windows ? put.replaceAll("\n", "\r\n") : put;
  const begin = now === "" || now.endsWith("\n") ? "" : windows ? "\r\n" : "\n";
  const change = { offset: now.length, remove: 0, text: begin + text };
  rewrite.change(change);
  return { ok: true, changes: [change] };
}

type Found = { ok: true; first: number; comparison: Comparison } | { ok: false; reason: string | null };

function findHunk(target: Target, hunk: Hunk, wanted: readonly Line[]): Found {
  const { content, index, rewrite, from } = target;
  const { lines } = index;
  const areas = findAreas(lines, hunk.headers);
  if (areas === null) return { ok: false, reason: headerMissing(content, hunk.headers) };
  const offsets = (firsts: readonly number[]) => firsts.map((first) => lines[first]!.offset);

  const lastTelling = lines.findLastIndex(({ text }) => text.trim() !== "");
  let elsewhere: number[] = [];
  for (const comparison of comparisons) {
    const all = index.find(wanted, comparison).toArray();
    const free = all.filter((first) => {
      const { start, end } = placeOfBlock({ content, lines, wanted, first, comparison });
      return rewrite.whereNow(start, end) !== null;
    });
    if (all.length > 0 && free.length === 0) {
      return { ok: false, reason: "An earlier part of the patch has changed its place. Put both changes into one part." };
    }
    const narrowed = narrow(free, hunk, areas, (first) => first + wanted.length > lastTelling);
    const later = from === null ? [] : narrowed.filter((first) => first >= from);
    const [only] = narrowed.length === 1 ? narrowed : later.length === 1 ? later : [];
    if (only !== undefined) return { ok: true, first: only, comparison };
    if (narrowed.length > 1) {
      const hint = 'Or put "@@ " and the line that begins its function or block before this part.';
      const [sentence, ...places] = describeSeveral(content, offsets(narrowed), "old text").split("\n");
      return { ok: false, reason: [`${sentence} ${hint}`, ...places].join("\n") };
    }
    elsewhere = [...elsewhere, ...free];
  }
  if (elsewhere[0] === undefined) return { ok: false, reason: null };
  const line = elsewhere[0] + 1;
  return {
    ok: false,
    reason: `The old text stands at line ${line}, but not after the line "@@ ${hunk.headers.join('", "@@ ')}". Correct the @@ line.`,
  };
}

/** Places inside the blocks that the "@@" lines start, else after them; only those at the end of the file if the hunk says so. */
function narrow(
  firsts: readonly number[],
  { headers, atEnd }: Hunk,
  areas: readonly Area[],
  last: (first: number) => boolean,
): number[] {
  const ending = atEnd ? firsts.filter(last) : [];
  const allowed = ending.length > 0 ? ending : [...firsts];
  if (headers.length === 0) return allowed;
  const inside = allowed.filter((first) => areas.some(({ from, to }) => first >= from && first < to));
  return inside.length > 0 ? inside : allowed.filter((first) => first >= areas[0]!.from);
}

/** From a line that matches an "@@" to the end of the block it starts. */
interface Area {
  from: number;
  to: number;
}

/** `null`: no line matches. Each further header is searched inside the previous one's block, else after it. */
function findAreas(lines: readonly Line[], headers: readonly string[]): Area[] | null {
  let areas: Area[] = [{ from: -1, to: lines.length }];
  for (const header of headers) {
    const begin = areas[0]!.from + 1;
    const inside = headerLines(lines, header, (line) => areas.some(({ from, to }) => line > from && line < to));
    const found = inside.length > 0 ? inside : headerLines(lines, header, (line) => line >= begin);
    if (found.length === 0 || found.length > headersTried) return null;
    areas = found.map((line) => ({ from: line, to: endOfBlock(lines, line) }));
  }
  return areas;
}

/** Exact matches, else lines that start with the text, else lines that contain it. */
function headerLines(lines: readonly Line[], header: string, allowed: (line: number) => boolean): number[] {
  const ways = [
    (text: string) => text === header,
    (text: string) => text.startsWith(header),
    (text: string) => text.includes(header),
  ];
  for (const way of ways) {
    const found = lines.flatMap(({ text }, line) => (way(text.trim()) && allowed(line) ? [line] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** Up to the next line indented no deeper; a closing bracket or tag still belongs to the block. */
function endOfBlock(lines: readonly Line[], first: number): number {
  const depth = indentOf(lines[first]!.text).length;
  let at = first + 1;
  for (; at < lines.length; at++) {
    const { text } = lines[at]!;
    const indent = indentOf(text).length;
    if (text.trim() === "" || indent > depth) continue;
    if (indent < depth || !/^(?:[)}\]]|<\/)/.test(text.slice(indent))) break;
  }
  return at;
}

function headerMissing(content: string, headers: readonly string[]): string {
  const missing = headers.find((header) => !content.includes(header)) ?? headers.at(-1) ?? "";
  return `No line of the file is "${missing}", which stands behind @@ (or very many are). ${describeMissing(content, missing, "", "@@ text")}`;
}

const refuse = (reason: string): HunkResult => ({ ok: false, reason });
