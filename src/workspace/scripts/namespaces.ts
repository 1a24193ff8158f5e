// TypeScript's namespaces, which the compiler drops without a word: each becomes a function that fills an object. What it exports are accessors to its
// variables, so that both always have the same value.
import type { Change } from "./changes.ts";
import { IdentifierRole, type Token, TokenType } from "./tokens.ts";

interface Namespace {
  /** Of "namespace" or "module". */
  index: number;
  /** `N.M` has two. */
  names: string[];
  opens: number;
  closes: number;
  exported: boolean;
}

interface Exported {
  name: string;
  /** Can be assigned to. */
  variable: boolean;
  /** A namespace, which other blocks may have begun. */
  nested: boolean;
}

/** What is known of the whole file. */
interface Context {
  source: string;
  tokens: readonly Token[];
  pairs: ReadonlyMap<number, number>;
  /** Names that earlier blocks of a namespace export, by its whole name. */
  before: Map<string, Set<string>>;
  changes: Change[];
}

const declared: ReadonlySet<IdentifierRole | null> = new Set([
  IdentifierRole.TopLevelDeclaration,
  IdentifierRole.ObjectShorthandTopLevelDeclaration,
]);
const valueWords: ReadonlySet<TokenType> = new Set([
  TokenType._const,
  TokenType._let,
  TokenType._var,
  TokenType._function,
  TokenType._class,
  TokenType._enum,
]);

export function namespaceChanges(source: string, tokens: readonly Token[], pairs: ReadonlyMap<number, number>): Change[] {
  const context: Context = { source, tokens, pairs, before: new Map(), changes: [] };
  rewriteAll(context, 0, tokens.length, "");
  return context.changes;
}

const textAt = ({ source, tokens }: Context, index: number): string => {
  const token = tokens[index];
  return token === undefined ? "" : source.slice(token.start, token.end);
};

/** Rewrites the namespaces between two tokens, those of one block. `outer`: the name of the namespace that the block belongs to. */
function rewriteAll(context: Context, from: number, to: number, outer: string): void {
  const { tokens, pairs } = context;
  /** Names that this block has made a variable for, or a class, function or enum to which a namespace adds. */
  const made = new Set<string>();
  for (let index = from; index < to; index++) {
    const type = tokens[index]?.type;
    if (type === TokenType._class || type === TokenType._function || type === TokenType._enum)
      made.add(textAt(context, index + 1));
    const found = namespaceAt(context, index);
    if (found !== null && !isTypeOnly(context, found)) rewrite(context, found, outer, made);
    index = found?.closes ?? pairs.get(index) ?? index;
  }
}

/** `namespace N.M {` with its brackets; null if something else stands there. Declarations of other files' namespaces are types. */
function namespaceAt(context: Context, index: number): Namespace | null {
  const { tokens, pairs } = context;
  if (tokens[index]?.type !== TokenType.name || !/^(?:namespace|module)$/.test(textAt(context, index))) return null;
  const names: string[] = [];
  let at = index + 1;
  for (; tokens[at]?.type === TokenType.name; at += 2) {
    names.push(textAt(context, at));
    if (tokens[at + 1]?.type !== TokenType.dot) break;
  }
  const opens = at + 1;
  const closes = pairs.get(opens);
  if (names.length === 0 || tokens[opens]?.type !== TokenType.braceL || closes === undefined) return null;
  if (tokens[index - 1]?.type === TokenType._declare) return null;
  return { index, names, opens, closes, exported: tokens[index - 1]?.type === TokenType._export };
}

function isTypeOnly(context: Context, { opens, closes }: Namespace): boolean {
  const { tokens, pairs } = context;
  for (let index = opens + 1; index < closes; index++) {
    const token = tokens[index];
    const before = tokens[index - 1];
    const nested = namespaceAt(context, index);
    if (nested !== null) {
      if (!isTypeOnly(context, nested)) return false;
      index = nested.closes;
      continue;
    }
    if (token && valueWords.has(token.type) && !isDeclared(tokens, index)) return false;
    const isCall = token?.identifierRole === IdentifierRole.Access && tokens[index + 1]?.type === TokenType.parenL;
    if (isCall && (before?.type === TokenType.semi || before?.type === TokenType.braceR || index === opens + 1)) return false;
    index = pairs.get(index) ?? index;
  }
  return true;
}

/** `declare const`, `declare abstract class`, `declare const enum`. */
function isDeclared(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.type === TokenType._declare || tokens[index - 2]?.type === TokenType._declare;
}

