// Rewrites addresses in a page for the browser: root-relative ones to the mount, and relative ones to where the page's file lies,
// if the page is shown at another path, as it is for a client route.
import { type PreviewApp, urlOf } from "./app.ts";

/** The address the page needs; null when it may stay. */
export type Lead = (url: string) => string | null;

/** `file`: the page's path in the app. `shownAt`: the path of the request, as the browser has it; null: the page says itself what is relative to what. */
export function leadFrom({ mount }: PreviewApp, file: string, shownAt: string | null): Lead {
  const home = folderOf(urlOf("", file));
  const moved = shownAt !== null && folderOf(shownAt) !== home;
  return (url) => {
    const written = url.trim();
    if (written.startsWith("/")) return mount === "" || written.startsWith("//") ? null : mount + written;
    // A scheme, the page itself, a part of it, or nothing.
    if (!moved || written === "" || /^(?:[#?]|[a-z][a-z0-9+.-]*:)/i.test(written)) return null;
    const base = "http://app";
    const { pathname, search, hash } = new URL(written, base + home);
    return mount + pathname + search + hash;
  };
}

/** A list of images, `a.png 1x, b.png 2x`, read as browsers do: an address ends at white space, a description at a comma outside of parentheses. */
export function leadSrcset(list: string, lead: Lead): string {
  let result = "";
  let at = 0;
  while (at < list.length) {
    const start = skip(list, at, (character) => isSpace(character) || character === ",");
    const end = skip(list, start, (character) => !isSpace(character));
    const url = withoutFinalCommas(list.slice(start, end));
    result += list.slice(at, start) + (lead(url) ?? url);
    at = start + url.length;
    // A comma right behind the address ends its entry.
    if (list[at] === ",") continue;
    let depth = 0;
    const next = skip(list, at, (character) => {
      if (character === "(") depth++;
      if (character === ")") depth--;
      return character !== "," || depth > 0;
    });
    result += list.slice(at, next);
    at = next;
  }
  return result;
}

/** The content of `<meta http-equiv="refresh">`: a number of seconds, and where to go then. */
export function leadRefresh(content: string, lead: Lead): string | null {
  const mark = "url=";
  const at = content.toLowerCase().indexOf(mark);
  if (at === -1) return null;
  const written = content.slice(at + mark.length).trim();
  const quote = /^["']/.exec(written)?.[0] ?? "";
  const led = lead(written.slice(quote.length));
  return led && content.slice(0, at + mark.length) + quote + led;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function skip(text: string, from: number, goOn: (character: string) => boolean): number {
  let at = from;
  while (at < text.length && goOn(text[at] ?? "")) at++;
  return at;
}

function withoutFinalCommas(text: string): string {
  let end = text.length;
  while (text[end - 1] === ",") end--;
  return text.slice(0, end);
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}
