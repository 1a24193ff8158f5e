// Where something in compiled code stands in its source: the line is the same, and the column is looked up by the word that stands there.
import { createPlaces, type LineAndColumn } from "../frame.ts";

/** Longest word looked up, UTF-16 units; what is longer is found by its beginning. */
const wordCharacters = 100;

/** Each answer reads one line: ask only for what is told. */
export function createSourceFinder(source: string, code: string): (offset: number) => LineAndColumn {
  const inCode = createPlaces(code);
  if (source === code) return inCode.at;
  const inSource = createPlaces(source);
  return (offset) => {
    const { line, column } = inCode.at(offset);
    const codeLine = inCode.lineText(line);
    const sourceLine = inSource.lineText(line);
    // Up to here, nothing was changed.
    if (sourceLine.slice(0, column) === codeLine.slice(0, column)) return { line, column };
    const word = /^(?:#?[\p{ID_Continue}$]+|[^\s])/u.exec(codeLine.slice(column - 1, column - 1 + wordCharacters))?.[0];
    if (word === undefined) return { line, column: 1 };
    const before = placesOf(word, codeLine.slice(0, column - 1)).length;
    const places = placesOf(word, sourceLine);
    const at = places[Math.min(before, places.length - 1)];
    return { line, column: at === undefined ? 1 : at + 1 };
  };
}

/** Offsets of a word where it stands alone. */
function placesOf(word: string, line: string): number[] {
  const found: number[] = [];
  const isName = isNameCharacter(word.at(-1));
  for (let at = line.indexOf(word); at !== -1; at = line.indexOf(word, at + word.length)) {
    if (!isName || (!isNameCharacter(line[at - 1]) && !isNameCharacter(line[at + word.length]))) found.push(at);
  }
  return found;
}

function isNameCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{ID_Continue}$]/u.test(character);
}
