// Content types by file extension, in any case. An app's files are text, so unknown extensions are plain text.

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

/** Binary files, which an app cannot hold yet: their names still mean files, not routes. */
const binaries: ReadonlySet<string> = new Set(
  "png jpg jpeg gif webp avif ico bmp mp3 wav ogg m4a mp4 webm mov woff woff2 ttf otf eot pdf zip gz wasm".split(" "),
);

export const scriptType = "text/javascript; charset=utf-8";
export const htmlType = "text/html; charset=utf-8";
export const textType = "text/plain; charset=utf-8";

/** Lower case; empty where there is none. */
export function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1).toLowerCase();
}

export function contentTypeOf(path: string): string {
  const ending = endingOf(path);
  return scripts.has(ending) ? scriptType : `${types.get(ending) ?? "text/plain"}; charset=utf-8`;
}

/** Whether an address names a file rather than a route: "/logo.png" does, "/users/jane.doe" and "/docs/2.0" do not. */
export function namesFile(path: string): boolean {
  const ending = endingOf(path);
  return types.has(ending) || scripts.has(ending) || binaries.has(ending);
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
