// TypeScript that the compiler drops or leaves broken, written out before it compiles: namespaces, abstract fields, exports of types by list,
// `export import`. Lines stay what they are.
import { type Change, removal, withChanges } from "./changes.ts";
import type { Steps } from "./metered-text.ts";
import { namespaceChanges } from "./namespaces.ts";
import { bracketPairs, IdentifierRole, isClosing, isOpening, type Token, TokenType, tokensOf } from "./tokens.ts";

/** Whether a source may hold such a form; most do not, and are not read a second time. */
const mayHold =
  /\babstract\s|\b(?:namespace|module)\s+[\p{ID_Start}$_]|\bexport\s+(?:type\s*[{*]|import\b|as\s)|(?:^|[\s;{}])@[\p{ID_Start}$_]/u;

export function writeOutTypeScript(source: string, jsx: boolean, steps: Steps): string {
  if (!mayHold.test(source)) return source;
  const file = tokensOf(source, steps, { typed: true, jsx });
  if (file === null) return source;
  const { tokens } = file;
  const changes: Change[] = namespaceChanges(source, tokens, bracketPairs(tokens));
  for (const [index, token] of tokens.entries()) {
    if (token.type === TokenType._abstract && !token.isType) changes.push(...abstractField(source, tokens, index));
    if (token.type === TokenType._export && !token.isType) changes.push(...exportChanges(source, tokens, index));
  }
  return withChanges(source, changes) + usesOfDecorators(source, tokens);
}

/** The compiler does not see that a decorator uses an import, and would leave the import out. */
function usesOfDecorators(source: string, tokens: readonly Token[]): string {
  const imported = new Set<string>();
  const used = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.identifierRole === IdentifierRole.ImportDeclaration) imported.add(textOf(source, token));
    if (token.type === TokenType.at) used.add(textOf(source, tokens[index + 1]));
  }
  const names = [...used].filter((name) => imported.has(name));
  return names.length === 0 ? "" : `\n;[${names.join(", ")}];`;
}

const modifiers: ReadonlySet<TokenType> = new Set([
  TokenType._public,
  TokenType._protected,
  TokenType._private,
  TokenType._override,
  TokenType._readonly,
  TokenType._static,
  TokenType._declare,
]);

/** A field that only subclasses have: the compiler would make it, and it would hide their getters. */
function abstractField(source: string, tokens: readonly Token[], index: number): Change[] {
  if (tokens[index + 1]?.type === TokenType._class) return [];
  let first = index;
  while (modifiers.has(tokens[first - 1]?.type ?? TokenType.eof)) first--;
  const start = tokens[first]?.start ?? 0;
  let depth = 0;
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (!token || !before) break;
    if (isOpening(token)) depth++;
    if (isClosing(token)) depth--;
    const ends = depth < 0 || (depth === 0 && token.type === TokenType.semi);
    const isNext = depth === 0 && !token.isType && at > index + 2 && source.slice(before.end, token.start).includes("\n");
    if (ends || isNext) return [removal(source, start, token.type === TokenType.semi ? token.end : before.end)];
  }
  return [];
}

/** The text of a token. */
export const textOf = (source: string, token: Token | undefined): string =>
  token === undefined ? "" : source.slice(token.start, token.end);

function exportChanges(source: string, tokens: readonly Token[], index: number): Change[] {
  const { start = 0 } = tokens[index] ?? {};
  const second = textOf(source, tokens[index + 1]);
  const third = tokens[index + 2];
  if (second === "type" && (third?.type === TokenType.braceL || third?.type === TokenType.star)) {
    return [removal(source, start, endOfExport(source, tokens, index + 2))];
  }
  if (second === "as" && textOf(source, third) === "namespace") {
    const name = tokens[index + 3];
    const end = tokens[index + 4];
    return name === undefined ? [] : [removal(source, start, end?.type === TokenType.semi ? end.end : name.end)];
  }
  if (second !== "import" || tokens[index + 3]?.type !== TokenType.eq) return [];
  const word = tokens[index + 1];
  if (word === undefined) return [];
  // `export import x = require("./y")` imports; any other is another name for a value.
  if (textOf(source, tokens[index + 4]) !== "require") return [{ start: word.start, end: word.end, text: "const" }];
  const end = tokens[index + 7]?.end ?? word.end;
  return [removal(source, start, word.start), { start: end, end, text: `; export { ${textOf(source, third)} };` }];
}

/** Behind `{ … } from "x";` or `* as y from "x";`, whose first token has the index. */
function endOfExport(source: string, tokens: readonly Token[], first: number): number {
  let at = first;
  let depth = 0;
  const last = tokens.length - 1;
  for (; at < last; at++) {
    const token = tokens[at];
    if (token && isOpening(token)) depth++;
    if (token && isClosing(token)) depth--;
    const next = tokens[at + 1];
    if (depth > 0 || !token || !next) continue;
    if (token.type === TokenType.string) break;
    // A list without `from` ends with its bracket.
    if (token.type === TokenType.braceR && textOf(source, next) !== "from") break;
  }
  const end = tokens[at + 1]?.type === TokenType.semi ? tokens[at + 1] : tokens[at];
  return end?.end ?? source.length;
}
