// Decorators in compiled classes, written out as calls: a block in front of the class's members makes them, and fields take what they gave.
import { type Change, withChanges } from "./changes.ts";
import { classHelper, legacyHelper, standardHelper } from "./decorator-helpers.ts";
import type { Steps } from "./metered-text.ts";
import { bracketPairs, IdentifierRole, type Token, TokenType, tokensOf } from "./tokens.ts";

export type Lowered = { ok: true; code: string } | { ok: false; offset: number; message: string };

const onPrivateMethod =
  "A decorator on a private method (#…) is not supported. Take the # out of its name, or wrap the function in the constructor.";
const unreadable =
  "This decorator cannot be read. Write it as @name or @name(…), in front of a class, a method, an accessor or a field.";

/** A decorated class or member, by tokens. */
interface Decorated {
  decorators: string[];
  /** The first token behind the decorators. */
  next: number;
  start: number;
}

interface Member {
  kind: "method" | "getter" | "setter" | "field" | "accessor";
  /** As code. */
  name: string;
  isStatic: boolean;
  decorators: string;
  access: string;
}

export function lowerDecorators(code: string, steps: Steps): Lowered {
  if (!code.includes("@")) return { ok: true, code };
  const file = tokensOf(code, steps);
  if (file === null || !file.tokens.some(({ type }) => type === TokenType.at)) return { ok: true, code };
  const { tokens } = file;
  const reader = createReader(code, tokens, isLegacy(code, tokens));
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]?.type === TokenType._class && tokens[index - 1]?.type !== TokenType.dot) reader.readClass(index);
  }
  if (reader.problem !== null) return { ok: false, ...reader.problem };
  const left = tokens.find(({ type, start }) => type === TokenType.at && !reader.seen.has(start));
  if (left) return { ok: false, offset: left.start, message: unreadable };
  const helpers = `${reader.legacy ? legacyHelper : standardHelper}${classHelper}`;
  const made = Array.from({ length: reader.classes }, (_, number) => `let ${madeName(number)}; `).join("");
  return { ok: true, code: helpers + made + withChanges(code, reader.changes) };
}

/**
 * Fields that are no accessors and have a decorator of a package are meant the older way, which those packages know for them; so is a file whose own
 * decorators take a target and a property's key.
 */
