// Reads one value of JSON, JavaScript or Python in one pass: other quotes, unquoted names, comments, trailing commas, raw line breaks and
// escapes that JSON lacks. Every bracket and quote has to be closed by its own kind.

export type Read = { ok: true; value: unknown; end: number } | { ok: false; reason: string };

/** No arguments are nested deeper, and the reader calls itself once per level. */
const maxDepth = 200;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const word = /[A-Za-z_$][\w$-]*/y;
/** JSON's own, and Python's. */
const words = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["True", true],
  ["False", false],
  ["None", null],
]);
const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", "/": "/" };
/** Escaped because of a surrounding quote or template: the character itself is meant. Other backslashes belong to the text, as in a regular expression. */
const escapedForQuotes = "'`$";
const quotes = ['"""', "'''", '"', "'", "`"];

const maxCodePoint = 0x10ffff;

class Unreadable extends Error {}

export function readForgivingly(text: string, start: number): Read {
  let at = start;

  function fail(what: string): never {
    throw new Unreadable(at >= text.length ? "it ends before it is complete" : `${what} at character ${at + 1}`);
  }

  /**
   * White space and comments; true when a line ended there. After a string, a comment has to start on its own line: on the same line it could
   * be part of that string, whose quotes were not escaped, such as src="//host/x".
   */
  function skip(afterText = false): boolean {
    const from = at;
    let hasBreak = false;
    for (;;) {
      while (at < text.length && /\s/.test(text[at]!)) {
        hasBreak ||= text[at] === "\n";
        at += 1;
      }
      const opens = text.slice(at, at + 2);
      if (afterText && !hasBreak) return hasBreak;
      if (opens === "//" || (text[at] === "#" && at > from)) {
        const end = text.indexOf("\n", at);
        at = end === -1 ? text.length : end;
      } else if (opens === "/*") {
        const end = text.indexOf("*/", at + 2);
        at = end === -1 ? text.length : end + 2;
      } else return hasBreak;
    }
  }

  function readString(): string {
    const quote = quotes.find((candidate) => text.startsWith(candidate, at) && !isEmptyString(candidate));
    if (quote === undefined) return fail("a text in quotes is missing");
    at += quote.length;
    let value = "";
    for (let from = at; ; ) {
      const sign = text[at];
      if (sign === undefined) return fail("");
      if (sign === "\\") {
        value += text.slice(from, at) + readEscape();
        from = at;
      } else if (sign === quote[0] && text.startsWith(quote, at)) {
        value += text.slice(from, at);
        at += quote.length;
        return value;
      } else at += 1;
    }
  }

  /** Three quotes may also be an empty string and the start of another. */
  const isEmptyString = (quote: string) => quote.length === 3 && /[\s,\]}:]/.test(text[at + 2] ?? " ");

  function readEscape(): string {
    const sign = text[at + 1] ?? "";
    const point = /^u\{([\da-fA-F]{1,6})\}/.exec(text.slice(at + 1, at + 10))?.[1];
    if (point !== undefined && Number.parseInt(point, 16) <= maxCodePoint) {
      at += point.length + "\\u{}".length;
      return String.fromCodePoint(Number.parseInt(point, 16));
    }
    const [, digits] = /^(?:u([\da-fA-F]{4})|x([\da-fA-F]{2}))/.exec(text.slice(at + 1, at + 6))?.filter(Boolean) ?? [];
    if (digits !== undefined) {
      at += 2 + digits.length;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    at += 2;
    return escapes[sign] ?? (sign !== "" && escapedForQuotes.includes(sign) ? sign : `\\${sign}`);
  }

  function matchAt(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  const isQuoteSign = (sign: string | undefined) => sign === '"' || sign === "'" || sign === "`";
  const isQuote = () => isQuoteSign(text[at]);

  function readKey(): string {
    const key = isQuote() ? readString() : matchAt(word);
    if (key === undefined) return fail("a name is missing");
    skip();
    if (text[at] !== ":") return fail('":" is missing');
    at += 1;
    return key;
  }

  /** After a member. False if its container has ended. A line break replaces a comma only where a name must follow. */
  function goesOn(closer: "}" | "]"): boolean {
    const hasBreak = skip(isQuoteSign(text[at - 1]));
    if (text[at] === ",") {
      at += 1;
      skip();
    } else if (text[at] !== closer && !(closer === "}" && hasBreak && isQuote())) fail(`"," or "${closer}" is missing`);
    if (text[at] !== closer) return true;
    at += 1;
    return false;
  }

  function readMembers<T>(closer: "}" | "]", readMember: () => T): T[] {
    at += 1;
    skip();
    const members: T[] = [];
    if (text[at] === closer) {
      at += 1;
      return members;
    }
    do members.push(readMember());
    while (goesOn(closer));
    return members;
  }

  function readValue(depth: number): unknown {
    skip();
    if (depth > maxDepth) fail("it is nested too deep");
    if (text[at] === "{") {
      return Object.fromEntries(readMembers("}", () => [readKey(), readValue(depth + 1)] as const));
    }
    if (text[at] === "[") return readMembers("]", () => readValue(depth + 1));
    if (isQuote()) return readString();
    const figure = matchAt(number);
    if (figure !== undefined) return Number(figure);
    const begin = at;
    const name = matchAt(word);
    if (name !== undefined && words.has(name)) return words.get(name);
    at = begin;
    return fail("a value is missing");
  }

  try {
    const value = readValue(0);
    return { ok: true, value, end: at };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, reason: error.message };
  }
}
