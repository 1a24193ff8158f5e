// Styles of a page on their way to the browser: those for Tailwind become plain CSS in the page, and Tailwind's own script is replaced by what it would make.
import type { StyleSheet } from "../styles/contract.ts";
import { scriptSheet } from "../styles/script-sheet.ts";
import { resolveUrl } from "../workspace/app-files.ts";
import type { HtmlElement } from "../workspace/checks/html.ts";
import { isTailwindCdn } from "../workspace/vendored.ts";
import type { PreviewApp } from "./app.ts";
import { compiledStyle, type PageStyle, pageStyle } from "./styles.ts";

const raw = { html: true };

/** What Tailwind's script leaves for others: pages assign their settings to it. */
const scriptRemains = "<script>window.tailwind = { config: {} };</script>";

/** `elements`: of the page as it was written. */
export function rewriteStyles(rewriter: HTMLRewriter, app: PreviewApp, path: string, elements: readonly HtmlElement[]): void {
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
      const style = await pageStyle(app, resolution.path, content);
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
          const style = await pageStyle(app, path, text, offset);
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
