// What models and people are told about an import that no library provides, or a name that a library does not export.
import type { Libraries, Provided } from "./libraries.ts";
import { listedSpecifiers } from "./list.ts";
import { nodeAdvice } from "./node-builtins.ts";

/** Most names listed in a message. */
const listedNames = 20;

/** The sentence for an import that no preview can serve. */
export function unknownPackageMessage(specifier: string, libraries?: Libraries): string {
  const advice = nodeAdvice(specifier);
  if (advice !== null) return advice;
  const why = libraries?.whyMissing?.(specifier) ?? null;
  return (
    `${why ?? `The package "${specifier}" is not available.`} Apps can import ${listedSpecifiers.slice(0, -1).join(", ")} and ` +
    `${listedSpecifiers.at(-1)}, and their own files ("./…", "/…" or "@/…", which is src/…). Write the needed code in the app itself.`
  );
}

/** The sentence for a name that a library does not export; null if it does, or nobody knows. */
export function missingNameMessage(name: string, { specifier, exports }: Provided, libraries: Libraries): string | null {
  if (exports === null || exports.has(name)) return null;
  if (name === "default") return `${specifier} has no default export. It exports ${listOf(exports)}.`;
  const elsewhere = listedSpecifiers.filter((other) => libraries.find(other)?.exports?.has(name));
  if (elsewhere.length > 0) return `${specifier} does not export ${name}; ${elsewhere.join(" and ")} does.`;
  return `${specifier} does not export ${name}. It exports ${listOf(exports)}.`;
}

function listOf(exports: ReadonlySet<string>): string {
  const names = [...exports].filter((name) => name !== "default" && !/^(_|unstable_)/.test(name));
  return `${names.slice(0, listedNames).join(", ")}${names.length > listedNames ? ", …" : ""}`;
}
