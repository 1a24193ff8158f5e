// Styles of a page on their way to the browser: those for Tailwind become plain CSS in the page, and Tailwind's own script is replaced by what it would make.
import { maxSheets, type StyleSheet } from "../styles/contract.ts";
import { scriptSheet } from "../styles/script-sheet.ts";
import { resolveUrl } from "../workspace/app-files.ts";
import type { HtmlElement } from "../workspace/checks/html.ts";
import { isTailwindCdn } from "../workspace/vendored.ts";
import type { PreviewApp } from "./app.ts";
import { absoluteCss, compiledStyle, type PageStyle, pageStyle } from "./styles.ts";

const raw = { html: true };

/** What Tailwind's script leaves for others: pages assign their settings to it. */
const scriptRemains = "<script>window.tailwind = { config: {} };</script>";

/** `elements`: of the page as it was written. */
export function rewriteStyles(rewriter: HTMLRewriter, app: PreviewApp, path: string, elements: readonly HtmlElement[]): void {
  const styleOf = stylesOfPage(app);
  const sheet = scriptSheet(path, elements);
  if (sheet !== null)
    rewriteScriptStyles(
      rewriter,
      app,
      sheet,
      elements.some(({ name }) => name === "head"),
    );
  rewriter.on("link[href]", {
    async element(element) {
      if (!/\bstylesheet\b/i.test(element.getAttribute("rel") ?? "")) return;
      const written = withoutMount(element.getAttribute("href") ?? "", app.mount);
      const resolution = resolveUrl(written, path, app.exists);
      const content = resolution?.kind === "file" ? await app.read(resolution.path) : null;
      if (resolution?.kind !== "file" || content === null) return;
      const style = await styleOf(resolution.path, content, 0);
      // A plain one stays a file of its own, which browsers keep.
      if (style.compiled) element.replace(markupOf(style), raw);
    },
  });

  const offsets = elements.filter(({ name }) => name === "style").map(({ textOffset }) => textOffset);
  let text = "";
  rewriter.on("style", {
    element(element) {
      text = "";
      const offset = offsets.shift() ?? 0;
      // It is compiled together with the script's.
      const isDeclared = element.getAttribute("type") === "text/tailwindcss";
      if (isDeclared) element.remove();
      else
        element.onEndTag(async (end) => {
          const style = await styleOf(path, text, offset);
          end.before(rawText(style.css), raw);
          if (style.remote !== "") element.before(remoteMarkup(style), raw);
        });
    },
    text(chunk) {
      text += chunk.text;
      chunk.remove();
    },
  });
}

/** The first ones are compiled, the same one once; later ones stay as they are, which styles/problems.ts tells: a page may have thousands. */
function stylesOfPage(app: PreviewApp): (path: string, css: string, offset: number) => Promise<PageStyle> {
  const known = new Map<string, Promise<PageStyle>>();
  let left = maxSheets;
  return async (path, css, offset) => {
    const key = `${path}\n${offset}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (left <= 0) return { css: absoluteCss(app, path, css), remote: "", compiled: false };
    const style = pageStyle(app, path, css, offset);
    known.set(key, style);
    if ((await style).compiled) left -= 1;
    return style;
  };
}

/** At the end of the head, where the script itself puts its style. */
function rewriteScriptStyles(rewriter: HTMLRewriter, app: PreviewApp, sheet: StyleSheet, hasHead: boolean): void {
  let placed = false;
  const place = async (put: (markup: string) => void) => {
    if (placed) return;
    placed = true;
    put(markupOf(await compiledStyle(app, sheet)));
  };
  if (hasHead) {
    rewriter.on("head", {
      element: (element) => element.onEndTag((end) => place((markup) => end.before(markup, raw))),
    });
  }
  rewriter.on("script[src]", {
    async element(element) {
      if (!isTailwindCdn(element.getAttribute("src") ?? "")) return;
      element.after(scriptRemains, raw);
      if (!hasHead) await place((markup) => element.after(markup, raw));
      element.remove();
    },
  });
}

const remoteMarkup = (style: PageStyle) => (style.remote === "" ? "" : `<style>${rawText(style.remote)}</style>`);
const markupOf = (style: PageStyle) => `${remoteMarkup(style)}<style>${rawText(style.css)}</style>`;

/** The address as the page has it, already under the mount. */
function withoutMount(url: string, mount: string): string {
  return mount !== "" && url.startsWith(`${mount}/`) ? url.slice(mount.length) : url;
}

/** Text of a style element: the end tag must not be found in it. */
function rawText(css: string): string {
  return css.replace(/<\/style/gi, "<\\/style");
}
