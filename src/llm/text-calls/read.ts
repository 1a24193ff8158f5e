// Splits a whole text into prose, calls that can be carried out, and attempted calls that cannot.
import { createFinder, type FoundFence } from "./find.ts";
import { fitCall } from "./fit.ts";
import { type Offered, type Reading, skipSpace } from "./form.ts";
import { forms } from "./forms.ts";
import { afterClosers, openerAt } from "./openers.ts";
import { endOfPage, isWholePage, pageBegins } from "./page.ts";

export type Part =
  | { type: "text"; text: string }
  /** `isOpen`: what closes it did not come. */
  | { type: "call"; name: string; arguments: string; isOpen: boolean }
  /** `why`: in words for the model. `name`: of the tool that was meant, where that can be told. */
  | { type: "attempt"; text: string; why: string; name: string | null; isOpen: boolean }
  | { type: "page"; text: string; content: string };

export interface ReadOptions {
  offered: Offered;
  /** Tools whose calls in a code fence are meant, not illustrations. */
  fenced: ReadonlySet<string>;
  /** The tool that a name means. */
  nameOf(name: string): string;
  /** Look for a whole page, too. */
  page: boolean;
}

/** Places that look like a call and are none: so many are looked at. */
const mostFalseStarts = 64;

/** What announces a call is at most so deep: a section, a call, and one that was written twice. */
const mostOpeners = 6;

/** What a server's template writes where a tool answers: all from here on the model made up. */
const inventedAnswer = /\s*<(?:\||｜)?(?:tool_response|tool_result|function_results?|tool▁outputs?▁begin)\b/y;
/** What stands between calls. */
const between = /[\s,;]*/y;

export function readAnswer(text: string, options: ReadOptions): Part[] {
  const finder = createFinder(options);
  const parts: Part[] = [];
  let proseFrom = 0;
  let at = 0;
  for (let falseStarts = 0; falseStarts < mostFalseStarts; ) {
    const found = finder.next(text, at, true);
    if (found.type !== "found") break;
    const read = readAt(text, found.at, found.fence, options);
    if (read === null) {
      falseStarts += 1;
      at = found.fence ? afterFence(text, found.fence) : found.at + 1;
      if (found.fence) finder.startLine();
      continue;
    }
    if (found.at > proseFrom) parts.push({ type: "text", text: text.slice(proseFrom, found.at) });
    parts.push(...read.parts);
    finder.startLine();
    inventedAnswer.lastIndex = read.end;
    at = inventedAnswer.test(text) ? text.length : read.end;
    proseFrom = at;
    // What comes after it may build on it, so it is not looked at.
    if (parts.at(-1)?.type === "attempt") break;
  }
  if (proseFrom < text.length) parts.push({ type: "text", text: text.slice(proseFrom) });
  return parts;
}

interface Read {
  parts: Part[];
  end: number;
}

function readAt(text: string, at: number, fence: FoundFence | null, options: ReadOptions): Read | null {
  if (fence) return readFence(text, fence, options);
  if (options.page && pageBegins(text, at) === "yes") {
    const end = endOfPage(text, at);
    const page = text.slice(at, end);
    return end === -1 ? null : { parts: [{ type: "page", text: page, content: `${page}\n` }], end };
  }
  return readCalls(text, at, options);
}

/** One call after the other, with what announces and closes them. */
function readCalls(text: string, from: number, { offered, nameOf }: ReadOptions): Read | null {
  const parts: Part[] = [];
  let at = from;
  let end = from;
  let isAnnounced = false;
  let openers = 0;
  for (;;) {
    at = skipBetween(text, at);
    const opener = openers < mostOpeners ? openerAt(text, at) : 0;
    if (opener > 0) {
      isAnnounced = true;
      openers += 1;
      at += opener;
      continue;
    }
    const written = readOne(text, at, offered, isAnnounced);
    if (written === null) break;
    const reading = { ...written, calls: written.calls.map((call) => ({ ...call, name: nameOf(call.name) })) };
    const made = partsOf(reading, text.slice(end, reading.end), offered, isAnnounced);
    // Without an opener only what names a tool is taken for a call.
    if (made === null) break;
    end = reading.fault === null ? afterClosers(text, reading.end) : afterFault(text, reading);
    const isClosed = !isAnnounced || end > reading.end || !mustClose(text, from);
    parts.push(...made.map((part) => ("isOpen" in part ? { ...part, isOpen: part.isOpen || !isClosed } : part)));
    at = end;
    openers = 0;
    if (parts.at(-1)?.type === "attempt") break;
    if (end > reading.end) isAnnounced = false;
  }
  return parts.length === 0 ? null : { parts, end };
}

