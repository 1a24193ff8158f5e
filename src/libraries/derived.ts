// Files of public/vendor/ that are made when they are asked for, because their text follows from their name: a module for one name of a library
// ("lodash-es@4-x~debounce.js"), and one that puts a library's stylesheet into the page ("leaflet@1-x.css~style.js").
import { builtFiles } from "./built.ts";

export const memberFile = (file: string, member: string): string => `${file.replace(/\.js$/, "")}~${member}.js`;

export const styleModuleFile = (file: string): string => `${file}~style.js`;

/** Text of such a file; null if it is none. Whether the library has that name is not checked: a browser says so. */
export function derivedText(file: string): string | null {
  const [, base = "", what = ""] = /^([^~]+)~([\w$]+)\.js$/.exec(file) ?? [];
  if (what === "style" && base.endsWith(".css") && builtFiles.has(base)) return styleModule(base);
  const library = `${base}.js`;
  return builtFiles.has(library) && what !== "" ? `export { ${what}, ${what} as default } from "./${library}";\n` : null;
}

/** Waits for the stylesheet, so that nothing is shown without it; one that does not load holds nothing up. */
function styleModule(file: string): string {
  return [
    'const link = document.createElement("link");',
    'link.rel = "stylesheet";',
    `link.href = new URL("./${file}", import.meta.url).href;`,
    "await new Promise((resolve) => {",
    "  link.onload = link.onerror = resolve;",
    "  document.head.append(link);",
    "});",
    "export default undefined;",
    "",
  ].join("\n");
}
