// The log, whatever happens to it: it answers what was written, from any point, and pruning takes nothing that is younger.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openEventLog } from "../../src/hub/log.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { unique } from "../fakes/client.ts";

const text = fc
  .string({ unit: "binary", maxLength: 20 })
  .chain((short) => fc.constantFrom(short, short.repeat(300), "😀\u0000\ud800".repeat(4_000)));
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant("append" as const),
      run: fc.constantFrom("one", "two", null),
      texts: fc.array(text, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom("restart" as const, "clear" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("prune" as const), ago: fc.nat(10), before: fc.option(fc.nat(20)) }),
  },
);

/** As it reads on the wire. */
const onWire = (events: readonly LogEvent[]): LogEvent[] => JSON.parse(JSON.stringify(events));

function play(sql: SqlStorage, steps: (typeof step extends fc.Arbitrary<infer T> ? T : never)[], from: number): void {
  sql.exec("DROP TABLE IF EXISTS log");
  let log = openEventLog(sql);
  let [lastSeq, floor] = [0, 0];
  let kept: { event: LogEvent; atMs: number }[] = [];
  for (const [atMs, one] of steps.entries()) {
    switch (one.what) {
      case "append": {
        const events = one.texts.map((content): LogEvent => {
          lastSeq += 1;
          const about = { seq: lastSeq, at: "", ...(one.run ? { version_id: one.run } : {}) };
          return { ...about, type: "text.delta", round: 1, block_id: "b", text: content };
        });
        kept.push(...events.map((event) => ({ event, atMs })));
        const frames = log.append(events, atMs);
        expect(frames.flatMap((frame) => JSON.parse(frame) as LogEvent[])).toEqual(onWire(events));
        break;
      }
      case "restart":
        log = openEventLog(sql);
        break;
      case "clear":
        log.clear();
        [kept, lastSeq, floor] = [[], 0, 0];
        break;
      case "prune": {
        const before = one.before === null ? null : Math.max(0, lastSeq - one.before);
        const to = log.lastBefore(atMs - one.ago, before);
        for (const { event, atMs: writtenAtMs } of kept.filter(({ event: { seq } }) => seq <= to)) {
          expect(writtenAtMs).toBeLessThanOrEqual(atMs - one.ago);
          if (before !== null) expect(event.seq).toBeLessThan(before);
        }
        log.drop(to);
        floor = Math.max(floor, to);
        kept = kept.filter(({ event }) => event.seq > to);
      }
    }
  }
  const after = Math.max(floor, from % (lastSeq + 1));
  const replayed = [...log.replay(after)].flatMap((frame) => JSON.parse(frame) as LogEvent[]);
  expect(replayed).toEqual(onWire(kept.map(({ event }) => event).filter(({ seq }) => seq > after)));
}

test("any history of it", async () => {
  await runInDurableObject(env.APP_HUB.getByName(unique("hub")), (_hub, state) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(60), (steps, from) => play(state.storage.sql, steps, from)),
      { numRuns: 150 },
    );
  });
});
