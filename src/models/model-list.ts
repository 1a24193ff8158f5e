// An operator's list of models: names, and patterns in which "*" stands for any characters.

export const readList = (text: string): string[] => text.split(/[\s,]+/).filter((entry) => entry !== "");

export const isPattern = (entry: string): boolean => entry.includes("*");

export const fitsList = (name: string, list: readonly string[]): boolean => list.some((entry) => fits(name, entry));

/** Each piece between two stars is matched at its first occurrence: if the pattern fits in any way, it fits so. */
function fits(name: string, pattern: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
