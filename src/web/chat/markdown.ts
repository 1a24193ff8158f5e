// Markdown of models and people into HTML. Raw HTML is shown as text, links go to the web only, and images become links: what is
// remote is not loaded. DOMPurify then checks the result; `markdownToHtml` alone is never put into the page.
import DOMPurify from "dompurify";
import { Marked } from "marked";

const safeAddress = /^(https?:|mailto:)/i;

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const link = (href: string, label: string) =>
  safeAddress.test(href) ? `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${label}</a>` : label;

const parser = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      return link(href, this.parser.parseInline(tokens));
    },
    image: ({ href, text }) => link(href, escapeHtml(text || href)),
  },
});

export function markdownToHtml(markdown: string): string {
  return parser.parse(markdown, { async: false });
}

export function safeMarkdown(markdown: string): string {
  return DOMPurify.sanitize(markdownToHtml(markdown), {
    ALLOWED_ATTR: ["href", "target", "rel", "align", "start", "type", "checked", "disabled", "class"],
    FORBID_TAGS: ["style", "form", "iframe", "object", "svg", "math"],
  });
}
