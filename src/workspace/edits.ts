// Search-and-replace edits on one file, as models ask for them: each search text must match exactly one place, and all edits are made or none.
// Everything goes by position: String.replace would read `$&` in the new text as an instruction.
import { findPlaces, type Place } from "./matching.ts";
import { describeMissing, describeSeveral } from "./nearest.ts";

export interface Edit {
  search: string;
  replace: string;
}

/** Take `remove` UTF-16 units out at `offset`, then put `text` in. */
export interface Splice {
  offset: number;
  remove: number;
  text: string;
}

export type EditResult =
  /** `changes` in the order of application: each offset is valid after the changes before it. */
  { ok: true; content: string; changes: Splice[] } | { ok: false; reason: string };

/** Applies the edits in sequence, each to what the ones before it left. */
export function applyEdits(content: string, edits: readonly Edit[]): EditResult {
  if (edits.length === 0) return { ok: false, reason: "There are no edits. Give at least one pair of search and replace." };
  const lineBreak = onlyLineBreak(content);
  const changes: Splice[] = [];
  let current = content;

  for (const [index, edit] of edits.entries()) {
    const refused = (reason: string): EditResult => ({ ok: false, reason: refusal(reason, index, edits.length) });
    if (edit.search === "") return refused("The search text is empty. To write a whole file, use write_file.");
    if (!edit.search.isWellFormed() || !edit.replace.isWellFormed()) {
      return refused("The search or replace text has half of a surrogate pair, which is no text. Use whole characters.");
    }
    const places = findPlaces(current, withLineBreak(edit.search, lineBreak), withLineBreak(edit.replace, lineBreak));
    const [place] = places;
    if (place === undefined) return refused(describeMissing(current, edit.search));
    if (places.length > 1) return refused(describeSeveral(current, places));
    const change = minimalSplice(current, keepFinalLineBreak(current, place, lineBreak));
    if (change.remove === 0 && change.text === "") continue;
    current = current.slice(0, change.offset) + change.text + current.slice(change.offset + change.remove);
    changes.push(change);
  }
  if (current === content) return { ok: false, reason: "The edits change nothing: what they put in is what is there already." };
  return { ok: true, content: current, changes };
}

function refusal(reason: string, index: number, count: number): string {
  const which = count > 1 ? `Edit ${index + 1} of ${count}: ` : "";
  const state = count > 1 ? " None of the edits was made." : " Nothing was changed.";
  const [sentence, ...frame] = reason.split("\n");
  return [`${which}${sentence}${state}`, ...frame].join("\n");
}

/** The file's line break when it has one kind only; a mixed file is left to say for itself. */
function onlyLineBreak(content: string): "\n" | "\r\n" | null {
  const windows = content.includes("\r\n");
  const unix = /(^|[^\r])\n/.test(content);
  if (windows === unix) return null;
  return windows ? "\r\n" : "\n";
}

function withLineBreak(text: string, lineBreak: "\n" | "\r\n" | null): string {
  return lineBreak === null ? text : text.split(/\r?\n/).join(lineBreak);
}

/** A file that ended with a line break still does, also when the last line was replaced by a text without one. */
function keepFinalLineBreak(content: string, place: Place, lineBreak: "\n" | "\r\n" | null): Place {
  const atEnd = place.offset + place.remove === content.length;
  const loses = atEnd && place.remove > 0 && content.endsWith("\n") && place.text !== "" && !place.text.endsWith("\n");
  return loses ? { ...place, text: place.text + (lineBreak ?? "\n") } : place;
}

/** Leaves out what is the same at both ends, never splitting a surrogate pair: half a character does not survive the wire. */
function minimalSplice(content: string, place: Place): Splice {
  const { offset, remove, text } = place;
  const most = Math.min(remove, text.length);
  let head = 0;
  while (head < most && content[offset + head] === text[head]) head++;
  if (isHighSurrogate(text.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < most - head && content[offset + remove - 1 - tail] === text[text.length - 1 - tail]) tail++;
  if (tail > 0 && isLowSurrogate(text.charCodeAt(text.length - tail))) tail--;
  return { offset: offset + head, remove: remove - head - tail, text: text.slice(head, text.length - tail) };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
