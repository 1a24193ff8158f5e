// A text being changed: the original stays, with a list of replaced parts. So a place found in the original is found once and
// for all, the line index of a large file is made once, and the new text is joined once.
import { isHighSurrogate, isLowSurrogate } from "../../base/surrogates.ts";

/** Removes `remove` UTF-16 units at `offset`, then inserts `text`. */
export interface Splice {
  offset: number;
  remove: number;
  text: string;
}

export interface Rewrite {
  original: string;
  /** The current text. */
  current(): string;
  changed(): boolean;
  /** Where a part of the original starts now; `null` if a change has touched it. */
  whereNow(start: number, end: number): number | null;
  /** Makes a change; its offset refers to the current text. */
  change(splice: Splice): void;
}

/** What was from `from` to `to` in the original is now `text`. */
interface Touched {
  from: number;
  to: number;
  text: string;
}

export function startRewrite(original: string): Rewrite {
  /** In order, never adjoining. */
  const touched: Touched[] = [];
  let joined: string | null = original;

  function current(): string {
    if (joined === null) {
      let result = "";
      let at = 0;
      for (const { from, to, text } of touched) {
        result += original.slice(at, from) + text;
        at = to;
      }
      joined = result + original.slice(at);
    }
    return joined;
  }

  function whereNow(start: number, end: number): number | null {
    let moved = 0;
    for (const part of touched) {
      if (part.from < end && part.to > start) return null;
      if (part.to > start) break;
      moved += growth(part);
    }
    return start + moved;
  }

  function change({ offset, remove, text }: Splice): void {
    if (remove === 0 && text === "") return;
    const end = offset + remove;
    // The changes from `first` to before `behind` meet this one; `moved` is how far the text at that point has moved.
    let first = 0;
    let moved = 0;
    for (; first < touched.length && touched[first]!.from + moved + touched[first]!.text.length < offset; first++) {
      moved += growth(touched[first]!);
    }
    const movedBefore = moved;
    const headStart = (touched[first]?.from ?? 0) + moved;
    let behind = first;
    let tailStart = headStart;
    for (; behind < touched.length && touched[behind]!.from + moved <= end; behind++) {
      tailStart = touched[behind]!.from + moved;
      moved += growth(touched[behind]!);
    }
    const met = touched.slice(first, behind);
    const head = met[0]?.text.slice(0, Math.max(0, offset - headStart)) ?? "";
    const tail = met.at(-1)?.text.slice(Math.max(0, end - tailStart)) ?? "";
    touched.splice(first, met.length, {
      from: Math.min(met[0]?.from ?? Number.POSITIVE_INFINITY, offset - movedBefore),
      to: Math.max(met.at(-1)?.to ?? 0, end - moved),
      text: head + text + tail,
    });
    joined = null;
  }

  return { original, current, changed: () => touched.length > 0, whereNow, change };
}

/** The change that replaces `removed` with `text`, keeping the file's final line break. */
export function changeFor(
  rewrite: Rewrite,
  { offset, removed, text }: { offset: number; removed: string; text: string },
): Splice {
  return { offset, remove: removed.length, text: removed.endsWith("\n") ? keepFinalBreak(rewrite, offset, removed, text) : text };
}

/**
 * The same change without common text at either end, but never splitting a surrogate pair: half a character cannot be sent. `null` if
 * nothing changes.
 */
export function leastSplice(removed: string, { offset, text }: Splice): Splice | null {
  const most = Math.min(removed.length, text.length);
  let head = 0;
  while (head < most && removed[head] === text[head]) head++;
  if (isHighSurrogate(text.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < most - head && removed.at(-1 - tail) === text.at(-1 - tail)) tail++;
  if (tail > 0 && isLowSurrogate(text.charCodeAt(text.length - tail))) tail--;
  const splice = { offset: offset + head, remove: removed.length - head - tail, text: text.slice(head, text.length - tail) };
  return splice.remove === 0 && splice.text === "" ? null : splice;
}

/** One change that turns one text into another; none if they are equal. */
export function changesBetween(before: string, after: string): Splice[] {
  const change = leastSplice(before, { offset: 0, remove: before.length, text: after });
  return change === null ? [] : [change];
}

function keepFinalBreak(rewrite: Rewrite, offset: number, removed: string, text: string): string {
  if (text.endsWith("\n")) return text;
  const now = rewrite.current();
  const last = text.at(-1) ?? now[offset - 1];
  if (offset + removed.length < now.length || last === undefined || last === "\n") return text;
  return text + (removed.endsWith("\r\n") ? "\r\n" : "\n");
}

function growth({ from, to, text }: Touched): number {
  return text.length - (to - from);
}
