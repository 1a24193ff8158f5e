// What a run has written so far, from what has been seen of it. How far it is, the server says.
import { callsOf } from "./files.ts";
import type { CallPart, FileWork, Run } from "./state.ts";

export interface RunProgress {
  /** Files whose new text is there as a whole; it may still be refused. */
  filesWritten: number;
  /** The file that is being written. */
  writing: FileWork | null;
}

export const isUnfinished = ({ status }: Run): boolean => status === "pending" || status === "in_progress";

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
  return { filesWritten: new Set(written.map(({ file }) => file?.path)).size, writing: open?.file ?? null };
}
