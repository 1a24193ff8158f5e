// Search-and-replace edits on one file, as models ask for them: each search text must match exactly one place, and all edits are made or none.
// Everything goes by position: String.replace would read `$&` in the new text as an instruction.
import { leftInRefusal } from "./contents/left-in.ts";
import { lineBreakOf, withLineBreak } from "./edits/line-breaks.ts";
import { indexLines, type LineIndex } from "./edits/lines.ts";
import { locate } from "./edits/locate.ts";
import { placeholderRefusal } from "./edits/placeholders.ts";
import { changeFor, leastSplice, type Splice, startRewrite } from "./edits/rewrite.ts";

export type { Splice } from "./edits/rewrite.ts";

export interface Edit {
  search: string;
  replace: string;
}

export type EditResult =
  /** `changes` in the order they apply: each offset is valid after the changes before it. */
  { ok: true; content: string; changes: Splice[] } | { ok: false; reason: string };

/** One edit: `null` if it was made but changes nothing. */
export type EditStep = { ok: true; change: Splice | null } | { ok: false; reason: string };

export interface EditSession {
  apply(edit: Edit): EditStep;
  content(): string;
}

/** Applies the edits in sequence, all or none. `isProse`: the file may contain anything, even a code fence. */
export function applyEdits(content: string, edits: readonly Edit[], isProse = false): EditResult {
  if (edits.length === 0) return { ok: false, reason: "There are no edits. Give at least one pair of search and replace." };
  const session = startEdits(content, isProse);
  const changes: Splice[] = [];
  for (const [index, edit] of edits.entries()) {
    const step = session.apply(edit);
    if (!step.ok) return { ok: false, reason: refusal(step.reason, index, edits.length) };
    if (step.change !== null) changes.push(step.change);
  }
  const result = session.content();
  if (result === content) return { ok: false, reason: "The edits change nothing: what they put in is what is there already." };
  return { ok: true, content: result, changes };
}

function refusal(reason: string, index: number, count: number): string {
  const which = count > 1 ? `Edit ${index + 1} of ${count}: ` : "";
  const state = count > 1 ? " None of the edits was made." : " Nothing was changed.";
  const [sentence, ...frame] = reason.split("\n");
  return [`${which}${sentence}${state}`, ...frame].join("\n");
}

/**
 * Edits that arrive one by one. Each works on the result of the earlier ones, and the file's own text takes priority: text from an earlier edit
 * is matched only if nothing in the original matches, and then only exactly.
 */
export function startEdits(content: string, isProse = false): EditSession {
  const rewrite = startRewrite(content);
  const lineBreak = lineBreakOf(content);
  const made = new Map<string, number>();
  let index: LineIndex | null = null;
  const lineIndex = () => {
    index ??= indexLines(content);
    return index;
  };
  const inFilesBreaks = (text: string) => (lineBreak === "\n" || lineBreak === "\r\n" ? withLineBreak(text, lineBreak) : text);

  function apply(edit: Edit): EditStep {
    if (edit.search === "") return refuse("The search text is empty. To write a whole file, use write_file.");
    if (!edit.search.isWellFormed() || !edit.replace.isWellFormed()) {
      return refuse("The search or replace text has half of a surrogate pair, which is no text. Use whole characters.");
    }
    const key = JSON.stringify([edit.search, edit.replace]);
    const same = made.get(key);
    if (same !== undefined) return refuse(`It is the same as edit ${same}. Give each edit once.`);
    made.set(key, made.size + 1);

    const request = { search: inFilesBreaks(edit.search), replace: inFilesBreaks(edit.replace), mixed: lineBreak === "mixed" };
    const found = locate(rewrite, lineIndex, request);
    if (!found.ok) return found;
    const startsLine = () => found.offset === 0 || rewrite.current()[found.offset - 1] === "\n";
    const leftIn = isProse ? null : leftInRefusal(content, edit.search, edit.replace, startsLine);
    const wrong = placeholderRefusal(found.removed, found.text) ?? leftIn;
    if (wrong !== null) return refuse(wrong);
    const whole = changeFor(rewrite, found);
    const change = leastSplice(found.removed, whole);
    // The whole place counts as changed: nobody knows which part of "x" remains in "x y x".
    if (change !== null) rewrite.change(whole);
    return { ok: true, change };
  }

  return { apply, content: rewrite.current };
}

const refuse = (reason: string) => ({ ok: false as const, reason });
