// Which kind of app a request means, and which kind an app is.
import type { Kind } from "./kind.ts";

/** What comes after these describes details: "a timer with a task list" is a timer. */
const detailsBegin = /\b(?:with|that|which|including|where|for|about|plus)\b/;
/** Words of the main part count this many times as much. */
const mainWeight = 4;
/** Apps that nobody should get something else for because of a detail that is known: "a CRM with a task list". */
const beyond =
  /\b(?:crm|erp|shop|store|e-?commerce|marketplace|chat|messenger|social network|blog|booking|billing|payments?|stripe|forum|wiki|editor|browser|compiler|operating system)\b/;

export function kindMeant(request: string, kinds: readonly Kind[]): Kind | null {
  const text = request.toLowerCase();
  const at = detailsBegin.exec(text)?.index ?? text.length;
  const main = text.slice(0, at);
  const details = text.slice(at);
  const scores = kinds.map((kind) => ({ kind, main: score(main, kind.words), details: score(details, kind.words) }));
  if (beyond.test(main) && scores.every((entry) => entry.main === 0)) return null;
  const total = (entry: (typeof scores)[number]) => entry.main * mainWeight + entry.details;
  const best = scores.reduce<(typeof scores)[number] | null>(
    (found, entry) => (total(entry) > (found ? total(found) : 0) ? entry : found),
    null,
  );
  return best?.kind ?? null;
}

/** Characters of the words found, longest words first, nothing counted twice. */
function score(text: string, words: readonly string[]): number {
  let rest = text;
  let found = 0;
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}(?:e?s)?(?![\\p{L}\\p{N}])`, "gu");
    rest = rest.replace(pattern, () => {
      found += word.length;
      return " ";
    });
  }
  return found;
}

/** Hyphens and spaces stand for each other: "to-do list" is "to do list". */
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/[ -]/g, "[\\s-]+");

/** The kind all of whose own files are there; the six files that every app has say nothing. */
export function kindOfFiles(
  paths: readonly string[],
  kinds: readonly Kind[],
  apps: Record<string, Record<string, string>>,
): Kind | null {
  const present = new Set(paths);
  const own = (kind: Kind) => Object.keys(apps[kind.kind] ?? {});
  const fitting = kinds.filter((kind) => own(kind).length > 0 && own(kind).every((path) => present.has(path)));
  return fitting.sort((a, b) => own(b).length - own(a).length)[0] ?? null;
}
