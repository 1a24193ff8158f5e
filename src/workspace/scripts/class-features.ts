// Class features that browsers lack, in compiled code: `accessor` is written out, decorators are refused with their place.
import { type File, parse } from "sucrase/dist/parser/index.js";
import { IdentifierRole, type Token } from "sucrase/dist/parser/tokenizer/index.js";
import { TokenType } from "sucrase/dist/parser/tokenizer/types.js";
import { withoutStacks } from "../../base/without-stacks.ts";
import { meterText, type Steps } from "./metered-text.ts";

export type Lowered = { ok: true; code: string } | { ok: false; offset: number; message: string };

const noDecorators =
  "Browsers do not run decorators (@…). Call the function instead: on a class as `A = decorate(A)`, on a method in the constructor.";
const noComputedAccessor = "Browsers do not have `accessor`, and this name is computed. Write `get` and `set`.";

/** Lines stay what they are. */
export function lowerClassFeatures(code: string, steps: Steps): Lowered {
  if (!/@|\baccessor\b/.test(code)) return { ok: true, code };
  const file = tokensOf(code, steps);
  if (file === null) return { ok: true, code };
  const { tokens } = file;
  const decorator = tokens.find(({ type }) => type === TokenType.at);
  if (decorator) return { ok: false, offset: decorator.start, message: noDecorators };
  let result = "";
  let from = 0;
  for (const [index, token] of tokens.entries()) {
    const name = accessorName(code, tokens, index);
    if (name === null) continue;
    if (name.type === TokenType.bracketL) return { ok: false, offset: token.start, message: noComputedAccessor };
    const isStatic = code.slice(tokens[index - 1]?.start, tokens[index - 1]?.end) === "static";
    const written = code.slice(name.start, name.end);
    const storage = `#__accessor${index}`;
    result += `${code.slice(from, token.start)}get ${written}() { return this.${storage}; } ${isStatic ? "static " : ""}set ${written}(value) { this.${storage} = value; } `;
    result += `${isStatic ? "static " : ""}${storage}`;
    from = name.end;
  }
  return { ok: true, code: result + code.slice(from) };
}

/** The position of the name after `accessor`, if the token is that word in a class and a name follows. */
function accessorName(code: string, tokens: readonly Token[], index: number): Pick<Token, "start" | "end" | "type"> | null {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || token.identifierRole !== IdentifierRole.ObjectKey) return null;
  if (code.slice(token.start, token.end) !== "accessor" || code.slice(token.end, next.start).includes("\n")) return null;
  if (next.type === TokenType.hash) return { start: next.start, end: tokens[index + 2]?.end ?? next.end, type: next.type };
  return next.contextId === token.contextId && next.type !== TokenType.braceR ? next : null;
}

function tokensOf(code: string, steps: Steps): File | null {
  try {
    return withoutStacks(() => parse(meterText(code, steps).text, false, false, false));
  } catch {
    // The compiler has parsed it already, so it is nested too deeply; whatever runs it will report that.
    return null;
  }
}