function isLegacy(code: string, tokens: readonly Token[]): boolean {
  if (/\(\s*_?target\b[^()]{0,80},\s*_?(?:propertyKey|propertyName|property|key)\b/.test(code)) return true;
  const packages = new Set(
    [...code.matchAll(/\bimport\s*\{([^{}]*)\}\s*from\s*["'](?![./@~]\/|\.)/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim().split(/\s+/).at(-1) ?? ""),
    ),
  );
  const pairs = bracketPairs(tokens);
  return tokens.some((token, index) => {
    const name = tokens[index + 1];
    if (token.type !== TokenType.at || !name || !packages.has(code.slice(name.start, name.end))) return false;
    let at = index + 2;
    if (tokens[at]?.type === TokenType.parenL) at = (pairs.get(at) ?? at) + 1;
    const key = tokens[at];
    const behind = tokens[at + 1];
    if (key?.identifierRole !== IdentifierRole.ObjectKey || code.slice(key.start, key.end) === "accessor") return false;
    return behind !== undefined && [TokenType.eq, TokenType.semi, TokenType.braceR].includes(behind.type);
  });
}

function createReader(code: string, tokens: readonly Token[], legacy: boolean) {
  const pairs = bracketPairs(tokens);
  const text = (index: number) => code.slice(tokens[index]?.start, tokens[index]?.end);
  const typeAt = (index: number) => tokens[index]?.type ?? TokenType.eof;
  const changes: Change[] = [];
  const seen = new Set<number>();
  let problem: { offset: number; message: string } | null = null;
  let classes = 0;

  /** Decorators from a token on; they are taken out of the code. */
  function decoratorsAt(index: number): Decorated {
    const found: string[] = [];
    let at = index;
    while (typeAt(at) === TokenType.at) {
      const from = at + 1;
      seen.add(tokens[at]?.start ?? 0);
      at = from;
      if (typeAt(at) === TokenType.parenL) at = (pairs.get(at) ?? at) + 1;
      else {
        at += 1;
        while (typeAt(at) === TokenType.dot) at += 2;
        if (typeAt(at) === TokenType.parenL) at = (pairs.get(at) ?? at) + 1;
      }
      found.push(code.slice(tokens[from]?.start, tokens[at - 1]?.end));
    }
    const start = tokens[index]?.start ?? 0;
    const end = tokens[at]?.start ?? start;
    if (found.length > 0) changes.push({ start, end, text: code.slice(start, end).replace(/[^\n]/g, "") });
    return { decorators: found, next: at, start };
  }

  /** The decorators in front of a class: they end right before it, or before `export`. */
  function classDecorators(index: number): (Decorated & { keyword: number }) | null {
    let first = startOfDecorators(index) ?? index;
    if (first !== index) return { ...decoratorsAt(first), keyword: first };
    while (typeAt(first - 1) === TokenType._export || typeAt(first - 1) === TokenType._default) first--;
    const start = first === index ? null : startOfDecorators(first);
    return start === null ? null : { ...decoratorsAt(start), keyword: index };
  }

  /** The first of the decorators that end before a token. */
  function startOfDecorators(end: number): number | null {
    for (let at = end - 1, most = 0; at >= 0 && most < farthest; at--, most++) {
      if (typeAt(at) !== TokenType.at || seen.has(tokens[at]?.start ?? 0)) continue;
      let reached = at;
      while (typeAt(reached) === TokenType.at) reached = behindDecorator(reached);
      if (reached !== end) return null;
      while (at > 0) {
        const earlier = previousDecorator(at);
        if (earlier === null) return at;
        at = earlier;
      }
      return at;
    }
    return null;
  }

  function behindDecorator(index: number): number {
    let at = index + 1;
    if (typeAt(at) === TokenType.parenL) return (pairs.get(at) ?? at) + 1;
    at += 1;
    while (typeAt(at) === TokenType.dot) at += 2;
    return typeAt(at) === TokenType.parenL ? (pairs.get(at) ?? at) + 1 : at;
  }

  function previousDecorator(index: number): number | null {
    for (let at = index - 1, most = 0; at >= 0 && most < farthest; at--, most++) {
      if (typeAt(at) === TokenType.at) return behindDecorator(at) === index ? at : null;
    }
    return null;
  }

  function readClass(index: number): void {
    const decorated = classDecorators(index);
    const hasName = typeAt(index + 1) === TokenType.name;
    const className = hasName ? text(index + 1) : "";
    let opens = index + (hasName ? 2 : 1);
    // The superclass may be a call, or an object's member.
    while (
      opens < tokens.length &&
      !(typeAt(opens) === TokenType.braceL && tokens[opens]?.contextId === tokens[index]?.contextId)
    ) {
      const closes = pairs.get(opens);
      opens = (closes ?? opens) + 1;
    }
    const closes = pairs.get(opens);
    if (closes === undefined) return;
    readMembers(opens, closes);
    if (decorated !== null) wrapClass(index, closes, className, decorated);
  }

  /** `keyword`: the first token of the class itself, with decorators that stand behind `export`. */
  function wrapClass(
    index: number,
    closes: number,
    className: string,
    { decorators, keyword }: Decorated & { keyword: number },
  ): void {
    const isDefault = typeAt(keyword - 1) === TokenType._default;
    const isExported = !isDefault && typeAt(keyword - 1) === TokenType._export;
    const own = tokens[index]?.start ?? 0;
    const first = isDefault || isExported ? (tokens[isDefault ? keyword - 2 : keyword - 1]?.start ?? own) : own;
    const end = tokens[closes]?.end ?? 0;
    const named = className !== "" && !(tokens[index]?.isExpression ?? false);
    const before = named ? `${isExported ? "export " : ""}let ${className} = ` : isDefault ? "export default " : "";
    const call = `__decorateClass(`;
    const after = `, ${JSON.stringify(className)}, [${decorators.join(", ")}])${named ? ";" : ""}`;
    changes.push({ start: first, end: own, text: before + call + code.slice(first, own).replace(/[^\n]/g, "") });
    changes.push({
      start: end,
      end,
      text: after + (isDefault && named ? ` export { ${className} as default };` : isDefault ? ";" : ""),
    });
  }

  function readMembers(opens: number, closes: number): void {
    const made = madeName(classes);
    const members: Member[] = [];
    for (let index = opens + 1; index < closes; index++) {
      if (typeAt(index) === TokenType.at && !seen.has(tokens[index]?.start ?? 0)) {
        const { decorators, next } = decoratorsAt(index);
        const member = memberAt(next, decorators, made, members.length);
        if (member !== null) members.push(member);
        index = next - 1;
        continue;
      }
      index = pairs.get(index) ?? index;
    }
    if (members.length === 0) return;
    classes++;
    const list = members.map(
      ({ kind, name, isStatic, decorators, access }) => `["${kind}", ${name}, ${isStatic}, [${decorators}]${access}]`,
    );
    const at = tokens[opens]?.end ?? 0;
    if (legacy) {
      const end = tokens[closes]?.start ?? 0;
      changes.push({ start: end, end, text: `; static { __decorateLegacy(this, [${list.join(", ")}]); } ` });
      return;
    }
    const text = ` static { ${made} = __decorate(this, [${list.join(", ")}]); ${made}.start(this, true); } #${made}Start = ${made}.start(this, false);`;
    changes.push({ start: at, end: at, text });
  }

  function memberAt(from: number, decorators: readonly string[], made: string, number: number): Member | null {
    let at = from;
    let isStatic = false;
    let kind: Member["kind"] | null = null;
    for (; ; at++) {
      const word = text(at);
      const isWord = typeAt(at + 1) !== TokenType.parenL && typeAt(at + 1) !== TokenType.eq && typeAt(at + 1) !== TokenType.semi;
      if (!isWord) break;
      if (word === "static") isStatic = true;
      else if (word === "get") kind = "getter";
      else if (word === "set") kind = "setter";
      else if (word === "accessor") kind = "accessor";
      else if (word !== "async" && word !== "*") break;
    }
    const isPrivate = typeAt(at) === TokenType.hash;
    const isComputed = typeAt(at) === TokenType.bracketL;
    const last = isComputed ? (pairs.get(at) ?? at) : isPrivate ? at + 1 : at;
    const written = code.slice(tokens[at]?.start, tokens[last]?.end);
    const quoted = typeAt(at) === TokenType.string || typeAt(at) === TokenType.num;
    const name = isComputed ? written.slice(1, -1) : quoted ? written : JSON.stringify(written);
    const isMethod = typeAt(last + 1) === TokenType.parenL;
    const found = kind ?? (isMethod ? "method" : "field");
    if (isPrivate && found !== "field") {
      problem ??= { offset: tokens[at]?.start ?? 0, message: onPrivateMethod };
      return null;
    }
    if (found === "field" || found === "accessor") initField({ at, last, isStatic, written, made, number, kind: found });
    const access = isPrivate
      ? `, { has: (object) => ${written} in object, get: (object) => object.${written}, set: (object, value) => { object.${written} = value; } }`
      : "";
    return { kind: found, name, isStatic, decorators: decorators.join(", "), access };
  }

  /** The value of a field goes through what its decorators gave. */
  function initField(field: {
    at: number;
    last: number;
    isStatic: boolean;
    written: string;
    made: string;
    number: number;
    kind: string;
  }): void {
    const { at, last, isStatic, written, made, number } = field;
    const start = tokens[at]?.start ?? 0;
    const end = tokens[last]?.end ?? 0;
    const equals = tokens[last + 1];
    const hasValue = equals?.type === TokenType.eq;
    if (legacy) {
      if (isStatic) return;
      // Assigned in a field of its own, so that a setter of the prototype is called.
      const own = `this${written.startsWith("[") ? written : /^[\w$#]/.test(written) ? `.${written}` : `[${written}]`}`;
      changes.push({ start, end, text: `#${made}Field${number} = ${hasValue ? own : "undefined"}` });
      return;
    }
    const call = `${made}.init(this, ${number}, `;
    if (!hasValue) changes.push({ start: end, end, text: ` = ${call}undefined)` });
    else if (equals) {
      const valueEnd = tokens[(equals.rhsEndIndex ?? last + 3) - 1]?.end ?? equals.end;
      changes.push({ start: equals.end, end: equals.end, text: ` ${call}` }, { start: valueEnd, end: valueEnd, text: ")" });
    }
  }

  return {
    readClass,
    changes,
    seen,
    legacy,
    get classes() {
      return legacy ? 0 : classes;
    },
    get problem() {
      return problem;
    },
  };
}

/** The variable that keeps what a class's decorators gave. */
const madeName = (number: number) => `__made${number}`;

/** Most tokens of a decorator's arguments that are looked back over. */
const farthest = 2_000;
