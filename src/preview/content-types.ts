// Content types of text files by extension, in any case; unknown ones are plain text. A binary file's type comes from its content.
import { endingOf, typeOfName } from "../base/file-types.ts";

const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    html: "text/html",
    htm: "text/html",
    xhtml: "application/xhtml+xml",
    css: "text/css",
    json: "application/json",
    map: "application/json",
    geojson: "application/geo+json",
    topojson: "application/json",
    jsonld: "application/ld+json",
    gltf: "model/gltf+json",
    webmanifest: "application/manifest+json",
    svg: "image/svg+xml",
    xml: "application/xml",
    rss: "application/rss+xml",
    atom: "application/atom+xml",
    txt: "text/plain",
    md: "text/markdown",
    csv: "text/csv",
    tsv: "text/tab-separated-values",
    ics: "text/calendar",
    vcf: "text/vcard",
    vtt: "text/vtt",
    yaml: "text/yaml",
    yml: "text/yaml",
  }),
);

const scripts: ReadonlySet<string> = new Set(["js", "mjs", "cjs", "jsx", "ts", "tsx", "mts", "cts"]);

export const scriptType = "text/javascript; charset=utf-8";
export const htmlType = "text/html; charset=utf-8";
export const textType = "text/plain; charset=utf-8";

export function contentTypeOf(path: string): string {
  const ending = endingOf(path);
  return scripts.has(ending) ? scriptType : `${types.get(ending) ?? "text/plain"}; charset=utf-8`;
}

/** Whether an address names a file rather than a route: "/logo.png" does, "/users/jane.doe" and "/docs/2.0" do not. */
export function namesFile(path: string): boolean {
  const ending = endingOf(path);
  return types.has(ending) || scripts.has(ending) || typeOfName(path) !== null;
}

export function isPage(path: string): boolean {
  return ["html", "htm"].includes(endingOf(path));
}

export function isStylesheet(path: string): boolean {
  return endingOf(path) === "css";
}

export function isJson(path: string): boolean {
  return endingOf(path) === "json";
}
