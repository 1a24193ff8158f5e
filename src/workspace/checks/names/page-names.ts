// The names that all scripts of a page have in common: what its classic scripts declare, what any script makes global, ids of elements, and what the
// sources say is declared elsewhere.
import type { Scopes } from "../scopes/model.ts";
import type { Goal } from "../syntax/parse.ts";

export interface PageNames {
  has(name: string): boolean;
  all: Iterable<string>;
  /** Scripts that are not read here may declare anything. */
  isOpen: boolean;
  /** The module that declares a name for itself; null if none does. */
  moduleWith(name: string): string | null;
}

export interface NamedScript {
  path: string;
  goal: Goal;
  source: string;
  scopes: Scopes;
}

/** `others`: names that elements have. */
export function createPageNames(scripts: readonly NamedScript[], others: Iterable<string>, isOpen: boolean): PageNames {
  const names = new Set(others);
  for (const { goal, source, scopes } of scripts) {
    for (const name of scopes.globals) names.add(name);
    if (goal === "script") for (const name of scopes.declared.keys()) names.add(name);
    for (const name of declaredElsewhere(source)) names.add(name);
  }
  return {
    has: (name) => names.has(name),
    all: names,
    isOpen: isOpen || scripts.some(({ source }) => mayDeclareMore(source)),
    moduleWith: (name) => scripts.find(({ goal, scopes }) => goal === "module" && scopes.declared.has(name))?.path ?? null,
  };
}

/** Scripts that a script adds to the page. */
const addsScripts = /createElement\(\s*["'`]script["'`]|\bimportScripts\s*\(|\beval\s*\(/;
/** A library that is imported for what it does may make names global, and p5 does. */
const importedForEffect = /\bimport\s*["']([^"'\n]+)["']/g;

function mayDeclareMore(source: string): boolean {
  if (addsScripts.test(source) || /["']p5["']/.test(source)) return true;
  return source.matchAll(importedForEffect).some(([, specifier = ""]) => !/^[.@/~]|\.css$/.test(specifier));
}

const declared =
  /\bdeclare\s+(?:abstract\s+)?(?:const|let|var|function|class|enum|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const declaredGlobally = /\b(?:const|let|var|function|class|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const globalBlock = /\bdeclare\s+global\b/;

/** What TypeScript is told to exist. */
function* declaredElsewhere(source: string): Iterable<string> {
  if (!source.includes("declare")) return;
  for (const [, name] of source.matchAll(declared)) if (name !== undefined) yield name;
  const block = globalBlock.exec(source);
  if (block === null) return;
  for (const [, name] of source.slice(block.index).matchAll(declaredGlobally)) if (name !== undefined) yield name;
}
