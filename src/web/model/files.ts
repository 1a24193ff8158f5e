// The files that a run is writing: its calls applied to the files that it started from.
import type { CallPart, FileWork, Run } from "./state.ts";

export interface LiveFile {
  path: string;
  /** Null while the base of an edit is not loaded. */
  text: string | null;
  /** Whether this file is being written now. */
  open: boolean;
  /** Where the edit in progress has last changed the text, UTF-16 units; null if there is none. */
  edited: { start: number; end: number } | null;
}

export function callsOf(run: Run): CallPart[] {
  return (run.rounds ?? []).flatMap(({ parts }) => parts.filter((part) => part.kind === "call"));
}

/** The call that is writing a file now, if any. */
export function openCall(run: Run): CallPart | null {
  const last = callsOf(run).findLast((call) => call.file !== null);
  return last?.ok === null && run.ended_at === null ? last : null;
}

/** Every file that the run has touched, in order of first touch, with its current text. Failed calls are ignored. */
export function liveFiles(run: Run, baseOf: (path: string) => string | null): LiveFile[] {
  const files = new Map<string, LiveFile>();
  const writing = openCall(run);
  for (const call of callsOf(run)) {
    const { file } = call;
    if (!file || call.ok === false) continue;
    const before = files.get(file.path)?.text ?? baseOf(file.path);
    switch (file.action) {
      case "delete":
        files.delete(file.path);
        break;
      case "rename":
        files.set(file.path, {
          path: file.path,
          text: files.get(file.from)?.text ?? baseOf(file.from),
          open: false,
          edited: null,
        });
        files.delete(file.from);
        break;
      default:
        files.set(file.path, {
          path: file.path,
          text: textAfter(file, before),
          open: call === writing,
          edited: call === writing ? lastChange(file) : null,
        });
    }
  }
  return [...files.values()];
}

/** The last change is applied last, so its offset is valid in the current text. */
function lastChange({ action, changes }: FileWork): LiveFile["edited"] {
  const last = action === "edit" ? changes.at(-1) : undefined;
  return last ? { start: last.offset, end: last.offset + last.text.length } : null;
}

function textAfter(file: FileWork, before: string | null): string | null {
  if (file.action === "write") return file.text;
  if (before === null) return null;
  return file.changes.reduce(
    (text, { offset, remove, text: added }) => text.slice(0, offset) + added + text.slice(offset + remove),
    before,
  );
}
