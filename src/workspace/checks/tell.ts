// Diagnostics as they are told: each cause once, what keeps the app from loading before the rest, and no more than is read.
import { shortened } from "../../base/surrogates.ts";
import type { FileProblem } from "../../protocol/resources.ts";
import type { Diagnostic } from "./look.ts";

/** Places named of one cause. */
const mostPlaces = 3;
/** Most problems that a version keeps; the first ones cause the rest. */
const mostProblems = 20;
/** Longest message of one, UTF-16 units: some quote the file. */
const messageMaxCharacters = 400;

export interface Cause extends Diagnostic {
  /** Where else the same is wrong, in order. */
  others: readonly Diagnostic[];
}

/** What is wrong in the same way in several places is one cause; errors come first. The order is otherwise kept: it is that of causes. */
export function causesOf(diagnostics: readonly Diagnostic[]): Cause[] {
  const causes = new Map<string, { first: Diagnostic; others: Diagnostic[] }>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.severity} ${diagnostic.message}`;
    const known = causes.get(key);
    if (known) known.others.push(diagnostic);
    else causes.set(key, { first: diagnostic, others: [] });
  }
  const all = [...causes.values()].map(({ first, others }) => ({ ...first, others }));
  return [...all.filter(({ severity }) => severity === "error"), ...all.filter(({ severity }) => severity !== "error")];
}

/** As a version keeps them. */
export function problemsOf(diagnostics: readonly Diagnostic[]): FileProblem[] {
  return causesOf(diagnostics)
    .slice(0, mostProblems)
    .map(({ path, line, column, severity, message, others }) => {
      const also = others.length === 0 ? "" : ` (Also in ${placesOf(others)}.)`;
      return { path, line, column, severity, message: shortened(message, messageMaxCharacters, () => "…") + also };
    });
}

/** As lines, one a cause, as many as fit into the length (UTF-16 units). */
export function described(diagnostics: readonly Diagnostic[], maxCharacters: number): string {
  const lines: string[] = [];
  const causes = causesOf(diagnostics);
  let left = maxCharacters - moreCharacters;
  for (const { path, line, column, severity, message, others } of causes) {
    const also = others.length === 0 ? "" : ` (also in ${placesOf(others)})`;
    const told = shortened(`${path}:${line}:${column} ${severity}: ${message}`, messageMaxCharacters, () => "…") + also;
    if (lines.length > 0 && told.length > left) break;
    lines.push(shortened(told, maxCharacters, () => "…"));
    left -= told.length + 1;
  }
  const more = causes.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
}

/** Room for the line that says how many more there are. */
const moreCharacters = 20;

function placesOf(places: readonly Diagnostic[]): string {
  const named = places.slice(0, mostPlaces).map(({ path, line, column }) => `${path}:${line}:${column}`);
  const more = places.length - named.length;
  if (more === 0) return named.join(", ");
  const files = new Set(places.slice(mostPlaces).map(({ path }) => path)).size;
  return `${named.join(", ")} and ${more} more places of ${files} ${files === 1 ? "file" : "files"}`;
}
