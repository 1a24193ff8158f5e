// The hunks of one file in a patch: finds the one place of each in the file as it was, and changes them all. Which of several places is meant is
// decided only by what the format says for certain: an "@@" line, the end of the file, or that hunks go forward.
import { type Comparison, comparisons, indentOf, indexLines, type Line, type LineIndex, splitLines } from "./lines.ts";
import { placeOfBlock, replaceBlock } from "./matching.ts";
import { describeMissing } from "./missing.ts";
import { describeIndentation, describeSeveral } from "./nearest.ts";
import type { Hunk } from "./patch-format.ts";
import { placeholderRefusal } from "./placeholders.ts";
import { type Rewrite, type Splice, spliceFor, startRewrite } from "./rewrite.ts";

export type HunksResult = { ok: true; content: string; changes: Splice[] } | { ok: false; reason: string };

/** Lines that an "@@" text may mean before it means nothing. */
const headersTried = 100;

interface Target {
  content: string;
  index: LineIndex;
  rewrite: Rewrite;
  /** Lines before this one (from 0) are above what the hunk before changed. */
  from: number | null;
}

export function applyHunks(content: string, hunks: readonly Hunk[]): HunksResult {
  const target: Target = { content, index: indexLines(content), rewrite: startRewrite(content), from: null };
  const changes: Splice[] = [];
  for (const hunk of hunks) {
    const result = applyHunk(target, hunk);
    if (!result.ok) return { ok: false, reason: `the part at line ${hunk.line} of the patch: ${result.reason}` };
    if (result.change.remove > 0 || result.change.text !== "") changes.push(result.change);
  }
  if (changes.length === 0) return { ok: false, reason: "nothing would change: what comes in is what goes out." };
  return { ok: true, content: target.rewrite.current(), changes };
}

type HunkResult = { ok: true; change: Splice } | { ok: false; reason: string };

function applyHunk(target: Target, hunk: Hunk): HunkResult {
  const { content, index, rewrite } = target;
  const textOf = (...kinds: string[]) =>
    hunk.lines
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => `${text}\n`)
      .join("");
  const [old, put] = [textOf("keep", "remove"), textOf("keep", "add")];
  if (old === "") return append(target, hunk, put);

  const wanted = splitLines(old);
  const found = findHunk(target, hunk, wanted);
  if (!found.ok) return found.reason === null ? refuse(describeMissing(content, old, put, "old text")) : refuse(found.reason);
  const block = { content, lines: index.lines, wanted, ...found };
  const place = replaceBlock(block, put, keptLines(hunk));
  if (place === null) return refuse(describeIndentation(content, placeOfBlock(block), "old text"));
  const removed = content.slice(place.start, place.end);
  const stub = placeholderRefusal(removed, place.text);
  if (stub !== null) return refuse(stub);
  const change = spliceFor(rewrite, {
    offset: rewrite.whereNow(place.start, place.end) ?? place.start,
    removed,
    text: place.text,
  });
  rewrite.change(change);
  target.from = found.first + wanted.length - (hunk.lines.length - 1 - hunk.lines.findLastIndex(({ kind }) => kind !== "keep"));
  return { ok: true, change };
}

/** For each new line the old line that it is; `undefined` for an added one. */
function keptLines({ lines }: Hunk): (number | undefined)[] {
  const kept: (number | undefined)[] = [];
  let old = 0;
  for (const { kind } of lines) {
    if (kind !== "remove") kept.push(kind === "keep" ? old : undefined);
    if (kind !== "add") old++;
  }
  return kept;
}

/** Lines that stand at no other line: only the end of the file, or an empty file, is a place for certain. */
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
  return { ok: true, change };
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

/** Places inside of what the "@@" lines begin, else behind them; those at the end of the file where the hunk says so. */
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

/** From a line that an "@@" means to the end of the block that it begins. */
interface Area {
  from: number;
  to: number;
}

/** `null`: no line is meant. Each further header is looked for inside of what the one before begins, else behind it. */
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

/** The line itself, else lines that begin with the text, else lines that hold it. */
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

/** Up to the next line that is indented no deeper; a closing bracket or tag still belongs to the block. */
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
