// Scripts of a preview in a folder of our host: what they read and write as `location` is the app's address without that folder, and
// computed imports are led into it. `location` cannot be replaced in a page, so the code that names it is changed; `browser/mount-shim.ts` has the rest.
import { type File, parse } from "sucrase/dist/parser/index.js";
import { IdentifierRole, type Token } from "sucrase/dist/parser/tokenizer/index.js";
import { TokenType } from "sucrase/dist/parser/tokenizer/types.js";
import { withoutStacks } from "../base/without-stacks.ts";
import { mountedGlobal } from "./browser/mount-shim.ts";
import { hiddenNames } from "./hidden-names.ts";

const wanted = "location";
/** Objects that have it as a property. */
const owners: ReadonlySet<string> = new Set(["window", "document", "globalThis", "self"]);
const globals: ReadonlySet<string> = new Set([wanted, ...owners]);
const longestGlobal = Math.max(...[...globals].map((name) => name.length));

interface Change {
  start: number;
  end: number;
  text: string;
}

/** The code rewritten to run under a path. Code that does not parse stays unchanged: the browser says why. */
export function mountedCode(code: string): string {
  if (!/\blocation\b|\bimport\s*\(/.test(code)) return code;
  const file = tokensOf(code);
  if (file === null) return code;
  // At one place an import begins before what is named in it.
  const changes = [...importChanges(file.tokens), ...locationChanges(code, file)];
  let result = "";
  let from = 0;
  for (const { start, end, text } of changes.sort((one, other) => one.start - other.start)) {
    result += code.slice(from, start) + text;
    from = end;
  }
  return result + code.slice(from);
}

/** Tokens that know their role, and scopes. */
function tokensOf(code: string): File | null {
  try {
    return withoutStacks(() => parse(code, false, false, false));
  } catch {
    // A mistake in the app, which the browser reports with its place, or nesting too deep to read.
    return null;
  }
}

function locationChanges(code: string, file: File): Change[] {
  const { tokens } = file;
  const names = tokens.map((token) => globalNamed(code, token));
  const hidden = hiddenNames(file, names);
  // A name that the script declares for itself is its own, everywhere in it.
  const declared = new Set(names.filter((_, index) => ownsName(tokens[index])));
  const isGlobal = (index: number) => !hidden.has(index) && !declared.has(names[index] ?? null);

  return tokens.flatMap((token, index) => {
    if (names[index] !== wanted) return [];
    if (!isDot(tokens[index - 1])) return isGlobal(index) ? nameChange(token) : [];
    // `window.location`, `window.document.location`: from the first name on.
    let first = index;
    while (isDot(tokens[first - 1]) && owners.has(names[first - 2] ?? "")) first -= 2;
    const start = tokens[first]?.start;
    if (first === index || isDot(tokens[first - 1]) || !isGlobal(first) || start === undefined) return [];
    return { start, end: token.end, text: `${mountedGlobal}.${wanted}` };
  });
}

function nameChange({ start, end, identifierRole }: Token): Change | [] {
  if (identifierRole === IdentifierRole.Access) return { start, end, text: `${mountedGlobal}.${wanted}` };
  if (identifierRole !== IdentifierRole.ObjectShorthand) return [];
  return { start: end, end, text: `: ${mountedGlobal}.${wanted}` };
}

/** Which of the globals a token names. */
function globalNamed(code: string, { type, start, end }: Token): string | null {
  if (type !== TokenType.name || end - start > longestGlobal) return null;
  const name = code.slice(start, end);
  return globals.has(name) ? name : null;
}

function isDot(token: Token | undefined): boolean {
  return token?.type === TokenType.dot || token?.type === TokenType.questionDot;
}

function ownsName(token: Token | undefined): boolean {
  const role = token?.identifierRole;
  return role === IdentifierRole.TopLevelDeclaration || role === IdentifierRole.ImportDeclaration;
}

const opening: ReadonlySet<TokenType> = new Set([TokenType.parenL, TokenType.bracketL, TokenType.braceL, TokenType.dollarBraceL]);
/** What ends an argument, the brackets themselves too. */
const ending: ReadonlySet<TokenType> = new Set([TokenType.comma, TokenType.parenR, TokenType.bracketR, TokenType.braceR]);

/** `import(name)`; a name that is written out was resolved before. */
function importChanges(tokens: readonly Token[]): Change[] {
  const changes: Change[] = [];
  /** Brackets that are open: where the argument of an import begins, index of its first token, or -1. */
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (opening.has(token.type)) open.push(isImportBracket(tokens, index) ? index + 1 : -1);
    if (!ending.has(token.type)) continue;
    const first = open.at(-1) ?? -1;
    if (first !== -1 && !(index === first + 1 && tokens[first]?.type === TokenType.string)) {
      const start = tokens[first - 1]?.end ?? token.start;
      changes.push({ start, end: start, text: `${mountedGlobal}.lead(` }, { start: token.start, end: token.start, text: ")" });
    }
    if (token.type !== TokenType.comma) open.pop();
    else if (open.length > 0) open[open.length - 1] = -1;
  }
  return changes;
}

function isImportBracket(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.type === TokenType.parenL && tokens[index - 1]?.type === TokenType._import;
}
