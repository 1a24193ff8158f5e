// Kinds of source files that no browser reads and no preview compiles: what to write in their place.

const nested = "CSS has nesting, variables (--x) and calc(). Write it as a .css file";

const kinds: Readonly<Record<string, string>> = {
  scss: `SCSS is not compiled. ${nested}`,
  sass: `Sass is not compiled. ${nested}`,
  less: `Less is not compiled. ${nested}`,
  styl: `Stylus is not compiled. ${nested}`,
  stylus: `Stylus is not compiled. ${nested}`,
  vue: 'Single-file components (.vue) are not compiled. Write the component as a .js file that exports an object with `template` and `setup`, and import { createApp } from "vue"; or write the app with React',
  svelte: "Svelte is not compiled. Write the component with React (.tsx), or with plain HTML and JavaScript",
  astro: "Astro is not compiled. Write the page as HTML, and its components with React (.tsx) or plain JavaScript",
  mdx: "MDX is not compiled. Write the page as a .tsx component, or import Markdown with ?raw and render it",
  coffee: "CoffeeScript is not compiled. Write JavaScript or TypeScript",
  pug: "Pug is not compiled. Write HTML",
  elm: "Elm is not compiled. Write JavaScript or TypeScript",
  yaml: "YAML is not compiled. Write the data as JSON",
  yml: "YAML is not compiled. Write the data as JSON",
  toml: "TOML is not compiled. Write the data as JSON",
  json5: "JSON5 is not compiled. Write the data as JSON",
};

/** The sentence about a file that a script or page loads and nothing can run; null if its kind is served as it is. `query`: how it is imported. */
export function unsupportedKind(path: string, query = ""): string | null {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  const advice = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  // Its text or address is what was asked for.
  if (advice === undefined || /^(?:raw|url)\b/.test(query)) return null;
  return `${path}: ${advice}.`;
}

/** Schemes of addresses that browsers load modules from. */
const loadable = new Set(["http", "https", "data", "blob"]);

/** The sentence about an import whose scheme only a build tool or another runtime knows; null if a browser loads it. */
export function unsupportedScheme(specifier: string): string | null {
  const scheme = /^([a-z][a-z0-9+.-]{0,40}):/i.exec(specifier)?.[1]?.toLowerCase();
  if (scheme === undefined || loadable.has(scheme)) return null;
  const rest = specifier.slice(scheme.length + 1);
  return scheme === "npm" || scheme === "jsr"
    ? `"${specifier}" is an address of another runtime. Import the package by its name: "${rest}".`
    : `"${specifier}" is made by a build tool, and previews have none. Leave the import out, or write what it gives in a file of the app.`;
}
