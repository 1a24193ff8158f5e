// Stylesheets for a browser: plain CSS, whatever they are written for, with URLs made absolute, so that they may stand anywhere.
import { encodePath } from "../base/encode-path.ts";
import { vendored } from "../libraries/libraries.ts";
import { mountMark, type StyleSheet } from "../styles/contract.ts";
import { isForTailwind } from "../styles/sources.ts";
import { type CssReference, scanCss } from "../workspace/checks/css.ts";
import { resolveStyleUrl } from "../workspace/css-imports.ts";
import type { PreviewApp } from "./app.ts";
import { vendorUrl } from "./vendor.ts";

export interface PageStyle {
  css: string;
  /** `@import` rules of other hosts: they must stand in a style of their own, before everything else. */
  remote: string;
  /** It is not what was written, but made of that and of the whole app. */
  compiled: boolean;
}

/** A stylesheet that stands on its own: every URL of the app is absolute, wherever the text is put. */
export function absoluteCss(app: PreviewApp, path: string, css: string): string {
  let result = "";
  let from = 0;
  for (const reference of scanCss(css).references) {
    const text = absoluteUrl(app, path, reference);
    if (text === null || reference.start < from) continue;
    result += css.slice(from, reference.start) + text;
    from = reference.end;
  }
  return result + css.slice(from);
}

/** The stylesheet in plain CSS. `offset`: where it begins in its file, if that is a page. */
export async function pageStyle(app: PreviewApp, path: string, css: string, offset = 0): Promise<PageStyle> {
  if (!(await isForTailwind(path, css, app.read, app.exists)))
    return { css: absoluteCss(app, path, css), remote: "", compiled: false };
  return compiledStyle(app, { path, parts: [{ text: css, offset }] });
}

export async function compiledStyle(app: PreviewApp, sheet: StyleSheet): Promise<PageStyle> {
  const { css, remote } = await app.styles.compile(sheet, app);
  return { css: css.replaceAll(mountMark, app.mount), remote: absoluteCss(app, sheet.path, remote), compiled: true };
}

function absoluteUrl(app: PreviewApp, path: string, { url, kind }: CssReference): string | null {
  const resolution = resolveStyleUrl(url, path, app.exists);
  if (kind === "import" && resolution?.kind === "missing") {
    const source = vendored.find(url)?.source;
    if (source?.kind === "style") return vendorUrl(app.mount, source.file);
  }
  if (resolution === null || (resolution.kind === "missing" && !url.startsWith("/"))) return null;
  if (resolution.kind !== "file" && resolution.kind !== "missing") return null;
  const mark = url.search(/[?#]/);
  return `${app.mount}/${encodePath(resolution.path)}${mark === -1 ? "" : url.slice(mark)}`;
}
