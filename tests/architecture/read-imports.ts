// Finds the imports of a TypeScript source: static, re-exports, dynamic and `import("…")` in types, each with whether it is of types only.
import { dirname, posix } from "node:path";
import type { Import } from "./import-rules.ts";

const comment = /\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g;
/** `import x from "…"`, `import "…"`, `export … from "…"`, at the start of a statement. */
const statement =
  /(?:^|[;\n}])\s*(import|export)\s+(type\s+)?((?:[\w*$\s,]|\{[^}]*\})*?)(?:\sfrom\s*|\}\s*from\s*|)\s*["']([^"'\n]+)["']/g;
const call = /(\btypeof\s+)?\bimport\(\s*["']([^"'\n]+)["']\s*\)(\s*\.\s*[A-Z])?/g;

/** `path` is the file's path from the repository's root; relative imports are given back the same way. */
export function readImports(path: string, source: string): Import[] {
  const code = source.replace(comment, "$1");
  const found: Import[] = [];
  for (const [, , type, clause = "", specifier = ""] of code.matchAll(statement)) {
    found.push({ from: path, to: resolveFrom(path, specifier), typeOnly: Boolean(type) || hasOnlyTypes(clause) });
  }
  for (const [, typeOf, specifier = "", member] of code.matchAll(call)) {
    found.push({ from: path, to: resolveFrom(path, specifier), typeOnly: Boolean(typeOf ?? member) });
  }
  return found;
}

/** `{ type A, type B }`: every name is marked, and there is nothing else. */
function hasOnlyTypes(clause: string): boolean {
  const braces = /^\s*\{([^}]*)\}?\s*$/.exec(clause)?.[1];
  const names =
    braces
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return names.length > 0 && names.every((name) => name.startsWith("type "));
}

function resolveFrom(path: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(dirname(path), specifier) : specifier;
}
