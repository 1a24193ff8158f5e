// Search texts with more blank lines at an edge than the file has: the lines in between tell which place is meant.

export interface Edges {
  search: string;
  replace: string;
}

/**
 * Both texts as whole lines, without the blank lines at the edges of the search text; null if it has none. The new text keeps any blank lines
 * it has beyond those.
 */
export function withoutBlankEdges({ search, replace }: Edges): Edges | null {
  const lines = search.split("\n");
  // What follows the last line break is not a line.
  if (lines.at(-1) === "") lines.pop();
  const isTelling = (line: string) => line.trim() !== "";
  const first = lines.findIndex(isTelling);
  const last = lines.findLastIndex(isTelling);
  const after = lines.length - 1 - last;
  if (first === -1 || (first === 0 && after === 0)) return null;

  const put = replace.split("\n");
  if (put.at(-1) === "") put.pop();
  let from = 0;
  while (from < first && from < put.length && !isTelling(put[from]!)) from++;
  let to = put.length;
  while (to > from && put.length - to < after && !isTelling(put[to - 1]!)) to--;
  const whole = (part: readonly string[]) => part.map((line) => `${line}\n`).join("");
  return { search: whole(lines.slice(first, last + 1)), replace: whole(put.slice(from, to)) };
}
