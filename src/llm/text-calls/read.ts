// Splits a whole text into prose, calls that can be carried out, and attempted calls that cannot.
import { createFinder, type FoundFence } from "./find.ts";
import { fitCall } from "./fit.ts";
import { type Offered, type Reading, skipSpace } from "./form.ts";
import { forms } from "./forms.ts";
import { afterClosers, openerAt } from "./openers.ts";
import { endOfPage, isWholePage, pageBegins } from "./page.ts";

export type Part =
  | { type: "text"; text: string }
  /** `isOpen`: its closing part is missing. */
  | { type: "call"; name: string; arguments: string; isOpen: boolean }
  /** `why`: in words for the model. `name`: the intended tool, if known. */
  | { type: "attempt"; text: string; why: string; name: string | null; isOpen: boolean }
  | { type: "page"; text: string; content: string };

export interface ReadOptions {
  offered: Offered;
  /** Tools whose calls in a code fence are meant rather than illustrations. */
  fenced: ReadonlySet<string>;
  /** The tool a name refers to. */
  nameOf(name: string): string;
  /** Also look for a whole page. */
  page: boolean;
}

/** How many places that look like a call but are not are examined. */
const mostFalseStarts = 64;

/** Deepest nesting of openers: a section, a call, and one written twice. */
const mostOpeners = 6;

/** What a server's template writes where a tool answers: the model made up everything from here on. */
const inventedAnswer = /\s*<(?:\||｜)?(?:tool_response|tool_result|function_results?|tool▁outputs?▁begin)\b/y;
/** What may separate calls. */
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
    // What follows may depend on it, so it is not read.
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

/** Reads call after call, with their openers and closers. */
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
    // Without an opener, only text that names a tool is taken for a call.
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

/** A call names its tool near its start, UTF-16 units. */
const namedWithin = 300;

/** Where an unreadable call ends: at the next end of a call, else with the text. */
function afterFault(text: string, { end, isOpen }: Reading): number {
  if (isOpen) return text.length;
  const closed = text.indexOf("</tool_call>", end);
  return afterClosers(text, closed === -1 ? end : closed);
}

function skipBetween(text: string, at: number): number {
  between.lastIndex = at;
  return at + (between.exec(text)?.[0].length ?? 0);
}

/** A fence with nothing but calls, or a whole page. */
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

/** After the line that closes a fence; the text's end if none does. A page that shows fences of its own ends after its last tag. */
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

/** Longest line that may close a fence, UTF-16 units. */
const fenceEndMaxCharacters = 80;
