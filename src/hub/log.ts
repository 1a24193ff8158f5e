// The app's event log in storage: many frames packed into a row, replay from any point, pruning of old events.
import type { LogEvent } from "../protocol/events.ts";
import { packedRowCharacters, replayFrameCharacters, rowMaxCharacters } from "./core/limits.ts";
import { hasTable } from "./forms/tables.ts";

const table =
  "CREATE TABLE IF NOT EXISTS log (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL)";

export interface EventLog {
  /** Stores numbered events and returns the frames to broadcast. */
  append(events: readonly LogEvent[], atMs: number): string[];
  /** Frames that hold every event after `after`, oldest first. */
  replay(after: number): Iterable<string>;
  /** Last `seq` of the rows that were written before `beforeMs` and end before `beforeSeq`; 0 when there are none. */
  lastBefore(beforeMs: number, beforeSeq: number | null): number;
  /** Forgets events up to and with this one, the last of its row. */
  drop(to: number): void;
  /** Forgets all events. */
  clear(): void;
}

export function openEventLog(sql: SqlStorage): EventLog {
  /** Created with the first event: a request for an app that never existed creates no table. */
  let created = hasTable(sql, "log");
  /** The row that later events of the same run are added to; null after a restart, which just starts a new row. */
  let open: { first: number; characters: number; runId: string | undefined } | null = null;

  function store(first: number, last: number, runId: string | undefined, atMs: number, frame: string): void {
    const row = open?.runId === runId ? open : null;
    const isRoom = row !== null && row.characters + frame.length <= packedRowCharacters;
    if (isRoom && isAdded(row.first, last, atMs, frame)) {
      row.characters += frame.length;
      return;
    }
    sql.exec("INSERT INTO log VALUES (?, ?, ?, ?)", first, last, atMs, frame);
    open = { first, characters: frame.length, runId };
  }

  /** False when the row is gone: the log was pruned or emptied. */
  function isAdded(row: number, last: number, atMs: number, frame: string): boolean {
    const { rowsWritten } = sql.exec(
      "UPDATE log SET last = ?, at = ?, body = substr(body, 1, length(body) - 1) || ? WHERE first = ?",
      last,
      atMs,
      `,${frame.slice(1)}`,
      row,
    );
    return rowsWritten > 0;
  }

  return {
    append(events, atMs) {
      if (!created) sql.exec(table);
      created = true;
      const frames: string[] = [];
      let entries: string[] = [];
      let size = 0;
      let first = events[0];
      const close = (last: LogEvent) => {
        const frame = `[${entries.join(",")}]`;
        store(first?.seq ?? last.seq, last.seq, first?.version_id, atMs, frame);
        frames.push(frame);
        entries = [];
        size = 0;
      };
      for (const [index, event] of events.entries()) {
        const text = JSON.stringify(event);
        const before = events[index - 1];
        // No single event comes near a row's cap (runners split long ones), but many together may.
        if (before && entries.length > 0 && size + text.length > rowMaxCharacters) {
          close(before);
          first = event;
        }
        entries.push(text);
        size += text.length;
      }
      const last = events.at(-1);
      if (last) close(last);
      return frames;
    },

    *replay(after) {
      if (!created) return;
      let merged: string[] = [];
      let size = 0;
      for (const row of sql.exec<{ first: number; body: string }>(
        "SELECT first, body FROM log WHERE last > ? ORDER BY first",
        after,
      )) {
        const body =
          row.first > after
            ? row.body
            : JSON.stringify((JSON.parse(row.body) as LogEvent[]).filter((event) => event.seq > after));
        merged.push(body.slice(1, -1));
        size += body.length;
        if (size < replayFrameCharacters) continue;
        yield `[${merged.join(",")}]`;
        merged = [];
        size = 0;
      }
      if (merged.length > 0) yield `[${merged.join(",")}]`;
    },

    lastBefore(beforeMs, beforeSeq) {
      if (!created) return 0;
      const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
      const row = sql
        .exec<{ last: number | null }>("SELECT MAX(last) AS last FROM log WHERE at <= ? AND last < ?", beforeMs, before)
        .one();
      return row.last ?? 0;
    },

    drop(to) {
      if (created) sql.exec("DELETE FROM log WHERE last <= ?", to);
    },

    clear() {
      if (created) sql.exec("DELETE FROM log");
    },
  };
}
