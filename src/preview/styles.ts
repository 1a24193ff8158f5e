// Stylesheets for a browser: URLs made absolute, and those for Tailwind put together in one text, because Tailwind's browser build loads no files.
import { type AtRule, type CssReference, isTailwind, scanCss, usesTailwind } from "../workspace/checks/css.ts";
import { resolveUrl } from "../workspace/resolve.ts";
import { type PreviewApp, urlOf } from "./app.ts";

export interface PageStyle {
  css: string;
  /** `@import` rules of other hosts: they must stand in a style of their own, before everything else. */
  remote: string;
  /** For Tailwind, as `<style type="text/tailwindcss">`. */
  tailwind: boolean;
}

/** A stylesheet that stands on its own: every URL of the app is absolute, wherever the text is put. */
export function absoluteCss(app: PreviewApp, path: string, css: string): string {
  return changed(css, absoluteUrls(app, path, scanCss(css).references));
}

interface Change {
  start: number;
  end: number;
  text: string;
}

/** Changes in order; one inside another is left out. */
function changed(css: string, changes: readonly Change[]): string {
  let result = "";
  let from = 0;
  for (const { start, end, text } of changes) {
    if (start < from) continue;
    result += css.slice(from, start) + text;
    from = end;
  }
  return result + css.slice(from);
}

const absoluteUrls = (app: PreviewApp, path: string, references: readonly CssReference[]): Change[] =>
  references.flatMap((reference) => {
    const text = absoluteUrl(app, path, reference);
    return text === null ? [] : { start: reference.start, end: reference.end, text };
  });

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

/** Tailwind reads a single text here, so everything it refers to has to be inlined. */
const isLocalReference = ({ name, url }: AtRule) => name === "reference" && url !== null && /^[./@]/.test(url);

/** Most imports, and characters of imported text, per page: small files that import each other could otherwise multiply without end. */
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
  const { references, atRules, comments } = scanCss(css);
  const changes: Change[] = comments.map((comment) => ({ ...comment, text: "" }));
  for (const rule of atRules) {
    const { start, end, name, url, rest, isStatement } = rule;
    if (isLocalReference(rule)) changes.push({ start, end, text: "" });
    if (name !== "import" || url === null || !isStatement) continue;
    const imported = { rule: css.slice(start, end), url, conditions: rest };
    changes.push({ start, end, text: await importedCss(app, path, imported, inlining, above) });
  }
  changes.push(...absoluteUrls(app, path, references));
  return changed(
    css,
    changes.sort((one, other) => one.start - other.start),
  );
}

async function importedCss(
  app: PreviewApp,
  path: string,
  { rule, url, conditions }: { rule: string; url: string; conditions: string },
  inlining: Inlining,
  above: ReadonlySet<string>,
): Promise<string> {
  if (isTailwind(url)) return rule;
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

/** `@import "a.css" layer(base) screen` as equivalent blocks. */
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
