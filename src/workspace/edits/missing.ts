// Why a search text matches nowhere: a typical mistake of models, if it is certain, else the nearest lines.
import { type Called, excerpt, nearestLine } from "./nearest.ts";
import { occurrences } from "./occurrences.ts";

/** Shorter texts, not counting white space, match by chance. */
const tellingCharacters = 3;
const tellingReplacement = 12;

interface Mistake {
  what: string;
  /** The search text without the mistake; `null` if it does not have it. */
  inSearch(search: string): string | null;
  /** The same change to the file, where both sides need it. */
  inFile?(line: string): string;
}

const mistakes: readonly Mistake[] = [
  { what: "It differs only in white space inside of lines, in blank lines or in line breaks.", inSearch: (search) => search },
  {
    what: "Its lines begin with line numbers, which are not part of the file's text: leave them out.",
    inSearch: (search) => stripped(search, /^[ \t]*\d+(?:\t| ?[|:] ?)/),
  },
  {
    what: "Its lines begin with the marks of a diff: write the lines as they are, without + and -.",
    inSearch: (search) => stripped(search.replace(/^\+.*\n?/gm, ""), /^[- ]/),
  },
  {
    what: "It stands between the marks of a code block: leave the ``` lines out.",
    inSearch: (search) => /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(search)?.[1] ?? null,
  },
  {
    what: 'It has escaped characters (such as \\n or \\") where the file has the characters themselves: escape them once, not twice.',
    inSearch: (search) =>
      /\\[nrt"'`\\]/.test(search) ? search.replace(/\\([nrt"'`\\])/g, (_, sign) => unescaped[sign] ?? sign) : null,
  },
  {
    what: "It differs in HTML entities (such as &lt; for <): write what the file has.",
    inSearch: (search) => decodeEntities(search),
    inFile: decodeEntities,
  },
  {
    what: "It differs in upper and lower case.",
    inSearch: (search) => search.toLowerCase(),
    inFile: (line) => line.toLowerCase(),
  },
];

const unescaped: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", apos: "'", nbsp: " " };

function decodeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|#39|apos|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Each line with the match removed; `null` unless every non-blank line has it. */
function stripped(search: string, mark: RegExp): string | null {
  const lines = search.split("\n");
  return lines.every((line) => line.trim() === "" || mark.test(line))
    ? lines.map((line) => line.replace(mark, "")).join("\n")
    : null;
}

export function describeMissing(content: string, search: string, replace: string, called: Called = "search text"): string {
  if (search.trim() === "") {
    return `The ${called} is only white space, and the file has no such place. Include the text of the lines around it.`;
  }
  const lines = content.split("\n");
  const length = search.trim().split("\n").length;
  const told = (sentence: string, line: number) =>
    `The ${called} is not in the file. ${sentence} The lines are below (their numbers are not part of the text): copy the ${called} from ` +
    `them exactly.\n${excerpt(content, line, length)}`;

  const asIs = lines.map(bare);
  for (const { what, inSearch, inFile } of mistakes) {
    const repaired = inSearch(search);
    const line = repaired === null ? null : findBare(inFile ? lines.map((text) => bare(inFile(text))) : asIs, repaired);
    if (line !== null) return told(what, line);
  }
  const alike = findBare(
    lines.map((text) => bare(fold(text))),
    fold(search),
  );
  if (alike !== null) return told(describeCharacters(lines.slice(alike - 1, alike - 1 + length).join("\n"), search), alike);

  const made = bare(replace).length < tellingReplacement ? null : findBare(asIs, replace);
  const already =
    made === null ? "" : ` The replace text is there already, at line ${made}: if this change was made before, leave it out.`;
  const nearest = made ?? nearestLine(content, search);
  const longer = length > lines.length ? ` It has ${length} lines, the file ${lines.length}.` : "";
  if (nearest === null) {
    return `The ${called} is not in the file, and no line is like it.${longer} Read the file again with read_file and copy the lines as they are.`;
  }
  return (
    `The ${called} is not in the file.${already}${longer} The nearest lines are below (numbers are not part of the text): copy the ${called} ` +
    `from them exactly, or read the file again with read_file.\n${excerpt(content, nearest, length)}`
  );
}

const bare = (text: string) => (text === "" ? "" : text.replace(/[ \t\r\n]+/g, ""));

/** The line (from 1) where the text starts, ignoring all white space. `texts`: the lines without theirs. */
function findBare(texts: readonly string[], search: string): number | null {
  const wanted = bare(search);
  if (wanted.length < tellingCharacters) return null;
  const [found] = occurrences(texts.join(""), wanted).take(1);
  if (found === undefined) return null;
  let line = 0;
  for (let end = 0; line < texts.length && end <= found; line++) end += texts[line]!.length;
  return line;
}

const lookAlikes: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "–": "-",
  "—": "-",
  "‐": "-",
  "‑": "-",
  "−": "-",
};

/** One form for characters that look alike: composed or not, curly or straight, with or without invisible ones between them. */
function fold(text: string): string {
  if (text === "") return text;
  return text
    .normalize("NFKC")
    .replace(/[‘’‚“”„–—‐‑−]/g, (sign) => lookAlikes[sign] ?? sign)
    .replace(/\p{Cf}/gu, "");
}

function describeCharacters(inFile: string, inSearch: string): string {
  const only = (text: string, other: string) =>
    [...new Set(text)].filter((sign) => sign > "\u007f" && !other.includes(sign)).map(nameOf);
  const there = only(inFile, inSearch);
  const here = only(inSearch, inFile);
  const words = (names: string[]) => (names.length > 0 ? names.slice(0, 5).join(", ") : "plain characters");
  return `It looks the same as text of the file but has other characters: the file has ${words(there)}, this text has ${words(here)}.`;
}

function nameOf(sign: string): string {
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{M}\p{Z}\p{C}]/u.test(sign) ? code : `${sign} (${code})`;
}
