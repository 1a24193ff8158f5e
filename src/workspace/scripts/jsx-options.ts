// Which functions JSX becomes calls of: React's, unless the source says otherwise as compilers have it say (`@jsx h`, `@jsxImportSource preact`), or
// imports Preact and no React.

/** Pragmas stand in a comment before the code, UTF-16 units. */
const pragmaCharacters = 1_000;

export type JsxOptions =
  | { jsxRuntime: "automatic"; jsxImportSource: string }
  | { jsxRuntime: "classic"; jsxPragma: string; jsxFragmentPragma: string };

export function jsxOptions(source: string): JsxOptions {
  const opening = source.slice(0, pragmaCharacters);
  const pragma = (name: string) => new RegExp(`[*/\\s]@${name}\\s+([\\w$.@/-]+)`).exec(opening)?.[1];
  const imported = pragma("jsxImportSource");
  if (imported !== undefined) return { jsxRuntime: "automatic", jsxImportSource: imported };
  const called = pragma("jsx");
  if (called !== undefined || pragma("jsxRuntime") === "classic") {
    const fragment =
      pragma("jsxFrag") ?? (called === undefined || called === "React.createElement" ? "React.Fragment" : "Fragment");
    return { jsxRuntime: "classic", jsxPragma: called ?? "React.createElement", jsxFragmentPragma: fragment };
  }
  const isPreact = /\bfrom\s*["']preact(?:["']|\/hooks|\/compat)/.test(source) && !/\bfrom\s*["']react["']/.test(source);
  return { jsxRuntime: "automatic", jsxImportSource: isPreact ? "preact" : "react" };
}
