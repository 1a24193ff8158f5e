// Line breaks of a file and of text put into it. Models write "\n", whatever the file has.

export type LineBreak = "\n" | "\r\n";

/** The file's line break; `mixed` if it has both kinds, `null` if it has none. */
export function lineBreakOf(content: string): LineBreak | "mixed" | null {
  const windows = content.includes("\r\n");
  const unix = /(?:^|[^\r])\n/.test(content);
  if (windows && unix) return "mixed";
  return windows ? "\r\n" : unix ? "\n" : null;
}

export function withLineBreak(text: string, lineBreak: LineBreak): string {
  return text.replace(/\r?\n/g, () => lineBreak);
}

/** The line break for new lines in a mixed file: that of the place itself, else the next, else the previous one. `null` if the place has both. */
export function lineBreakAt(content: string, start: number, end: number): LineBreak | null {
  const own = lineBreakOf(content.slice(start, end));
  if (own === "mixed") return null;
  const next = content.indexOf("\n", start);
  const at = next === -1 ? content.lastIndexOf("\n", start) : next;
  return own ?? (content[at - 1] === "\r" ? "\r\n" : "\n");
}