/** Tags are closed; tokens and brackets stand alone. */
const mustClose = (text: string, at: number) => text[at] === "<" && text[at + 1] !== "|";

function readOne(text: string, at: number, offered: Offered, isAnnounced: boolean): Reading | null {
  if (at >= text.length) return null;
  for (const form of forms) {
    const isHere = isAnnounced || form.begins?.(text, at, { isLineStart: true, isAfterColon: false, offered }) === "yes";
    const reading = isHere ? form.read(text, at, offered, isAnnounced) : null;
    if (reading) return reading;
  }
  return null;
}

function partsOf(reading: Reading, text: string, offered: Offered, isAnnounced: boolean): Part[] | null {
  if (reading.fault !== null) {
    const name = [...offered.keys()].find((tool) => text.slice(0, namedWithin).includes(tool)) ?? null;
    return [{ type: "attempt", text, why: reading.fault, name, isOpen: reading.isOpen }];
  }
  if (!isAnnounced && !reading.calls.some(({ name }) => offered.has(name)) && !text.trimStart().startsWith("<")) return null;
  return reading.calls.map((call) => {
    const fit = fitCall(call, offered);
    if (fit.ok) return { type: "call", name: fit.name, arguments: fit.arguments, isOpen: reading.isOpen };
    return { type: "attempt", text, why: fit.why, name: offered.has(call.name) ? call.name : null, isOpen: reading.isOpen };
  });
}

/** A call names its tool at its beginning, UTF-16 units. */
const namedWithin = 300;

/** Where a call that cannot be read ends: at the next end of a call, else with the text. */
function afterFault(text: string, { end, isOpen }: Reading): number {
  if (isOpen) return text.length;
  const closed = text.indexOf("</tool_call>", end);
  return afterClosers(text, closed === -1 ? end : closed);
}

function skipBetween(text: string, at: number): number {
  between.lastIndex = at;
  return at + (between.exec(text)?.[0].length ?? 0);
}

/** A fence that holds calls and nothing else, or a whole page. */
function readFence(text: string, fence: FoundFence, options: ReadOptions): Read | null {
  const end = afterFence(text, fence);
  const content = contentOf(text, fence, end);
  const from = skipSpace(content, 0);
  if (options.page && isWholePage(content))
    return { parts: [{ type: "page", text: text.slice(fence.contentAt, end), content }], end };
  const read = readCalls(content, from, options);
  if (!read || skipSpace(content, read.end) < content.length) return null;
  const isMeant = read.parts.every((part) => !("name" in part) || (part.name !== null && options.fenced.has(part.name)));
  return isMeant ? { parts: read.parts, end } : null;
}

function contentOf(text: string, { run, contentAt }: FoundFence, end: number): string {
  const content = text.slice(contentAt, end);
  const closedAt = content.trimEnd().lastIndexOf("\n") + 1;
  return isRun(content.slice(closedAt).trim(), run) ? content.slice(0, closedAt) : content;
}

/** Behind the line that closes a fence; the text's end when none does. A page that shows fences of its own ends after its last tag. */
function afterFence(text: string, { run, contentAt }: FoundFence): number {
  const first = skipSpace(text, contentAt);
  const pageEnd = pageBegins(text, first) === "yes" ? endOfPage(text, first) : -1;
  let at = pageEnd === -1 ? contentAt : text.indexOf("\n", pageEnd) + 1;
  if (at === 0) return text.length;
  while (at < text.length) {
    const lineEnd = text.indexOf("\n", at);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    const line = text.slice(at, Math.min(end, at + fenceEndMaxCharacters)).trim();
    if (isRun(line, run)) return end;
    at = end;
  }
  return text.length;
}

const isRun = (line: string, run: string) => line.length >= run.length && line === run.charAt(0).repeat(line.length);

/** The line that closes a fence is not longer, UTF-16 units. */
const fenceEndMaxCharacters = 80;
