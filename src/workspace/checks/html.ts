// A light check of an HTML page: its elements, and whether it shows anything by itself. Browsers repair HTML, so nothing else is checked. Each
// character is visited once: pages come from models, and some are strange.

export interface HtmlElement {
  name: string;
  attributes: Map<string, string>;
  /** Start of the tag. */
  offset: number;
  /** Text of elements whose content is not markup, such as script and style. */
  text: string;
  textOffset: number;
}

export interface HtmlScan {
  elements: HtmlElement[];
  /** Something is visible without a script: text, or an element that shows itself. */
  visible: boolean;
  /** Something that is never closed, so browsers drop it or treat the rest of the page as part of it. */
  problem: { offset: number; message: string } | null;
}

/** Without an end tag these swallow the rest of the page; an unclosed script does not even run. */
const swallowing = new Set(["script", "style", "textarea", "title"]);

/** Elements whose content is text up to their end tag, or is not shown. */
const rawText = new Set(["script", "style", "textarea", "title", "template", "noscript"]);
const seen = new Set(
  "img svg canvas video iframe input button textarea select object embed hr picture audio progress meter math".split(" "),
);

const tagName = /[a-z][a-z0-9-]*/iy;
const attribute = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

export function scanHtml(html: string): HtmlScan {
  const elements: HtmlElement[] = [];
  let visible = false;
  let problem: HtmlScan["problem"] = null;
  let inHead = false;
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    const text = html.slice(at, next === -1 ? html.length : next);
    if (!inHead && text.trim() !== "") visible = true;
    if (next === -1) break;

    if (html.startsWith("<!--", next)) {
      const close = commentEnd(html, next);
      if (close === -1) problem ??= { offset: next, message: "This comment is never closed with -->." };
      at = close === -1 ? html.length : close;
      continue;
    }
    const closing = html[next + 1] === "/";
    tagName.lastIndex = next + (closing ? 2 : 1);
    const name = tagName.exec(html)?.[0].toLowerCase();
    if (closing || name === undefined) {
      if (name === "head") inHead = false;
      // A character that starts no tag is text; `<!doctype …>` and the like are not shown.
      if (closing || html[next + 1] === "!" || html[next + 1] === "?") at = after(html, ">", next);
      else at = next + 1;
      continue;
    }
    const end = tagEnd(html, next + 1 + name.length);
    if (end === -1) {
      problem ??= { offset: next, message: `This <${name} tag never ends: its > is missing.` };
      break;
    }
    const element = {
      name,
      attributes: readAttributes(html.slice(next + 1 + name.length, end - 1)),
      offset: next,
      text: "",
      textOffset: end,
    };
    at = end;
    if (rawText.has(name)) {
      const close = new RegExp(`</${name}[\\s/>]`, "gi");
      close.lastIndex = end;
      const found = close.exec(html)?.index;
      if (found === undefined && swallowing.has(name)) {
        problem ??= { offset: next, message: `This <${name}> is never closed: the rest of the page is taken for a part of it.` };
      }
      at = found ?? html.length;
      element.text = html.slice(end, at);
    }
    if (name === "head") inHead = true;
    else if (name === "body") inHead = false;
    if (seen.has(name)) visible = true;
    elements.push(element);
  }
  return { elements, visible, problem };
}

/** Offset after a comment, or -1. Browsers also end it with `--!>`, and treat `<!-->` as a whole one. */
function commentEnd(html: string, start: number): number {
  const close = /--!?>/g;
  close.lastIndex = start + 2;
  return close.exec(html) === null ? -1 : close.lastIndex;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

/** Offset after the tag's ">", which quoted values may also contain; -1 if the tag never ends. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (character === ">") return at + 1;
    // A quote counts only where a value starts; elsewhere browsers treat it as part of a name.
    if ((character === '"' || character === "'") && /=\s*$/.test(html.slice(Math.max(from, at - 8), at))) {
      at = html.indexOf(character, at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single, bare] of text.matchAll(attribute)) {
    const key = name?.toLowerCase();
    if (key !== undefined && !attributes.has(key)) attributes.set(key, double ?? single ?? bare ?? "");
  }
  return attributes;
}
