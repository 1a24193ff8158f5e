// Compiles one script to JavaScript with sucrase: within a budget; anything it throws becomes a problem with a place. Line numbers stay the same.
import { transform } from "sucrase";
import { shortened } from "../../base/surrogates.ts";
import { withoutStacks } from "../../base/without-stacks.ts";
import { createPlaces } from "../frame.ts";
import { compileNames } from "./jsx-names.ts";
import { jsxOptions } from "./jsx-options.ts";
import { meterText, OutOfSteps, type Steps } from "./metered-text.ts";
import type { Syntax } from "./tokens.ts";
import { writeOutTypeScript } from "./typescript-forms.ts";

export interface SourceProblem {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
}

export type TransformResult = { ok: true; code: string } | { ok: false; problem: SourceProblem };

/** Most arrow functions searched for a mistake. */
const arrowsTried = 20;
/** Longest source text quoted in a message, UTF-16 units. */
const quotedCharacters = 40;

export const tooDeep = "It is nested too deeply to be read. Take inner parts out into variables or functions of their own.";
const tooAmbiguous =
  "It can be read in too many ways: type parameters, or conditions with arrow functions, are nested too deeply. Take inner parts out into functions of " +
  "their own.";

export function toJavaScript(path: string, source: string, steps: Steps): TransformResult {
  const language = languageOf(path);
  const compiled = attempt(language, source, steps);
  if (compiled.ok) return compiled;
  if (compiled.why === "mistake" && !(language.typed && language.jsx)) {
    // JSX in a .ts file, types in a .js file: what is meant is clear.
    const other = attempt({ typed: true, jsx: true }, source, steps);
    if (other.ok) return other;
  }
  const { offset, message } = compiled.why === "mistake" ? insideOfArrows(language, source, compiled, steps) : compiled;
  return { ok: false, problem: { ...createPlaces(source).at(offset), message: described(source, offset, message) } };
}

/** In a .ts file `<T>x` is a cast; everywhere else JSX is allowed. */
function languageOf(path: string): Syntax {
  return { typed: /\.(tsx?|[cm]ts)$/i.test(path), jsx: !/\.[cm]?ts$/i.test(path) };
}

interface Failure {
  ok: false;
  /** mistake: found by the parser. name: a JSX name with a colon, at its colon. limit, other: where the compiler had got to. */
  why: "mistake" | "name" | "limit" | "other";
  offset: number;
  message: string;
}

function attempt(language: Syntax, source: string, steps: Steps): { ok: true; code: string } | Failure {
  const { typed, jsx } = language;
  const compile = (text: string) => compileText(typed ? writeOutTypeScript(text, jsx, steps) : text, language, steps);
  return jsx ? compileNames(source, compile) : compile(source);
}

/**
 * Most tags that may start inside each other's opening tag. The compiler nests them, and for each it searches all that follows, without
 * reading the text again. Nobody writes so many; comparisons have a bracket between them long before.
 */
const mostOpenTags = 200;

/** Where too many characters that may open a tag come before any that may close it; `null` if there is no such place. */
function tooManyTags(source: string): number | null {
  let open = 0;
  for (const sign of source.matchAll(/[<>{]/g)) {
    open = sign[0] === "<" ? open + 1 : 0;
    if (open > mostOpenTags) return sign.index;
  }
  return null;
}

function compileText(source: string, { typed, jsx }: Syntax, steps: Steps) {
  const tags = jsx ? tooManyTags(source) : null;
  if (tags !== null) return { ok: false as const, why: "limit" as const, offset: tags, message: tooDeep };
  const metered = meterText(source, steps);
  try {
    const transforms = [...(typed ? (["typescript"] as const) : []), ...(jsx ? (["jsx"] as const) : [])];
    const options = { transforms, ...jsxOptions(source), production: true, disableESTransforms: true };
    return { ok: true as const, code: withoutStacks(() => transform(metered.text, options)).code };
  } catch (error) {
    return failureOf(error, source, metered.lastOffset());
  }
}

/** Nothing escapes from here: sources come from models and people, and even the strangest compiler error must not end a run. */
function failureOf(error: unknown, source: string, stoppedAt: number): Failure {
  const stopped = (why: Failure["why"], message: string): Failure => ({ ok: false, why, offset: stoppedAt, message });
  if (error instanceof OutOfSteps) return stopped("limit", tooAmbiguous);
  if (error instanceof RangeError && /call stack/i.test(error.message)) return stopped("limit", tooDeep);
  const message = error instanceof Error ? error.message : String(error);
  const place = placeOf(error);
  if (place !== null) {
    const offset = createPlaces(source).offsetOf(place);
    return { ok: false, why: "mistake", offset, message: message.replace(/ \(\d+:\d+\)$/, "") };
  }
  if (/at the end of the tag/.test(message) && source[stoppedAt] === ":") return stopped("name", colonMessage);
  return stopped("other", `The compiler cannot read this (${message}).`);
}

const colonMessage = 'Too many names have a colon. Write them without one, such as "xlinkHref" for "xlink:href".';

function placeOf(error: unknown): { line: number; column: number } | null {
  if (!(error instanceof Error) || !("loc" in error)) return null;
  const { loc } = error;
  if (typeof loc !== "object" || loc === null || !("line" in loc) || !("column" in loc)) return null;
  return { line: Number(loc.line), column: Number(loc.column) };
}

/**
 * If the body of an arrow function is wrong, the parser blames the arrow. The body is then parsed alone, at the same lines and columns,
 * once per nested function.
 */
function insideOfArrows(language: Syntax, source: string, failure: Failure, steps: Steps): Failure {
  let found = failure;
  let rest = source;
  for (let tries = 0; tries < arrowsTried; tries++) {
    if (!rest.startsWith("=>", found.offset)) return found;
    const bodyAt = found.offset + "=>".length;
    rest = rest.slice(0, bodyAt).replace(/[^\r\n]/g, " ") + rest.slice(bodyAt);
    const inside = attempt(language, rest, steps);
    if (inside.ok || inside.why !== "mistake") return found;
    found = inside;
  }
  return found;
}

/** The parser only says "unexpected token". At the end of a file, that means something was not closed. */
function described(source: string, offset: number, message: string): string {
  if (!/^Unexpected token/.test(message)) return message;
  const found = /^(?:[\p{L}\p{N}_$]+|.)/u.exec(shortened(source.slice(offset).trimStart(), quotedCharacters, () => ""))?.[0];
  const reason =
    found === undefined ? "the file ends before a tag, bracket or block is closed" : `found ${JSON.stringify(found)}`;
  return `${message}: ${reason}`;
}
