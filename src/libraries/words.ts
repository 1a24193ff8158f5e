// What models and people are told about an import that no library provides, or a name that a library does not export.
import { nearestName } from "../base/nearest-name.ts";
import { builtIcons, builtModule, builtSpecifiers, once } from "./built.ts";
import type { Libraries, Provided } from "./libraries.ts";
import { type Library, libraries as list } from "./list.ts";
import { nodeAdvice } from "./node-builtins.ts";

/** Most names listed in a message. */
const listedNames = 20;
/** Most libraries named as having what is missing. */
const namedLibraries = 3;
/** A shorter name is near to too many others for a guess: "xlsx" is not "clsx". */
const guessedFromCharacters = 5;

/** How many more times a check may look for what was meant: a file may have thousands of wrong names, and the first few are enough to mend. */
export interface Searches {
  left: number;
}

/** For one file. */
export const searchesOfFile = (): Searches => ({ left: 20 });

/** The sentence for an import that no preview can serve. It names what is there instead, and never the whole list. */
export function unknownPackageMessage(specifier: string, libraries?: Libraries, searches = searchesOfFile()): string {
  const advice = nodeAdvice(specifier);
  if (advice !== null) return advice;
  const name = packageOf(specifier);
  const own = modulesByPackage().get(name) ?? [];
  if (own.length > 0) {
    const near = searches.left-- > 0 ? nearestName(specifier, own) : null;
    const there = iconSets(name) ?? (near === null ? own.slice(0, namedLibraries) : [near]);
    return `${name} is available, but not "${specifier}". Import from ${quoted(there)}.`;
  }
  // Also a stylesheet may come from the CDN: asking why it is missing is what has it looked for.
  const why = libraries?.whyMissing?.(specifier) ?? null;
  // Another library's styles are no use without it.
  if (specifier.endsWith(".css")) {
    return `${why ?? `The stylesheet "${specifier}" is not available.`} Write the styles in the app's own CSS.`;
  }
  const instead = searches.left-- > 0 ? insteadOf(specifier, name) : [];
  const start = instead.length > 0 ? `Use ${quoted(instead)}, or write` : "Write";
  return `${why ?? `The package "${specifier}" is not available.`} ${start} the needed code in the app itself.`;
}

/** Libraries of the list that do the same, or the one with nearly this name. */
function insteadOf(specifier: string, name: string): string[] {
  const doTheSame = list.filter(({ insteadOf = [] }) => insteadOf.includes(specifier) || insteadOf.includes(name));
  if (doTheSame.length > 0) return doTheSame.slice(0, namedLibraries).map(importedAs);
  if (name.length < guessedFromCharacters) return [];
  const near = nearestName(name, modulesByPackage().keys());
  return near === null ? [] : [near];
}

const modulesByPackage = once(() => Map.groupBy(new Set([...list.map(importedAs), ...builtSpecifiers()]), packageOf));

/** How an app imports it: "motion/react" of motion, "radix-ui" though its first module is one of another package. */
function importedAs({ name, files }: Library): string {
  const first = files?.[0]?.[0] ?? name;
  return name.startsWith("lucide") || packageOf(first) !== name ? name : first;
}

/** What an app imports icons from; null if it is another library. */
function iconSets(name: string): string[] | null {
  const sets = Object.keys(builtIcons).filter((set) => packageOf(set) === name);
  const usual = sets.filter((set) => set === name || usualIconSets.includes(set));
  return sets.length === 0 ? null : usual.slice(0, namedLibraries);
}
const usualIconSets = ["react-icons/fa", "react-icons/fi", "react-icons/md"];

/** The sentence for a name that a library does not export; null if it does, or nobody knows. */
export function missingNameMessage(
  name: string,
  { specifier, exports }: Provided,
  libraries: Libraries,
  searches = searchesOfFile(),
): string | null {
  if (exports === null || exports.has(name)) return null;
  if (name === "default") return `${specifier} has no default export. ${offered(name, exports)}`;
  const lacks = `${specifier} does not export ${name}`;
  if (searches.left-- <= 0) return `${lacks}.`;
  const elsewhere = modulesWith(name, specifier, libraries);
  if (elsewhere.length === 1) return `${lacks}; ${elsewhere[0]} does.`;
  const near = nearestName(name, exports);
  if (near !== null) return `${lacks}. Did you mean ${near}?`;
  if (elsewhere.length > 0) return `${lacks}; ${elsewhere.join(" and ")} do.`;
  return `${lacks}. ${offered(name, exports)} If it is a type, import it with the word type.`;
}

/** Modules that export a name: those of the same library, or, where none of them does, those of any other. */
function modulesWith(name: string, specifier: string, libraries: Libraries): string[] {
  const family = list.find(({ files = [] }) => files.some((modules) => modules.includes(specifier)));
  const related = (family?.files ?? []).flat().filter((other) => other !== specifier);
  const has = (other: string) => (builtModule(other)?.exports ?? libraries.find(other)?.exports)?.has(name) === true;
  const inFamily = related.filter(has);
  const found =
    inFamily.length > 0 ? inFamily : [...builtSpecifiers(), "lucide-react"].filter((other) => other !== specifier && has(other));
  return found.length > namedLibraries ? [] : found;
}

function offered(name: string, exports: ReadonlySet<string>): string {
  const names = [...exports].filter((other) => other !== "default" && !/^(_|unstable_)/.test(other));
  if (names.length === 0) return exports.has("default") ? "It has a default export alone." : "It exports nothing.";
  // The likeliest first: those with a part of the name.
  const related = names.filter((other) => other.toLowerCase().includes(name.toLowerCase()));
  const listed = [...new Set([...related, ...names])].slice(0, listedNames);
  return `It exports ${listed.join(", ")}${names.length > listedNames ? ", …" : "."}`;
}

const packageOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(" or ");
