// A page that loads Tailwind's own script instead of a stylesheet: what that script would compile, as a sheet.
import { scanCss } from "../workspace/checks/css.ts";
import type { HtmlElement } from "../workspace/checks/html.ts";
import { isTailwindCdn } from "../workspace/vendored.ts";
import type { StyleSheet } from "./contract.ts";

/** Null for a page without the script and without styles for it. */
export function scriptSheet(path: string, elements: readonly HtmlElement[]): StyleSheet | null {
  const address = elements
    .flatMap(({ name, attributes }) => (name === "script" ? (attributes.get("src") ?? []) : []))
    .find(isTailwindCdn);
  const declared = elements.filter(({ name, attributes }) => name === "style" && attributes.get("type") === "text/tailwindcss");
  if (address === undefined && declared.length === 0) return null;
  const isOlder = address?.includes("cdn.tailwindcss.com") ?? false;
  const brings = declared.some(({ text }) => scanCss(text).atRules.some(({ name }) => name === "tailwind" || name === "import"));
  const start = isOlder ? "@tailwind base;@tailwind components;@tailwind utilities;\n" : '@import "tailwindcss";\n';
  const plugins = /[?&]plugins=([^&#]*)/.exec(address ?? "")?.[1] ?? "";
  return {
    path,
    parts: [
      ...(brings ? [] : [{ text: start, offset: null }]),
      ...declared.flatMap(({ text, textOffset }) => [
        { text, offset: textOffset },
        { text: "\n", offset: null },
      ]),
    ],
    script: { plugins: decoded(plugins) },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoding: it names no plugin.
    return "";
  }
}
