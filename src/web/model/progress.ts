// How far a run is, from what has been seen of it: something that moves with every line that is written, and never goes back while it does.
import { callsOf } from "./files.ts";
import type { CallPart, FileWork, Run } from "./state.ts";

/** Where the server's percents put the writing of files; in between nobody knows how much will come. */
const writingFromPercent = 25;
const writingUpToPercent = 85;
/** Each file takes this part of what is left. */
const sharePerFile = 0.2;
/** A file of this length counts as half written: short ones are done by then, UTF-16 units. */
const halfFileCharacters = 2_000;

export interface RunProgress {
  percent: number;
  /** Files whose new text is there as a whole; it may still be refused. */
  filesWritten: number;
  /** The file that is being written. */
  writing: FileWork | null;
}

/**
 * Calls come one after the other, so what a call does to a file is known as a whole as soon as anything follows it in its round. It is carried
 * out only when the round is over: `ok` comes much later.
 */
export function isWritten(run: Run, call: CallPart): boolean {
  if (!call.file || call.ok === false) return false;
  if (call.ok === true) return true;
  return (run.rounds ?? []).some(({ parts }) => parts.includes(call) && parts.at(-1) !== call);
}

export function progressOf(run: Run): RunProgress {
  const changing = callsOf(run).filter(({ file, ok }) => file && ok !== false);
  const written = changing.filter((call) => isWritten(run, call));
  const open = changing.find((call) => !written.includes(call)) ?? null;
  const filesWritten = new Set(written.map(({ file }) => file?.path)).size;
  const files = filesWritten + partOf(open?.file ?? null);
  const span = writingUpToPercent - writingFromPercent;
  const byFiles = files === 0 ? 0 : writingFromPercent + span * (1 - (1 - sharePerFile) ** files);
  return { percent: Math.max(run.percent, Math.floor(byFiles)), filesWritten, writing: open?.file ?? null };
}

function partOf(file: FileWork | null): number {
  if (!file) return 0;
  const length = file.text.length + file.changes.reduce((sum, { text }) => sum + text.length, 0);
  return length / (length + halfFileCharacters);
}
