// What is said of a name that nothing declares, with the name that was probably meant.

import type { Use } from "../scopes/model.ts";
import { browserNames } from "./browser-names.ts";

/** What the app has to offer for a name. */
export interface Offers {
  /** The specifier to import it from; null if nothing exports it. */
  exporterOf(name: string): string | null;
  /** Names that may have been meant; none when enough have been looked for. */
  near(): Iterable<string>;
}

export function undeclaredMessage({ name, how }: Pick<Use, "name" | "how">, offers: Offers): string {
  const isBrowsers = browserNames.has(name);
  const said = isBrowsers
    ? `"${name}" is used as a component, and without an import it is the browser's own ${name}, which is none.`
    : `${how === "component" ? `<${name}>` : `"${name}"`} is used here, but nothing declares or imports it.`;
  if (name === "React") return `${said} Write \`import * as React from "react"\` at the top.`;
  const exporter = offers.exporterOf(name);
  if (exporter !== null) return `${said} ${exporter} exports it: import it from there.`;
  const near = [...offers.near()];
  const meant = isBrowsers || near.length === 0 ? null : nearest(name, how === "component" ? near : [...near, ...browserNames]);
  if (meant !== null) return `${said} Did you mean "${meant}"?`;
  return `${said} ${how === "write" ? "Declare it with let or const." : "Import it, or write it."}`;
}

/** Most letters that may differ, by length of the name. */
const mostChanges = (name: string) => (name.length < 4 ? 0 : name.length < 7 ? 1 : 2);

/** The name that differs least, beyond capitals; null if none is near enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  let best: { name: string; changes: number } | null = null;
  const limit = mostChanges(name);
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    if (candidate.toLowerCase() === name.toLowerCase()) return candidate;
    const changes = changesBetween(name, candidate, limit);
    if (changes <= limit && (best === null || changes < best.changes)) best = { name: candidate, changes };
  }
  return best?.name ?? null;
}

/** Letters to add, leave out, replace or swap; anything above `limit` counts as one more than it. */
function changesBetween(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let changes = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) changes = Math.min(changes, before[j - 2]! + 1);
      row.push(changes);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
