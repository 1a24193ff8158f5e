// The app's event log in storage: one row a frame or more, replay from any point, pruning of its beginning.
import type { LogEvent } from "../protocol/events.ts";
import { replayFrameCharacters, rowMaxCharacters } from "./core/limits.ts";

export interface EventLog {
  /** Stores events, numbered already, and answers the frames to broadcast. */
  append(events: readonly LogEvent[], atMs: number): string[];
  /** Frames that hold every event after `after`, oldest first. */
  replay(after: number): Iterable<string>;
  /** Last `seq` of the rows that were written before `beforeMs` and end before `beforeSeq`; 0 when there are none. */
  lastBefore(beforeMs: number, beforeSeq: number | null): number;
  /** Forgets events up to and with this one, the last of its row. */
  drop(to: number): void;
}

export function openEventLog(sql: SqlStorage): EventLog {
  return {
    append(events, atMs) {
      const frames: string[] = [];
      let entries: string[] = [];
      let size = 0;
      let first = events[0]?.seq ?? 0;
      const store = (last: number) => {
        const frame = `[${entries.join(",")}]`;
        sql.exec("INSERT INTO log VALUES (?, ?, ?, ?)", first, last, atMs, frame);
        frames.push(frame);
        entries = [];
        size = 0;
        first = last + 1;
      };
      for (const event of events) {
        const text = JSON.stringify(event);
        // No event comes near a row's cap by itself (runners split what is long), but many together may.
        if (entries.length > 0 && size + text.length > rowMaxCharacters) store(event.seq - 1);
        entries.push(text);
        size += text.length;
      }
      const last = events.at(-1);
      if (last) store(last.seq);
      return frames;
    },

    *replay(after) {
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
      const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
      const row = sql
        .exec<{ last: number | null }>("SELECT MAX(last) AS last FROM log WHERE at <= ? AND last < ?", beforeMs, before)
        .one();
      return row.last ?? 0;
    },

    drop(to) {
      sql.exec("DELETE FROM log WHERE last <= ?", to);
    },
  };
}
