// Defines a form of a call in a text: where it may begin, and how it is read. fit.ts decides which calls are carried out.
import type { ToolDefinition } from "../model.ts";

/** The tools of a request by name. */
export type Offered = ReadonlyMap<string, ToolDefinition>;

export interface WrittenCall {
  name: string;
  values: Record<string, unknown>;
  /** The values are texts, whatever the tool accepts: its schema says what each means. */
  areTexts: boolean;
}

export interface Reading {
  /** Where the call's text ends. */
  end: number;
  calls: WrittenCall[];
  /** Why a text meant as a call cannot be read; null if it can. */
  fault: string | null;
  /** The text ended before the call did. */
  isOpen: boolean;
}

/** "more": the text so far is too short to tell. */
export type Begins = "yes" | "no" | "more";

export interface Form {
  /** Whether a call in this form starts here without an opener. Omitted: it always has one. */
  begins?(text: string, at: number, place: Place): Begins;
  /** Null if it is not in this form. `isAnnounced`: an opener precedes it, so it can hardly be anything else. */
  read(text: string, at: number, offered: Offered, isAnnounced: boolean): Reading | null;
}

export interface Place {
  /** Only white space precedes it on its line. */
  isLineStart: boolean;
  /** A colon precedes it on its line: what follows is what the text announced. */
  isAfterColon: boolean;
  offered: Offered;
}

/** A form shows in its first characters, UTF-16 units: the longest opener, and the first key and name of a JSON call. */
export const tellingCharacters = 160;

/** Whether one of the marks is here. */
export function beginsWith(text: string, at: number, marks: readonly string[]): Begins {
  if (marks.some((mark) => text.startsWith(mark, at))) return "yes";
  const left = text.length - at;
  return marks.some((mark) => left < mark.length && mark.startsWith(text.slice(at))) ? "more" : "no";
}

export const fault = (end: number, why: string, isOpen: boolean): Reading => ({ end, calls: [], fault: why, isOpen });

/** Matches a sticky expression here. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where white space ends. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text.charCodeAt(end))) end += 1;
  return end;
}

const lastControlOfSpace = 13;
const isSpace = (unit: number) => unit === 32 || (unit >= 9 && unit <= lastControlOfSpace) || unit === 0xa0;
