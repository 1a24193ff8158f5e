// Scripts of a preview that lives in a folder of our host: what they read and write as `location` is the app's address without that folder, and
// computed imports are led into it. `location` cannot be replaced in a page, so the code that names it is changed; `browser/mount-shim.ts` has the rest.
import { HelperManager } from "sucrase/dist/esm/HelperManager.js";
import identifyShadowedGlobals from "sucrase/dist/esm/identifyShadowedGlobals.js";
import NameManager from "sucrase/dist/esm/NameManager.js";
import { type File, parse } from "sucrase/dist/esm/parser/index.js";
import { IdentifierRole, isNonTopLevelDeclaration, type Token } from "sucrase/dist/esm/parser/tokenizer/index.js";
import { TokenType } from "sucrase/dist/esm/parser/tokenizer/types.js";
import TokenProcessor from "sucrase/dist/esm/TokenProcessor.js";
import { mountedGlobal } from "./browser/mount-shim.ts";

const wanted = "location";
/** Objects that have it as a property. */
const owners: ReadonlySet<string> = new Set(["window", "document", "globalThis", "self"]);
const globals = new Set([wanted, ...owners]);

interface Change {
  start: number;
  end: number;
  text: string;
}

/** The code as it must be under a path. What does not parse stays as it is: the browser says why. */
export function mountedCode(code: string): string {
  if (!/\blocation\b|\bimport\s*\(/.test(code)) return code;
  const file = tokensOf(code);
  if (file === null) return code;
  // At one place an import begins before what is named in it.
  const changes = [...importChanges(file.tokens), ...locationChanges(code, file.tokens)];
  let result = "";
  let from = 0;
  for (const { start, end, text } of changes.sort((one, other) => one.start - other.start)) {
    result += code.slice(from, start) + text;
    from = end;
  }
  return result + code.slice(from);
}

/** Tokens that know their role and whether a declaration of the app's own hides what they name. */
function tokensOf(code: string): File | null {
  try {
    const file = parse(code, false, false, false);
    if (isTooDeclared(code, file.tokens)) return null;
    const names = new NameManager(code, file.tokens);
    const processor = new TokenProcessor(code, file.tokens, false, true, new HelperManager(names));
    identifyShadowedGlobals(processor, file.scopes, globals);
    return file;
  } catch {
    // A mistake of the app's, which the browser reports with its place, or nesting too deep to be read twice.
    return null;
  }
}

/** Tokens that are looked at because of declarations, at most: real files need none or some thousands, and this many take some 50 ms. */
const maxShadowLooks = 5_000_000;

/** Each declaration inside of a function or block has all tokens of it looked at. */
function isTooDeclared(code: string, tokens: readonly Token[]): boolean {
  const inner = (token: Token) =>
    token.type === TokenType.name && isNonTopLevelDeclaration(token) && globals.has(code.slice(token.start, token.end));
  return tokens.filter(inner).length * tokens.length > maxShadowLooks;
}

function locationChanges(code: string, tokens: readonly Token[]): Change[] {
  const nameAt = (index: number) => {
    const token = tokens[index];
    return token?.type === TokenType.name ? code.slice(token.start, token.end) : null;
  };
  const isDot = (index: number) => [TokenType.dot, TokenType.questionDot].includes(tokens[index]?.type ?? TokenType.eof);
  const ownsIt = (token: Token) =>
    token.identifierRole === IdentifierRole.TopLevelDeclaration || token.identifierRole === IdentifierRole.ImportDeclaration;
  // A name that the script declares for itself is its own, everywhere in it.
  const declared = new Set<string | null>();
  for (const [index, token] of tokens.entries()) if (ownsIt(token)) declared.add(nameAt(index));
  const isGlobal = (index: number) => tokens[index]?.shadowsGlobal === false && !declared.has(nameAt(index));

  return tokens.flatMap((token, index): Change[] => {
    if (token.end - token.start !== wanted.length || nameAt(index) !== wanted) return [];
    if (!isDot(index - 1)) {
      if (!isGlobal(index)) return [];
      if (token.identifierRole === IdentifierRole.Access)
        return [{ start: token.start, end: token.end, text: `${mountedGlobal}.${wanted}` }];
      if (token.identifierRole !== IdentifierRole.ObjectShorthand) return [];
      return [{ start: token.end, end: token.end, text: `: ${mountedGlobal}.${wanted}` }];
    }
    // `window.location`, `window.document.location`: from the first name on.
    let first = index;
    while (isDot(first - 1) && owners.has(nameAt(first - 2) ?? "")) first -= 2;
    const start = tokens[first]?.start;
    if (first === index || isDot(first - 1) || !isGlobal(first) || start === undefined) return [];
    return [{ start, end: token.end, text: `${mountedGlobal}.${wanted}` }];
  });
}

const opening: ReadonlySet<TokenType> = new Set([TokenType.parenL, TokenType.bracketL, TokenType.braceL, TokenType.dollarBraceL]);
const closing: ReadonlySet<TokenType> = new Set([TokenType.parenR, TokenType.bracketR, TokenType.braceR]);

/** `import(name)`; a name that is written out was resolved before. */
function importChanges(tokens: readonly Token[]): Change[] {
  return tokens.flatMap((token, index): Change[] => {
    const open = tokens[index + 1];
    if (token.type !== TokenType._import || open?.type !== TokenType.parenL) return [];
    let depth = 0;
    let at = index + 2;
    for (; at < tokens.length; at++) {
      const { type } = tokens[at] ?? open;
      if (depth === 0 && (type === TokenType.comma || type === TokenType.parenR)) break;
      if (opening.has(type)) depth++;
      if (closing.has(type)) depth--;
    }
    const end = tokens[at];
    if (end === undefined || (at === index + 3 && tokens[index + 2]?.type === TokenType.string)) return [];
    return [
      { start: open.end, end: open.end, text: `${mountedGlobal}.lead(` },
      { start: end.start, end: end.start, text: ")" },
    ];
  });
}
