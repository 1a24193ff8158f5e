// Removes what models leave in or around a file's content by mistake. Removed where it can mean nothing else, refused where it is certainly
// wrong but the right text is unclear, and otherwise left alone: a file may say whatever it likes.
import { callIn, codeFence, languageLine, marksAround, textAroundPage } from "./around.ts";
import { kindOf } from "./file-kinds.ts";
import { diffMarks, editMarks, plusMarks } from "./marks.ts";
import type { Mend, Mended } from "./mend.ts";
import { escapedBreaks, escapedMarkup, escapedQuotes, lineNumbers } from "./throughout.ts";

const mends: readonly Mend[] = [
  marksAround,
  codeFence,
  escapedBreaks,
  escapedMarkup,
  escapedQuotes,
  lineNumbers,
  plusMarks,
  languageLine,
  textAroundPage,
  callIn,
  editMarks,
  diffMarks,
];

/** One may be inside another, such as a fence in escaped text. */
const maxMends = 6;

export type CleanContent = { ok: true; content: string; takenOff: string[] } | { ok: false; reason: string };

export function cleanContent(path: string, given: string): CleanContent {
  const file = { path, kind: kindOf(path) };
  const takenOff: string[] = [];
  let content = given;
  while (takenOff.length < maxMends) {
    let mended: Mended | null = null;
    for (const mend of mends) {
      mended = mend(content, file);
      if (mended !== null) break;
    }
    if (mended === null) break;
    if ("refused" in mended) return { ok: false, reason: mended.refused };
    takenOff.push(mended.what);
    content = mended.content;
  }
  return { ok: true, content, takenOff };
}

/** The sentence that tells the model, so that it does better next time; empty if nothing was removed. */
export const takenOffSentence = (takenOff: readonly string[]): string =>
  takenOff.length === 0 ? "" : ` Taken off, since it is no part of the file: ${takenOff.join("; ")}. Give the file's text alone.`;
