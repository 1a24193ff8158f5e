// Modules that are made when they are asked for, because their text follows from their name: one for a name of a library ("lodash-es@4-x~debounce.js"),
// one for a module that shares its file ("react@19-x~@react-dom!client.js"), and one that links a library's stylesheet ("leaflet@1-x.css~style.js").
// They come with the page that needs them, so they cost no request.
import { builtFiles, builtModule } from "./built.ts";

export const memberFile = (file: string, member: string): string => `${file.replace(/\.js$/, "")}~${member}.js`;

export const styleModuleFile = (file: string): string => `${file}~style.js`;

/** Whether a name is that of a made module, and not of a file. */
export const isDerived = (file: string): boolean => file.includes("~");

/** Text of such a module; null if it is none. `urlOf`: address of a file of public/vendor/. Whether a library has a name is not checked: a browser says so. */
export function derivedText(file: string, urlOf: (file: string) => string): string | null {
  const [, base = "", mark, what = ""] = /^([^~]+)~(@?)([^~]+)\.js$/.exec(file) ?? [];
  if (mark === "@") return partModule(file, `${base}.js`, what.replaceAll("!", "/"), urlOf);
  if (!/^[\w$]+$/.test(what)) return null;
  if (what === "style" && base.endsWith(".css") && builtFiles.has(base)) return styleModule(urlOf(base));
  const library = `${base}.js`;
  return builtFiles.has(library) ? `export { ${what}, ${what} as default } from ${JSON.stringify(urlOf(library))};\n` : null;
}

/** The names of one module of a file that several share. */
function partModule(file: string, shared: string, specifier: string, urlOf: (file: string) => string): string | null {
  const module = builtModule(specifier);
  if (module?.file !== file) return null;
  const names = [...module.exports].map((name) => `${name}${module.suffix} as ${name}`).join(", ");
  return `export { ${names} } from ${JSON.stringify(urlOf(shared))};\n`;
}

/** Waits for the stylesheet, so that nothing is shown without it; one that does not load holds nothing up. */
function styleModule(url: string): string {
  return [
    'const link = document.createElement("link");',
    'link.rel = "stylesheet";',
    `link.href = ${JSON.stringify(url)};`,
    "await new Promise((resolve) => {",
    "  link.onload = link.onerror = resolve;",
    "  document.head.append(link);",
    "});",
    "export default undefined;",
    "",
  ].join("\n");
}
