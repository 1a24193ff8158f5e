// Stylesheets for a browser: URLs made absolute, and those for Tailwind put together in one text, because Tailwind's browser build loads no files.
import { type CssReference, scanCss, usesTailwind, withoutComments } from "../workspace/checks/css.ts";
import { resolveUrl } from "../workspace/resolve.ts";
import { type PreviewApp, urlOf } from "./app.ts";

export interface PageStyle {
  css: string;
  /** `@import` rules of other hosts: they must stand in a style of their own, before everything else. */
  remote: string;
  /** To be given to Tailwind, as `<style type="text/tailwindcss">`. */
  tailwind: boolean;
}

/** A stylesheet that stands on its own: every URL of the app is absolute, wherever the text is put. */
export function absoluteCss(app: PreviewApp, path: string, css: string): string {
  let result = "";
  let from = 0;
  for (const reference of scanCss(css).references) {
    const url = absoluteUrl(app, path, reference);
    if (url === null) continue;
    result += css.slice(from, reference.start) + url;
    from = reference.end;
  }
  return result + css.slice(from);
}

/** A stylesheet to be put into a page, with the app's imported files in it if it is one for Tailwind. */
export async function pageStyle(app: PreviewApp, path: string, css: string): Promise<PageStyle> {
  const remote: string[] = [];
  const whole = await withImports(
    app,
    path,
    css,
    { remote, importsLeft: maxImports, charactersLeft: maxCharacters },
    new Set([path]),
  );
  if (usesTailwind(whole)) return { css: whole, remote: remote.join("\n"), tailwind: true };
  return { css: absoluteCss(app, path, css), remote: "", tailwind: false };
}

/** Tailwind reads only one text here, so what it refers to is in it already. */
const localReference = /@reference\s+["'][./@][^"']*["']\s*;?/g;

/** Imports, and characters of imported text, that one page gets: a few small files that import each other could otherwise multiply without end. */
const maxImports = 200;
const maxCharacters = 2_000_000;

interface Inlining {
  /** Rules that stay imports, because their files are elsewhere. */
  remote: string[];
  importsLeft: number;
  charactersLeft: number;
}

async function withImports(
  app: PreviewApp,
  path: string,
  css: string,
  inlining: Inlining,
  above: ReadonlySet<string>,
): Promise<string> {
  const own = withoutComments(css).replace(localReference, "");
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, url, conditions } of scanCss(own).imports) {
    pieces.push(absoluteCss(app, path, own.slice(from, start)));
    from = end;
    pieces.push(await importedCss(app, path, { rule: own.slice(start, end), url, conditions }, inlining, above));
  }
  pieces.push(absoluteCss(app, path, own.slice(from)));
  return pieces.join("");
}

async function importedCss(
  app: PreviewApp,
  path: string,
  { rule, url, conditions }: { rule: string; url: string; conditions: string },
  inlining: Inlining,
  above: ReadonlySet<string>,
): Promise<string> {
  if (/^tailwindcss(\/|$)/.test(url)) return rule;
  const resolution = resolveUrl(url, path, app.exists);
  if (resolution === null) {
    inlining.remote.push(rule.endsWith(";") ? rule : `${rule};`);
    return "";
  }
  if (resolution.kind !== "file" || above.has(resolution.path)) return "";
  if (inlining.importsLeft-- <= 0) return "";
  const content = (await app.read(resolution.path)) ?? "";
  inlining.charactersLeft -= content.length;
  if (inlining.charactersLeft < 0) return "";
  const inner = await withImports(app, resolution.path, content, inlining, new Set([...above, resolution.path]));
  return wrapped(inner, conditions);
}

/** `@import "a.css" layer(base) screen` as the blocks that mean the same. */
function wrapped(css: string, conditions: string): string {
  const layer = /^layer(?:\(([^)]*)\))?\s*/.exec(conditions);
  const rest = layer === null ? conditions : conditions.slice(layer[0].length);
  const supports = /^supports\(((?:[^()]|\([^()]*\))*)\)\s*/.exec(rest);
  const media = supports === null ? rest : rest.slice(supports[0].length);
  let result = css;
  if (layer !== null) result = `@layer ${layer[1] ?? ""} {\n${result}\n}\n`;
  if (supports !== null) result = `@supports (${supports[1]}) {\n${result}\n}\n`;
  return media === "" ? result : `@media ${media} {\n${result}\n}\n`;
}

function absoluteUrl(app: PreviewApp, path: string, reference: CssReference): string | null {
  const resolution = resolveUrl(reference.url, path, app.exists);
  if (resolution === null || (resolution.kind === "missing" && !reference.url.startsWith("/"))) return null;
  if (resolution.kind !== "file" && resolution.kind !== "missing") return null;
  const mark = reference.url.search(/[?#]/);
  return urlOf(app.mount, resolution.path) + (mark === -1 ? "" : reference.url.slice(mark));
}
