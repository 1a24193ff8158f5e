// What models leave in the new text of an edit: a code fence around it, the numbers of a listing, the marks of another product's edit. Where the file
// has nothing of the kind, it is no part of the file; and since the text is one of many edits, it is refused and not guessed at.

/** Why a text cannot come into the place of another one; null when nothing is wrong with it. `startsLine`: whether that place begins a line. */
export function leftInRefusal(file: string, search: string, replace: string, startsLine: () => boolean): string | null {
  const lines = replace.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  if (lines.length > 1 && /^\s{0,3}```[\w+.-]{0,20}\s*$/.test(first) && /^\s{0,3}```\s*$/.test(last) && !file.includes("```"))
    return "The new text stands in a code fence, which the file would have then. Leave the ``` lines out.";
  const number = /^ {0,8}\d{1,6}(?:\t|→)/;
  const isListing = lines.every((line) => number.test(line));
  // A text that begins with a figure itself may become one with another.
  const mayBeMeant = () => /^ {0,8}\d/m.test(search) || /^ {0,8}\d{1,6}(?:\t|→)/m.test(file);
  if (isListing && !mayBeMeant() && startsLine())
    return "The lines of the new text begin with the line numbers of a listing, which are no part of the file. Leave them out.";
  const isMark = (mark: string) => lines.some((line) => line.startsWith(mark));
  if (isMark("<<<<<<<") && isMark("=======") && isMark(">>>>>>>") && !file.includes("<<<<<<<"))
    return "The new text has the marks of an edit (<<<<<<<, =======, >>>>>>>). Give the text that goes out as search, and the one that comes in as replace.";
  return null;
}
