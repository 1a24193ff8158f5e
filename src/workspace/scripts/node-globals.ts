// Globals of Node that models write out of habit: `process.env.NODE_ENV` and `global`. Whoever serves a module declares `process` with the app's values.
import type { Steps } from "./metered-text.ts";
import { IdentifierRole, TokenType, tokensOf } from "./tokens.ts";

export function nodeGlobals(code: string, steps: Steps): { code: string; usesProcess: boolean } {
  const none = { code, usesProcess: false };
  if (!/\bprocess\s*[.?[]|\bglobal\s*[.?[]|\btypeof\s+(?:process|global)\b/.test(code)) return none;
  const file = tokensOf(code, steps);
  if (file === null) return none;
  const uses = { process: false, global: false };
  for (const token of file.tokens) {
    if (token.type !== TokenType.name || token.end - token.start > "process".length) continue;
    const name = code.slice(token.start, token.end);
    if (name !== "process" && name !== "global") continue;
    const role = token.identifierRole;
    // A name of its own is its own, everywhere in the script.
    if (role === IdentifierRole.Access) uses[name] = true;
    else if (role !== null && role !== IdentifierRole.ObjectKey) return none;
  }
  return { code: uses.global ? `var global = globalThis; ${code}` : code, usesProcess: uses.process };
}
