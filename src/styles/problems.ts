// What of an app's styles cannot be compiled: all its stylesheets for Tailwind, compiled as a preview will ask for them, so that it finds them done.
import { describeContent } from "../base/content.ts";
import { scanCss } from "../workspace/checks/css.ts";
import { scanHtml } from "../workspace/checks/html.ts";
import type { Diagnostic } from "../workspace/checks.ts";
import { resolveStyleUrl } from "../workspace/css-imports.ts";
import { lineAndColumn } from "../workspace/frame.ts";
import { maxSheets, type StyleSheet } from "./contract.ts";
import { scriptSheet } from "./script-sheet.ts";
import { isForTailwind, isStyleSource } from "./sources.ts";
import type { StyleFiles, Styles } from "./styles.ts";

/** What a workspace is for this. */
export interface StyleTexts {
  list(): readonly { path: string }[];
  read(path: string): string | undefined;
}

export async function styleProblems(styles: Styles, texts: StyleTexts): Promise<Diagnostic[]> {
  const files = await filesOf(texts);
  const found: Diagnostic[] = [];
  const sheets = await sheetsOf(files);
  for (const sheet of sheets.slice(0, maxSheets)) {
    const { diagnostics } = await styles.compile(sheet, files);
    for (const one of diagnostics) if (!found.some((other) => isSame(one, other))) found.push(one);
  }
  const beyond = sheets[maxSheets];
  if (beyond !== undefined) found.push(await tooMany(beyond, files));
  return found;
}

async function tooMany({ path, parts }: StyleSheet, files: StyleFiles): Promise<Diagnostic> {
  const message = `Only ${maxSheets} stylesheets for Tailwind are compiled. From this one on they stay as written: put their rules into one stylesheet.`;
  return { path, ...lineAndColumn((await files.read(path)) ?? "", parts[0]?.offset ?? 0), message, severity: "warning" };
}

const isSame = (one: Diagnostic, other: Diagnostic) =>
  one.path === other.path && one.line === other.line && one.message === other.message;

async function filesOf(texts: StyleTexts): Promise<StyleFiles> {
  const paths = texts.list().map(({ path }) => path);
  const sources = paths.filter(isStyleSource);
  const hashes = await Promise.all(
    sources.map(async (path) => [path, (await describeContent(texts.read(path) ?? "")).sha256] as const),
  );
  const known = new Map(hashes);
  return { paths, hash: (path) => known.get(path) ?? "", read: async (path) => texts.read(path) ?? null };
}

/** Stylesheets for Tailwind that no other one imports, and what pages have of it. */
async function sheetsOf(files: StyleFiles): Promise<StyleSheet[]> {
  const exists = (path: string) => files.paths.includes(path);
  const sheets: StyleSheet[] = [];
  const texts = new Map<string, string>();
  const imported = new Set<string>();
  for (const path of files.paths.filter((one) => /\.css$/i.test(one))) {
    const text = (await files.read(path)) ?? "";
    texts.set(path, text);
    for (const { name, url } of scanCss(text).atRules) {
      const found = name === "import" && url !== null ? resolveStyleUrl(url, path, exists) : null;
      if (found?.kind === "file") imported.add(found.path);
    }
  }
  for (const [path, text] of texts) {
    if (!imported.has(path) && (await isForTailwind(path, text, files.read, exists)))
      sheets.push({ path, parts: [{ text, offset: 0 }] });
  }
  for (const path of files.paths.filter((one) => /\.html?$/i.test(one))) {
    const { elements } = scanHtml((await files.read(path)) ?? "");
    const script = scriptSheet(path, elements);
    if (script !== null) sheets.push(script);
    for (const { name, text, textOffset, attributes } of elements) {
      if (name !== "style" || attributes.get("type") === "text/tailwindcss") continue;
      if (await isForTailwind(path, text, files.read, exists)) sheets.push({ path, parts: [{ text, offset: textOffset }] });
    }
  }
  return sheets;
}
