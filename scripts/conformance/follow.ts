// Follows an app's events over either transport, and checks what is promised of every log: hello first, no gap and no repetition, one
// terminal event per run and nothing of that run after it.
import * as v from "valibot";
import { eventSchemas, terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import { readServerSentEvents } from "../lib/server-sent-events.ts";
import type { Caller } from "./caller.ts";
import { must, shown, Unmet } from "./check.ts";
import { openSocket } from "./socket.ts";

export interface Followed {
  /** Everything so far: hello, then the events of the log. */
  events: WireEvent[];
  /** Resolves with the first matching event, whether already received or still to come. */
  until(fits: (event: WireEvent) => boolean, what: string, withinMs?: number): Promise<WireEvent>;
  /** Resolves once everything that `hello` promised has arrived. */
  caughtUp(): Promise<void>;
  /** Texts that are not events, such as `pong`. */
  texts: string[];
  say(text: string): void;
  /** The code with which the server closed the connection. */
  closed: Promise<number>;
  close(): void;
}

interface Waiting {
  ready: () => boolean;
  settle: () => void;
  fail: (error: Error) => void;
}

/** Events that are already logged arrive at once, milliseconds. */
const replayMaxMs = 30_000;

/** The fields that show a log's order, even in a type that is newer than this check. */
const ordered = v.object({
  type: v.string(),
  seq: v.optional(v.number()),
  version_id: v.optional(v.string()),
  floor: v.optional(v.number()),
});
type Ordered = v.InferOutput<typeof ordered>;

/** Reads one event as a lenient client does: null for an unknown type. */
function readEvent(value: unknown, type: string): WireEvent | null {
  const schema = eventSchemas[type];
  if (!schema) return null;
  const read = v.safeParse(schema, value);
  if (read.success) return read.output as WireEvent;
  const wrong = read.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
  throw new Unmet(`The event ${type} is not as the protocol says: ${wrong.join("; ")}`);
}

/** Judges events in the order they arrive. */
export function createJudge(after: number | null): (event: Ordered) => void {
  let count = 0;
  let last = after;
  const ended = new Set<string>();
  return (event) => {
    count += 1;
    if (count === 1) {
      must(event.type === "hello", `The first event is ${event.type} and not hello`);
      last ??= event.floor ?? 0;
      return;
    }
    if (event.type === "hello") throw new Unmet("There is a second hello");
    if (event.type === "log.reset") {
      must(count === 2, "log.reset comes in the middle of the log");
      last = event.floor ?? 0;
      return;
    }
    must(event.seq === (last ?? 0) + 1, `seq ${event.seq} (${event.type}) comes after ${last}`);
    last = event.seq ?? null;
    const { version_id: run } = event;
    if (run === undefined) return;
    must(!ended.has(run), `${event.type} (seq ${event.seq}) comes after the run's terminal event`);
    if (terminalTypes.has(event.type)) ended.add(run);
  };
}

function createFollowed(after: number | null, connection: { say(text: string): void; close(): void }) {
  const events: WireEvent[] = [];
  const texts: string[] = [];
  const judge = createJudge(after);
  let waiting: Waiting[] = [];
  let failure: Error | null = null;
  const closed = Promise.withResolvers<number>();
  const settle = () => {
    waiting = waiting.filter((entry) => {
      if (!entry.ready()) return true;
      entry.settle();
      return false;
    });
  };
  const fail = (error: Error) => {
    failure ??= error;
    for (const entry of waiting) entry.fail(failure);
    waiting = [];
  };
  /** Resolves once `ready`; fails if something is wrong or nothing arrives. */
  const wait = (ready: () => boolean, what: string, withinMs: number): Promise<void> => {
    if (failure) return Promise.reject(failure);
    if (ready()) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(
      () => fail(new Unmet(`${what} did not come within ${withinMs / 1000} s; last came ${shown(events.at(-1))}`)),
      withinMs,
    );
    waiting.push({ ready, settle: resolve, fail: reject });
    return promise.finally(() => clearTimeout(timer));
  };
  const followed: Followed = {
    events,
    texts,
    closed: closed.promise,
    say: connection.say,
    close: connection.close,
    async until(fits, what, withinMs = replayMaxMs) {
      await wait(() => events.some(fits), what, withinMs);
      const found = events.find(fits);
      if (!found) throw new Error("It was found and is not there.");
      return found;
    },
    caughtUp() {
      const isHere = () => {
        const [hello] = events;
        if (hello?.type !== "hello") return false;
        const last = events.findLast((event) => "seq" in event);
        return hello.last_seq <= Math.max(after ?? 0, hello.floor, last && "seq" in last ? last.seq : 0);
      };
      return wait(isHere, "What hello promised", replayMaxMs);
    },
  };
  return {
    followed,
    fail,
    take(values: unknown[]) {
      try {
        for (const value of values) {
          if (!v.is(ordered, value)) throw new Unmet(`This is no event: ${shown(value)}`);
          judge(value);
          const event = readEvent(value, value.type);
          if (event) events.push(event);
        }
        settle();
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    },
    over(code: number) {
      closed.resolve(code);
      fail(new Unmet(`The connection was closed (${code}); last came ${shown(events.at(-1))}`));
    },
  };
}

const pathOf = (appId: string, after: number | null) => `/api/apps/${appId}/events${after === null ? "" : `?after=${after}`}`;

export function followSocket({ url, identity }: Caller, appId: string, after: number | null = null): Followed {
  const { followed, take, fail, over } = createFollowed(after, {
    say: (text) => socket.say(text),
    close: () => socket.close(),
  });
  const socket = openSocket(`${url}${pathOf(appId, after)}`, identity, {
    onText(text) {
      if (text.startsWith("[")) take(JSON.parse(text) as unknown[]);
      else followed.texts.push(text);
    },
    onClose: over,
    onRefused: (status) => fail(new Unmet(`The socket was answered ${status}.`)),
  });
  return followed;
}

export function followStream(caller: Caller, appId: string, after: number | null = null, lastEventId?: number): Followed {
  const stop = new AbortController();
  const headers = {
    ...caller.identity,
    Accept: "text/event-stream",
    ...(lastEventId === undefined ? {} : { "Last-Event-ID": String(lastEventId) }),
  };
  const { followed, take, fail, over } = createFollowed(lastEventId ?? after, {
    say: () => undefined,
    close: () => stop.abort(),
  });
  void (async () => {
    const answer = await fetch(`${caller.url}${pathOf(appId, after)}`, { headers, signal: stop.signal });
    if (answer.status !== 200 || !answer.body) return fail(new Unmet(`The stream was answered ${answer.status}.`));
    for await (const { event, id, data } of readServerSentEvents(answer.body)) {
      const value = JSON.parse(data) as { type?: unknown; seq?: unknown };
      if (event !== value.type || id !== (value.seq === undefined ? null : String(value.seq)))
        fail(new Unmet(`A server-sent event named ${event} with the id ${id} holds ${shown(value)}`));
      take([value]);
    }
    over(0);
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) fail(error instanceof Error ? error : new Error(String(error)));
  });
  return followed;
}

export const endOf = (versionId: string) => (event: WireEvent) =>
  "version_id" in event && event.version_id === versionId && terminalTypes.has(event.type);

/** What was received when everything that `hello` promised has arrived; then closes the connection. */
export async function whole(followed: Followed): Promise<WireEvent[]> {
  await followed.caughtUp();
  followed.close();
  return followed.events;
}
