// What may be a class name of Tailwind in the sources of an app. Finds too much rather than too little: what is no class makes no style.

/** Longest class name with arbitrary values, UTF-16 units. */
const maxCharacters = 400;
/** Brackets in brackets of one class name, as in `[&:nth-child(3)]`. */
const maxDepth = 6;

const isPart = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || // a-z
  (unit >= 65 && unit <= 90) || // A-Z
  (unit >= 47 && unit <= 58) || // / 0-9 :
  (unit >= 45 && unit <= 46) || // - .
  ["_", "%", "!", "@", "*"].some((character) => character.charCodeAt(0) === unit) ||
  unit > 127;

const closers: Record<string, string> = { "[": "]", "(": ")" };

/** The candidates of a source, added to `found`. Pages have their characters written as entities. */
export function addCandidates(source: string, isMarkup: boolean, found: Set<string>): void {
  const text = isMarkup && source.includes("&") ? withoutEntities(source) : source;
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (!isPart(unit) && unit !== openBracket) {
      at++;
      continue;
    }
    const end = endOfCandidate(text, at);
    if (end > at) addTrimmed(text.slice(at, end), found);
    // What begins with a bracket may as well be a list of texts.
    at = unit === openBracket ? at + 1 : Math.max(end, at + 1);
  }
}

const openBracket = "[".charCodeAt(0);

function endOfCandidate(text: string, start: number): number {
  const last = Math.min(text.length, start + maxCharacters);
  let at = start;
  while (at < last) {
    const unit = text.charCodeAt(at);
    if (isPart(unit)) {
      at++;
      continue;
    }
    const character = text[at]!;
    const before = at === start ? "" : text[at - 1]!;
    const opens = character === "[" ? at === start || "-:/@!".includes(before) : character === "(" && "-/@".includes(before);
    if (!opens) break;
    const closed = endOfBracket(text, at, last);
    if (closed === -1) break;
    at = closed;
  }
  return at;
}

/** After the closing bracket; -1 if there is none in the same word. */
function endOfBracket(text: string, start: number, last: number): number {
  const open: string[] = [];
  let quote = "";
  for (let at = start; at < last; at++) {
    const character = text[at]!;
    if (character === "\\") {
      at++;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "\n") return -1;
    } else if (/\s/.test(character) || character === "`" || (character === "$" && text[at + 1] === "{")) return -1;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "(") {
      if (open.length >= maxDepth) return -1;
      open.push(closers[character]!);
    } else if (character === "]" || character === ")") {
      if (open.pop() !== character) return -1;
      if (open.length === 0) return at + 1;
    }
  }
  return -1;
}

/** No regular expression: one for a run of signs at the end looks at each run before it, too. */
function withoutEnd(token: string): string {
  let end = token.length;
  while (end > 0 && ".:/@*".includes(token[end - 1] ?? "")) end -= 1;
  return token.slice(0, end);
}

function addTrimmed(token: string, found: Set<string>): void {
  // As a key of an object, at the end of a sentence, in a tag.
  const name = withoutEnd(token.replace(/^[./%:]+/, ""));
  if (name.length === 0) return;
  found.add(name);
  // Quotes escaped in a string of a script.
  if (name.includes("\\")) found.add(name.replace(/\\(['"\\])/g, "$1"));
  if (name.startsWith("!") && name.length > 1) found.add(name.slice(1));
  // `div.flex.p-4` of templates; a number with a point stays one name.
  if (name.includes(".") && !name.includes("[")) {
    for (const part of name.split(".")) if (/^[a-z]/.test(part)) found.add(part);
  }
}

const entities: Record<string, string> = { amp: "&", gt: ">", lt: "<", quot: '"', "#39": "'", apos: "'" };

const withoutEntities = (text: string): string =>
  text.replace(/&(amp|gt|lt|quot|#39|apos);/g, (whole, name: string) => entities[name] ?? whole);
