// Finds one text in another, in time linear in the longer one. `indexOf` alone is not: for a long search text in a repetitive
// file (100,000 units in a million) it takes 20 seconds.

/** Number of a pattern's last units for which engines keep full skip tables; up to this length `indexOf` is linear. */
const quickPatternUnits = 200;
/** Full comparisons allowed, as a multiple of the text's length, before switching to the method that is always linear. */
const fullComparisons = 4;

/** All offsets of `wanted` in `text`, overlapping ones too, in order. `wanted` is not empty. */
export function* occurrences(text: string, wanted: string): Generator<number> {
  if (wanted.length <= quickPatternUnits) {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) yield at;
    return;
  }
  const beginning = wanted.slice(0, quickPatternUnits);
  let budget = fullComparisons * text.length;
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (budget < 0) {
      for (const found of automaton(units(text, at), units(wanted, 0))) yield at + found;
      return;
    }
    budget -= wanted.length;
    if (text.startsWith(wanted, at)) yield at;
  }
}

/** Knuth, Morris and Pratt over numbers: each element of `sequence` is read once. */
export function* automaton(sequence: ArrayLike<number>, wanted: ArrayLike<number>): Generator<number> {
  const fallback = new Int32Array(wanted.length);
  for (let at = 1, same = 0; at < wanted.length; at++) {
    while (same > 0 && wanted[at] !== wanted[same]) same = fallback[same - 1]!;
    if (wanted[at] === wanted[same]) same++;
    fallback[at] = same;
  }
  for (let at = 0, same = 0; at < sequence.length; at++) {
    while (same > 0 && sequence[at] !== wanted[same]) same = fallback[same - 1]!;
    if (sequence[at] === wanted[same]) same++;
    if (same === wanted.length) {
      yield at + 1 - same;
      same = fallback[same - 1]!;
    }
  }
}

function units(text: string, from: number): Uint16Array {
  const result = new Uint16Array(text.length - from);
  for (let at = from; at < text.length; at++) result[at - from] = text.charCodeAt(at);
  return result;
}
