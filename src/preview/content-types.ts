// Content types by extension. Files of an app are text, so everything that has no type of its own is plain text.

const types: Record<string, string> = {
  html: "text/html",
  htm: "text/html",
  css: "text/css",
  json: "application/json",
  map: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  xml: "application/xml",
  md: "text/markdown",
  csv: "text/csv",
  vtt: "text/vtt",
  yaml: "text/yaml",
  yml: "text/yaml",
};

const scripts = new Set(["js", "mjs", "cjs", "jsx", "ts", "tsx", "mts"]);

export const scriptType = "text/javascript; charset=utf-8";
export const htmlType = "text/html; charset=utf-8";
export const textType = "text/plain; charset=utf-8";

export function contentTypeOf(path: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  if (scripts.has(extension)) return scriptType;
  return `${types[extension] ?? "text/plain"}; charset=utf-8`;
}
