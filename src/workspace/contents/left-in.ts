// What models leave in the new text of an edit: a code fence around it, the numbers of a listing, the marks of another product's edit, a diff's signs, escaping. Where the file
// has nothing of the kind, it does not belong there; and since the text is one of many edits, it is refused, not guessed at.

/** Why a text cannot replace another; null if nothing is wrong with it. `startsLine`: whether it goes at the start of a line. */
export function leftInRefusal(file: string, search: string, replace: string, startsLine: () => boolean): string | null {
  const lines = replace.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  if (lines.length > 1 && /^\s{0,3}```[\w+.-]{0,20}\s*$/.test(first) && /^\s{0,3}```\s*$/.test(last) && !file.includes("```"))
    return "The new text stands in a code fence, which the file would have then. Leave the ``` lines out.";
  const number = /^ {0,8}\d{1,6}(?:\t|→)/;
  const isListing = lines.every((line) => number.test(line)) || (countsOn(lines) && !/^ {0,8}\d{1,6} ?\| /m.test(file));
  // A text that starts with a number may be replaced by one that also does.
  const mayBeMeant = () => /^ {0,8}\d/m.test(search) || /^ {0,8}\d{1,6}(?:\t|→)/m.test(file);
  if (isListing && !mayBeMeant() && startsLine())
    return "The lines of the new text begin with the line numbers of a listing, which are no part of the file. Leave them out.";
  const isMark = (mark: RegExp) => lines.some((line) => mark.test(line)) && !file.split("\n").some((line) => mark.test(line));
  if (isMark(/^<{7}(?!<)/) || isMark(/^>{7}(?!>)/))
    return "The new text has the marks of an edit (<<<<<<<, =======, >>>>>>>). Give the text that goes out as search, and the one that comes in as replace.";
  if (isDiffOf(search, replace))
    return "The new text is a diff, with signs before its lines. Give the lines as they shall be, without those that go out.";
  const end = residue.exec(replace.slice(-residueMaxCharacters))?.[0].trim();
  const isOpened = end?.startsWith("</") && replace.includes(`<${end.slice("</".length, -1)}`);
  if (end !== undefined && !isOpened && !file.includes(end))
    return `The new text ends with ${end}, which belongs to the call and not to the file. Leave it out.`;
  if (isEscapedOver(search, replace))
    return "The new text is escaped as in HTML (&gt; for >), and the text that it takes the place of is not. Write the characters themselves.";
  if (
    search.trim().includes("\n") &&
    !replace.trim().includes("\n") &&
    !file.includes("\\n") &&
    breakOfLines.test(replace) &&
    !/["'`]/.test(replace)
  )
    return "The line breaks of the new text are the two characters \\n, which the file would have then. Escape them once, not twice.";
  return null;
}

/** Ends of calls written as text, and of turns, at the end of a text. */
const residue =
  /(?:<\/(?:parameter|invoke|function|function_calls?|tool_calls?|arg_value|replace|new_string|new_str|new_text|content|antml:parameter)>|<\|[\w ./-]{1,40}\|>)\s*$/;
/** Longest such mark with the white space after it, UTF-16 units. */
const residueMaxCharacters = 64;

/** The end of a line of code, then an escaped line break. In a regular expression, a slash or bracket would follow. */
const breakOfLines = /[;{}>]\\n(?![/|\])+*?])/;

/** Numbers and a bar before two or more lines, each number one higher. */
function countsOn(lines: readonly string[]): boolean {
  const numbers = lines.map((line) => Number(/^ {0,8}(\d{1,6}) ?\|(?: |$)/.exec(line)?.[1] ?? Number.NaN));
  return numbers.length > 1 && numbers.every((number, index) => number === numbers[0]! + index);
}

/** Whether its lines with a minus or a space, without these signs, are the old text. */
function isDiffOf(search: string, replace: string): boolean {
  const lines = replace.replace(/\n$/, "").split("\n");
  const has = (sign: string) => lines.some((line) => line.startsWith(sign));
  if (!has("-") || !lines.every((line) => line === "" || /^[ +-]/.test(line))) return false;
  const old = lines.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
  return old.join("\n").trim() !== "" && old.join("\n") === search.replace(/\n$/, "");
}

const signs: readonly (readonly [plain: string, escaped: string])[] = [
  ["=>", "=&gt;"],
  ["&&", "&amp;&amp;"],
  ["</", "&lt;/"],
];

/** Characters that are plain in the old text appear only as entities in the new one. */
function isEscapedOver(search: string, replace: string): boolean {
  return (
    !/[<>]/.test(replace) &&
    signs.some(([plain, escaped]) => search.includes(plain) && replace.includes(escaped) && !search.includes(escaped))
  );
}
