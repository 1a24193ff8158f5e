// The libraries that generated apps may import by name. The build script builds exactly these; checks and previews read the same list.

export const vendoredImports = ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"] as const;

const names: ReadonlySet<string> = new Set(vendoredImports);

export function isVendored(specifier: string): boolean {
  return names.has(specifier);
}

/** Scripts that load Tailwind from a public host; previews serve their own copy instead, which works offline. */
export function isTailwindCdn(url: string): boolean {
  return /^(https?:)?\/\/(cdn\.tailwindcss\.com|(cdn\.jsdelivr\.net\/npm|unpkg\.com|esm\.sh)\/@tailwindcss\/browser)/.test(url);
}

/** The sentence for an import that no preview can serve, for models and people. */
export function unknownPackageMessage(specifier: string): string {
  return (
    `The package "${specifier}" is not available. Apps can import ${vendoredImports.slice(0, -1).join(", ")} and ` +
    `${vendoredImports.at(-1)}, and their own files ("./…", "/…" or "@/…", which is src/…). Write the needed code in the app itself.`
  );
}
