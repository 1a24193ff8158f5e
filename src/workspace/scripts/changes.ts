// Changes to a text by place: how every step of compiling rewrites code.

export interface Change {
  start: number;
  end: number;
  text: string;
}

/** Carries out changes that do not overlap, in any order. One inside another is left out; at one place, the first given comes first. */
export function withChanges(code: string, changes: readonly Change[]): string {
  if (changes.length === 0) return code;
  let result = "";
  let from = 0;
  for (const { start, end, text } of [...changes].sort((one, other) => one.start - other.start)) {
    if (start < from) continue;
    result += code.slice(from, start) + text;
    from = end;
  }
  return result + code.slice(from);
}

/** Takes a part out of the code. Its line breaks stay, so that every line keeps its number. */
export function removal(code: string, start: number, end: number): Change {
  return { start, end, text: code.slice(start, end).replace(/[^\r\n]/g, " ") };
}
