// The app's event log: gapless `seq`, one stored row a frame, replay from any point, pruning when an app is at rest.
import type { HubEvent, LogEvent, RunEvent } from "../protocol/events.ts";
import { iso } from "../store/present.ts";
import { replayFrameCharacters } from "./limits.ts";
import type { HubStorage } from "./storage.ts";

export interface EventLog {
  lastSeq(): number;
  /** Events up to here are gone; replay starts after it. */
  floor(): number;
  /** Stores the events and answers the frame to broadcast. */
  append(events: (RunEvent | HubEvent)[], versionId: string | null, atMs: number): string;
  /** Frames that hold every event after `after`, oldest first. */
  replay(after: number): Iterable<string>;
  /** Forgets everything if nothing was written since `atMs`. */
  pruneWhenOlderThan(atMs: number): void;
  /** When the newest kept row was written. */
  newestAtMs(): number | null;
}

export function openEventLog(sql: SqlStorage, storage: HubStorage): EventLog {
  const log: EventLog = {
    lastSeq: () => Number(storage.meta("last_seq") ?? 0),
    floor: () => Number(storage.meta("floor") ?? 0),

    append(events, versionId, atMs) {
      const first = log.lastSeq() + 1;
      const at = iso(atMs);
      const entries = events.map((event, index): LogEvent => {
        const place = { seq: first + index, at, ...(versionId === null ? {} : { version_id: versionId }) };
        return { ...place, ...event };
      });
      const last = first + entries.length - 1;
      const frame = JSON.stringify(entries);
      sql.exec("INSERT INTO log VALUES (?, ?, ?, ?)", first, last, atMs, frame);
      storage.setMeta("last_seq", last);
      return frame;
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

    pruneWhenOlderThan(atMs) {
      const newestAtMs = log.newestAtMs();
      if (newestAtMs === null || newestAtMs > atMs) return;
      sql.exec("DELETE FROM log");
      storage.setMeta("floor", log.lastSeq());
    },

    newestAtMs() {
      return sql.exec<{ at: number | null }>("SELECT MAX(at) AS at FROM log").one().at;
    },
  };
  return log;
}
