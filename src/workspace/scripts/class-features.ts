// `accessor` in compiled classes, which browsers lack, written out.
import type { Lowered } from "./decorators.ts";
import type { Steps } from "./metered-text.ts";
import { IdentifierRole, type Token, TokenType, tokensOf } from "./tokens.ts";

const noComputedAccessor = "Browsers do not have `accessor`, and this name is computed. Write `get` and `set`.";

/** Lines stay what they are. */
export function lowerClassFeatures(code: string, steps: Steps): Lowered {
  if (!/\baccessor\b/.test(code)) return { ok: true, code };
  const file = tokensOf(code, steps);
  if (file === null) return { ok: true, code };
  const { tokens } = file;
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
