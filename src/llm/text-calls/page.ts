// A whole page written into the answer, in a code fence or bare, by a model that does not call tools.
import { type Begins, beginsWith, matchAt } from "./form.ts";

const pageStart = /<!doctype\s{1,4}html|<html[\s>]/iy;
const pageMarks = ["<!doctype html", "<html>", "<html "];
const longestMark = 20;
const pageEnd = /<\/html\s{0,8}>/gi;

export function pageBegins(text: string, at: number): Begins {
  if (text[at] !== "<") return "no";
  if (matchAt(pageStart, text, at)) return "yes";
  return beginsWith(text.slice(at, at + longestMark).toLowerCase(), 0, pageMarks) === "more" ? "more" : "no";
}

/** Where a complete page that starts here ends; -1 if it is not complete. */
export function endOfPage(text: string, at: number): number {
  pageEnd.lastIndex = at;
  const ended = pageEnd.exec(text);
  return ended ? ended.index + ended[0].length : -1;
}

/** The text is one whole page and nothing else. */
export function isWholePage(text: string): boolean {
  const page = text.trim();
  return pageBegins(page, 0) === "yes" && endsPage.test(page.slice(-longestMark));
}

const endsPage = /<\/html\s{0,8}>$/i;