function rewrite(context: Context, found: Namespace, outer: string, made: Set<string>): void {
  const { tokens, changes, before } = context;
  const [first = ""] = found.names;
  const whole = [outer, ...found.names].filter(Boolean).join(".");
  const exports = exportsOf(context, found);
  const isMade = made.has(first);
  made.add(first);

  const start = tokens[found.exported ? found.index - 1 : found.index]?.start ?? 0;
  const opens = tokens[found.opens]?.end ?? start;
  const closes = tokens[found.closes];
  // An exported one inside of another is declared by that, with what earlier blocks put into it.
  const keyword = isMade || (outer !== "" && found.exported) ? "" : `${found.exported ? "export " : ""}var ${first}; `;
  const links = found.names.slice(1).map((name, position) => {
    const object = `__${found.names[position]}`;
    return `${prelude(object, [{ name, variable: false, nested: true }])}(function (__${name}) { `;
  });
  const object = `__${found.names.at(-1)}`;
  const known = before.get(whole) ?? new Set();
  const others = known.size === 0 ? [] : usedNames(context, found).filter((name) => known.has(name));
  const earlier = others.length === 0 ? "" : `const { ${others.join(", ")} } = ${object}; `;
  changes.push({
    start,
    end: opens,
    text: `${keyword}(function (__${first}) { ${links.join("")}${earlier}${prelude(object, exports)}`,
  });
  if (closes) {
    const ends = [...found.names].reverse().map((name) => `})(${name} || (${name} = {}));`);
    changes.push({ start: closes.start, end: closes.end, text: ends.join(" ") });
  }
  for (const { name } of exports) known.add(name);
  before.set(whole, known);
  // `N.M` is M among the names of N.
  for (const [position, name] of found.names.slice(1).entries()) {
    const above = [outer, ...found.names.slice(0, position + 1)].filter(Boolean).join(".");
    before.set(above, (before.get(above) ?? new Set()).add(name));
  }
  rewriteAll(context, found.opens + 1, found.closes, whole);
}

/** Declares what the object's names stand for. */
function prelude(object: string, exports: readonly Exported[]): string {
  if (exports.length === 0) return "";
  const nested = exports.flatMap(({ name, nested }) => (nested ? `var ${name} = ${object}.${name}; ` : []));
  const entries = exports.map(({ name, variable }) => {
    const set = variable ? `, set: (value) => { ${name} = value; }` : "";
    return `${name}: { get: () => ${name}${set}, enumerable: true, configurable: true }`;
  });
  return `${nested.join("")}Object.defineProperties(${object}, { ${entries.join(", ")} }); `;
}

/** What a block exports. Its `export` words are taken out, and its aliases become constants. */
function exportsOf(context: Context, { opens, closes }: Namespace): Exported[] {
  const { source, tokens, pairs, changes } = context;
  const found = new Map<string, Exported>();
  const add = (name: string, variable = false, nested = false) => {
    if (!found.has(name)) found.set(name, { name, variable, nested });
  };
  for (let index = opens + 1; index < closes; index++) {
    const token = tokens[index];
    if (!token) break;
    const nested = namespaceAt(context, index);
    if (nested !== null) {
      index = nested.closes;
      continue;
    }
    if (token.type === TokenType._import && tokens[index + 2]?.type === TokenType.eq) {
      changes.push({ start: token.start, end: token.end, text: "const" });
      if (tokens[index - 1]?.type === TokenType._export) add(textAt(context, index + 1));
    }
    if (token.type === TokenType._export) {
      const inner = namespaceAt(context, index + 1);
      if (inner !== null) {
        if (!isTypeOnly(context, inner)) add(inner.names[0] ?? "", false, true);
        else changes.push({ start: token.start, end: token.end, text: "" });
        index = inner.closes;
        continue;
      }
      // With the white space behind it: the declaration then starts where the word stood.
      const next = tokens[index + 1];
      changes.push({ start: token.start, end: token.end, text: "" });
      if (next?.type === TokenType._declare) continue;
      for (const name of declaredNames(source, tokens, index)) add(name.text, name.variable);
    }
    index = pairs.get(index) ?? index;
  }
  return [...found.values()];
}

function declaredNames(source: string, tokens: readonly Token[], index: number): { text: string; variable: boolean }[] {
  let at = index + 1;
  while (!valueWords.has(tokens[at]?.type ?? TokenType.eof) && at < index + 4) at++;
  const word = tokens[at]?.type;
  if (word === undefined || !valueWords.has(word)) return [];
  const isEnum = word === TokenType._const && tokens[at + 1]?.type === TokenType._enum;
  const text = (token: Token) => source.slice(token.start, token.end);
  const single = isEnum || word === TokenType._function || word === TokenType._class || word === TokenType._enum;
  if (single) {
    const name = tokens.slice(at + 1, at + 4).find(({ type }) => type === TokenType.name);
    return name === undefined ? [] : [{ text: text(name), variable: false }];
  }
  const end = tokens[index]?.rhsEndIndex ?? at + 2;
  const depth = tokens[index]?.scopeDepth;
  return tokens
    .slice(at + 1, end)
    .filter((token) => declared.has(token.identifierRole) && token.scopeDepth === depth)
    .map((token) => ({ text: text(token), variable: word !== TokenType._const }));
}

/** Names that a block reads and does not declare. */
function usedNames(context: Context, { opens, closes }: Namespace): string[] {
  const own = new Set<string>();
  const used = new Set<string>();
  for (let index = opens + 1; index < closes; index++) {
    const role = context.tokens[index]?.identifierRole;
    // Behind the sign of `import A = B.C`, names have no role.
    const isAlias = role === null && context.tokens[index - 1]?.type === TokenType.eq;
    if (role === IdentifierRole.Access || isAlias) used.add(textAt(context, index));
    else if (role !== undefined && declared.has(role)) own.add(textAt(context, index));
  }
  return [...used].filter((name) => !own.has(name));
}
