// The name of a list that someone probably meant: near enough in spelling, or the same but for upper case and separators.

/** Longer names are nobody's slip, and would take time. */
const maxLength = 60;
/** Characters that may differ, as a part of the length. */
const tolerance = 0.25;

/** The nearest of `names`; null when none is near. Each is compared in time that grows with its length. */
export function nearestName(written: string, names: Iterable<string>): string | null {
  if (written.length > maxLength) return null;
  const plain = plainForm(written);
  let best: string | null = null;
  let least = Math.floor(Math.max(1, plain.length * tolerance)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) > least + 2) continue;
    const distance = editDistance(plain, plainForm(name), least);
    if (distance < least) [best, least] = [name, distance];
    if (least === 0) break;
  }
  return best;
}

const plainForm = (name: string) => name.toLowerCase().replace(/[-_.]/g, "");

/** Insertions, deletions, replacements and swaps of neighbours between two texts; `limit` if there are as many or more. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    [beforeLast, last] = [last, next];
  }
  return Math.min(limit, last[other.length] ?? limit);
}
