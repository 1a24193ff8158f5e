// Where a search text stands in a file: exactly, else ignoring trailing white space, else ignoring indentation. Never by likeness.

/** A place that matches, and what to do there. */
export interface Place {
  offset: number;
  remove: number;
  text: string;
}

/** All places of the first way of matching that finds any; the replacement is re-indented where the file's indentation differs. */
export function findPlaces(content: string, search: string, replace: string): Place[] {
  const exact = exactPlaces(content, search, replace);
  if (exact.length > 0 || search.trim() === "") return exact;
  const lines = splitLines(content);
  const wanted = splitLines(search);
  const sameText = linePlaces(lines, wanted, (line) => line.trimEnd());
  if (sameText.length > 0) return sameText.map((first) => placeOfLines(lines, wanted, first, replace));
  return linePlaces(lines, wanted, (line) => line.trim()).map((first) =>
    placeOfLines(lines, wanted, first, reindent(lines.slice(first, first + wanted.length), wanted, replace)),
  );
}

interface Line {
  /** Without its line break. */
  text: string;
  offset: number;
  /** Offset behind its line break. */
  end: number;
}

function exactPlaces(content: string, search: string, replace: string): Place[] {
  const places: Place[] = [];
  // One step at a time: overlapping matches are several places, too.
  for (let at = content.indexOf(search); at !== -1; at = content.indexOf(search, at + 1)) {
    places.push({ offset: at, remove: search.length, text: replace });
  }
  return places;
}

/** Lines of a text; a line break at the end starts no further line. */
function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let offset = 0; offset < text.length; ) {
    const found = text.indexOf("\n", offset);
    const end = found === -1 ? text.length : found + 1;
    lines.push({ text: text.slice(offset, end).replace(/\r?\n$/, ""), offset, end });
    offset = end;
  }
  return lines;
}

function linePlaces(lines: readonly Line[], wanted: readonly Line[], simplify: (line: string) => string): number[] {
  const have = lines.map((line) => simplify(line.text));
  const want = wanted.map((line) => simplify(line.text));
  const firsts: number[] = [];
  for (let first = 0; first + want.length <= have.length; first++) {
    if (want.every((line, index) => have[first + index] === line)) firsts.push(first);
  }
  return firsts;
}

/** Whole lines; the last line break goes with them only if the search text had it. */
function placeOfLines(lines: readonly Line[], wanted: readonly Line[], first: number, text: string): Place {
  const last = lines[first + wanted.length - 1]!;
  const lastWanted = wanted.at(-1)!;
  const offset = lines[first]!.offset;
  const withBreak = lastWanted.end > lastWanted.offset + lastWanted.text.length;
  const lastHasBreak = last.end > last.offset + last.text.length;
  const end = withBreak ? last.end : last.offset + last.text.length;
  // The file's last line may have no line break; then the new text brings none.
  return { offset, remove: end - offset, text: withBreak && !lastHasBreak ? text.replace(/\r?\n$/, "") : text };
}

/** Moves the replacement's lines from the indentation that the search text has to the one that the file has. */
function reindent(found: readonly Line[], wanted: readonly Line[], replace: string): string {
  const indents = new Map<string, string>();
  wanted.forEach((line, index) => {
    if (line.text.trim() !== "" && !indents.has(indentOf(line.text)))
      indents.set(indentOf(line.text), indentOf(found[index]!.text));
  });
  return replace
    .split("\n")
    .map((line) => (line.trim() === "" ? line : translateIndent(indentOf(line), indents) + line.slice(indentOf(line).length)))
    .join("\n");
}

/** The file's indentation for one of the search text's: as matched, else relative to the nearest shallower one that matched. */
function translateIndent(indent: string, indents: ReadonlyMap<string, string>): string {
  const matched = indents.get(indent);
  if (matched !== undefined) return matched;
  const shallower = [...indents].filter(([from]) => indent.startsWith(from)).sort((a, b) => b[0].length - a[0].length)[0];
  if (shallower !== undefined) return shallower[1] + convertUnits(indent.slice(shallower[0].length), indents);
  // Shallower than everything that matched: as much less than the shallowest match.
  const [from, to] = [...indents].sort((a, b) => a[0].length - b[0].length)[0]!;
  const less = convertUnits(from.slice(indent.length), indents).length;
  return to.slice(0, Math.max(0, to.length - less));
}

/** Further indentation in the file's own units, when the match tells what they are: tabs for spaces, four spaces for two. */
function convertUnits(extra: string, indents: ReadonlyMap<string, string>): string {
  const levels = [...indents].sort((a, b) => a[0].length - b[0].length);
  for (let index = 0; index + 1 < levels.length; index++) {
    const [[fromLess, toLess], [fromMore, toMore]] = [levels[index]!, levels[index + 1]!];
    const fromStep = fromMore.length - fromLess.length;
    const toStep = toMore.startsWith(toLess) ? toMore.slice(toLess.length) : "";
    if (toStep !== "" && extra.length % fromStep === 0) return toStep.repeat(extra.length / fromStep);
  }
  // One level only was seen. Tabs in the file against spaces in the text is certain all the same.
  const fileUsesTabs = levels.some(([, to]) => to.includes("\t"));
  if (!fileUsesTabs || extra.includes("\t")) return extra;
  const unit = extra.length % 4 === 0 ? 4 : 2;
  return "\t".repeat(Math.ceil(extra.length / unit));
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
