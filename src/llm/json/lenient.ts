// JSON as models write it: the strict reader first, then one that forgives whatever can be read in only one way (raw line breaks, Python's spelling, a
// fence around it). Unclosed text was cut off and is never completed here; ambiguous text is refused.
import { readForgivingly } from "./forgiving.ts";

export type JsonText =
  /** `isStrict`: any JSON reader accepts it unchanged. */
  { ok: true; value: unknown; isStrict: boolean } | { ok: false; reason: string };

/** Wrappers around a value, one removed per turn: turns are bounded, since a model may write thousands of them. */
const wrappingTurns = 8;
/** Longest mark around a value, UTF-16 units: a fence with its language, or a model's special token. */
const markMaxCharacters = 64;
const markBefore = /^(?:```[\w+-]*\s|<\|[\w ./-]*\|>|<\/?[a-z_]+>|(?:json|arguments)[\s:]{0,8}(?=\{))/i;
const markAfter = /(?:```|<\|[\w ./-]*\|>|<\/?[a-z_]+>)$/i;

export function readJson(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text), isStrict: true };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const body = withoutMarks(text);
  const first = readForgivingly(body, 0);
  if (!first.ok) return first;
  let { value } = first;
  let at = first.end;
  // Some servers send the same object twice, or an empty one first.
  for (;;) {
    const rest = restAt(body, at);
    if (rest === null) return { ok: true, value, isStrict: false };
    const next = body[rest] === "{" && isObject(value) ? readForgivingly(body, rest) : null;
    if (!next?.ok) return refuse(`something stands behind the end of the value: ${JSON.stringify(body.slice(rest, rest + 20))}`);
    if (!isEmpty(value) && JSON.stringify(value) !== JSON.stringify(next.value))
      return refuse("two different objects stand one after the other: make a call for each");
    value = next.value;
    at = next.end;
  }
}

const refuse = (reason: string) => ({ ok: false as const, reason });
const isObject = (value: unknown) => typeof value === "object" && value !== null;
const isEmpty = (value: unknown) => isObject(value) && Object.keys(value as object).length === 0;

/** Surplus brackets at the end, UTF-16 units: more than this is something else. */
const closersMaxCharacters = 64;

/** Where more text starts after a value; null if only surplus brackets, commas and white space follow. */
function restAt(text: string, end: number): number | null {
  if (text.length - end <= closersMaxCharacters && /^[\s}\],;]*$/.test(text.slice(end))) return null;
  let at = end;
  while (at < text.length && /[\s,;]/.test(text[at]!)) at += 1;
  return at === text.length ? null : at;
}

function withoutMarks(text: string): string {
  let body = text.replace(/^\ufeff/, "").trim();
  for (let turn = 0; turn < wrappingTurns; turn++) {
    const before = markBefore.exec(body.slice(0, markMaxCharacters))?.[0].length ?? 0;
    const after = markAfter.exec(body.slice(before).slice(-markMaxCharacters))?.[0].length ?? 0;
    if (before + after === 0) break;
    body = body.slice(before, body.length - after).trim();
  }
  return body;
}
