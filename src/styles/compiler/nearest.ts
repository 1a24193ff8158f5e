// The name of a list that a misspelt one may stand for.

/** Letters that may differ; a name of three letters is near to any other. */
const maxDistance = 2;
const shortestName = 4;

export function nearestOf(name: string, names: readonly string[]): string | null {
  if (name.length < shortestName || name.length > 100) return null;
  let best: string | null = null;
  let least = maxDistance + 1;
  for (const other of names) {
    if (Math.abs(other.length - name.length) >= least) continue;
    const distance = distanceOf(name, other, least);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Letters to insert, remove or replace; `most` if there are at least as many. */
function distanceOf(one: string, other: string, most: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let smallest = i;
    for (let j = 1; j <= other.length; j++) {
      const cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
      next.push(cost);
      if (cost < smallest) smallest = cost;
    }
    if (smallest >= most) return most;
    row = next;
  }
  return row[other.length]!;
}
