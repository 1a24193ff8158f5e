// Turns a model's markdown into HTML. No text is lost: raw HTML and formatting without effect are shown as written. Links go only to the
// web, and images become links, so nothing remote is loaded. The result must pass DOMPurify before it goes into the page.
// A person's own text does not pass through here: it is shown as typed.
import DOMPurify from "dompurify";
import { Marked, type Token } from "marked";
import { closingDel, closingStars, diffLines, escapeHtml } from "./markdown-marks.ts";

const safeAddress = /^(https?:|mailto:)/i;

const link = (href: string, label: string) =>
  `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${label}</a>`;

const preformatted = (text: string) => `<pre dir="ltr" tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;

/** A year does not start a list: "2024. was good". */
const isListNumber = (src: string) => !/^ {0,3}\d{4}/.test(src);

/** Hides only the backslashes that escape formatting; all others are literal, as in a path. */
const escapable = new Set("*_`~#|");

const parser = new Marked({
  gfm: true,
  breaks: true,
  extensions: [
    {
      name: "diffLines",
      level: "block",
      tokenizer(src) {
        const raw = diffLines(src);
        return raw === "" ? undefined : { type: "diffLines", raw };
      },
      renderer: ({ raw }) => preformatted(raw.trimEnd()),
    },
  ],
  tokenizer: {
    // A definition such as "[1]: a note" would disappear.
    def: () => undefined,
    // Not markup here, so it must not change how the following text is read.
    tag: () => undefined,
    list: (src) => (isListNumber(src) ? false : undefined),
    escape(src) {
      const character = src[1] ?? "";
      if (src[0] !== "\\" || escapable.has(character) || !/[!-/:-@[-`{-~]/.test(character)) return false;
      return { type: "escape", raw: src.slice(0, 2), text: src.slice(0, 2) };
    },
    emStrong(src, masked, before) {
      const found = closingStars(src, masked.slice(masked.length - src.length), before ?? "");
      if (!found) return undefined;
      const { stars, end } = found;
      const raw = src.slice(0, end + stars);
      // Three stars are both, one inside the other.
      const inner = Math.min(stars, 2);
      const text = raw.slice(inner, -inner);
      const tokens = this.lexer.inlineTokens(text);
      return stars === 1 ? { type: "em", raw, text, tokens } : { type: "strong", raw, text, tokens };
    },
    del(src) {
      const end = closingDel(src);
      if (end === null) return undefined;
      const text = src.slice(2, end);
      return { type: "del", raw: src.slice(0, end + 2), text, tokens: this.lexer.inlineTokens(text) };
    },
  },
  renderer: {
    html: ({ text, block }) => (block ? preformatted(text.trimEnd()) : escapeHtml(text)),
    text(token) {
      return "tokens" in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeHtml(token.text);
    },
    // Always below the headings of the page and of the run, whatever the level in the text.
    heading({ raw, tokens }) {
      const words = this.parser.parseInline(tokens);
      if (/^ {0,3}#/.test(raw)) return `<h3 dir="auto">${words}</h3>\n`;
      // A line underlined with dashes is not a heading.
      return `<p dir="auto">${words}<br>${escapeHtml(raw.trimEnd().split("\n").at(-1) ?? "")}</p>\n`;
    },
    paragraph({ tokens }) {
      return `<p dir="auto">${this.parser.parseInline(tokens)}</p>\n`;
    },
    list({ ordered, start, items }) {
      const tag = ordered ? "ol" : "ul";
      const first = ordered && start !== 1 ? ` start="${start}"` : "";
      return `<${tag} dir="auto"${first}>${items.map((item) => this.listitem(item)).join("")}</${tag}>\n`;
    },
    blockquote({ tokens }) {
      return `<blockquote dir="auto">${this.parser.parse(tokens)}</blockquote>\n`;
    },
    code: ({ text }) => preformatted(text),
    codespan: ({ text }) => `<code dir="ltr">${escapeHtml(text)}</code>`,
    table({ header, rows }) {
      const row = (cells: typeof header) => `<tr>${cells.map((cell) => this.tablecell(cell)).join("")}</tr>`;
      const body = rows.map(row).join("");
      return `<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table><thead>${row(header)}</thead><tbody>${body}</tbody></table></div>\n`;
    },
    tablecell({ tokens, header, align }) {
      const tag = header ? "th" : "td";
      const side = align ? ` align="${align}"` : "";
      return `<${tag} dir="auto"${side}>${this.parser.parseInline(tokens)}</${tag}>`;
    },
    link({ href, raw, tokens }) {
      return safeAddress.test(href) ? link(href, this.parser.parseInline(tokens)) : escapeHtml(raw);
    },
    image: ({ href, text, raw }) => (safeAddress.test(href) ? link(href, escapeHtml(text || href)) : escapeHtml(raw)),
  },
});

export const tokensOf = (markdown: string): Token[] => parser.lexer(markdown);

export const htmlOf = (tokens: Token[]): string => parser.parser(tokens);

export function safeHtml(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_ATTR: ["href", "target", "rel", "align", "start", "type", "checked", "disabled", "class", "dir", "tabindex", "role"],
    FORBID_TAGS: ["style", "form", "iframe", "object", "svg", "math"],
  });
}
