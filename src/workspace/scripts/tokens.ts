// The tokens of a script, from the compiler's own parser, for the steps that rewrite what the compiler leaves as it is.
import { type File, parse } from "sucrase/dist/parser/index.js";
import type { Token } from "sucrase/dist/parser/tokenizer/index.js";
import { TokenType } from "sucrase/dist/parser/tokenizer/types.js";
import { withoutStacks } from "../../base/without-stacks.ts";
import { meterText, type Steps } from "./metered-text.ts";

export type { Token } from "sucrase/dist/parser/tokenizer/index.js";
export { IdentifierRole } from "sucrase/dist/parser/tokenizer/index.js";
export { TokenType } from "sucrase/dist/parser/tokenizer/types.js";

export interface Syntax {
  typed: boolean;
  jsx: boolean;
}

/** Average reads per character that a reading of its own may always take: what compiled once is rarely hard to read. */
const looksPerCharacter = 3;

/** Null if it cannot be read: whoever compiles it says why. */
export function tokensOf(code: string, steps: Steps, { typed, jsx }: Syntax = { typed: false, jsx: false }): File | null {
  const own = { left: Math.max(steps.left, looksPerCharacter * code.length) };
  try {
    const file = withoutStacks(() => parse(meterText(code, own).text, jsx, typed, false));
    steps.left = Math.min(steps.left, own.left);
    return file;
  } catch {
    // A mistake, a budget that ran out, or nesting too deep to read: the compiler comes to the same, with its place.
    return null;
  }
}

const opening: ReadonlySet<TokenType> = new Set([
  TokenType.parenL,
  TokenType.bracketL,
  TokenType.braceL,
  TokenType.braceBarL,
  TokenType.dollarBraceL,
]);
const closing: ReadonlySet<TokenType> = new Set([TokenType.parenR, TokenType.bracketR, TokenType.braceR, TokenType.braceBarR]);

export const isOpening = ({ type }: Token): boolean => opening.has(type);
export const isClosing = ({ type }: Token): boolean => closing.has(type);

/** For each opening bracket, by index, the index of its closing one. */
export function bracketPairs(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isOpening(token)) open.push(index);
    const start = isClosing(token) ? open.pop() : undefined;
    if (start !== undefined) pairs.set(start, index);
  }
  return pairs;
}
