// What a run has written, judging by the events seen so far. The percentage comes from the server.
import { callsOf } from "./files.ts";
import type { CallPart, FileWork, Run } from "./state.ts";

export interface RunProgress {
  /** Files whose new text is complete; it may still be refused. */
  filesWritten: number;
  /** The file being written. */
  writing: FileWork | null;
}

export const isUnfinished = ({ status }: Run): boolean => status === "pending" || status === "in_progress";

/**
 * Calls come one after the other, so a call's file is complete as soon as anything follows the call in its round. The call is carried out
 * only when the round is over: `ok` comes much later.
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
