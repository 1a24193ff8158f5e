// Clients that hold an app's log over all lives of the server: one by WebSocket, one by server-sent events. Strict: they take an event only
// where it belongs, and say so when another one comes.
import { setTimeout as sleep } from "node:timers/promises";
import { readServerSentEvents } from "../../scripts/lib/server-sent-events.ts";
import { readFrame, readServerSentEvent } from "../../scripts/lib/strict-wire.ts";
import type { LogEvent, WireEvent } from "../../src/protocol/events.ts";
import type { Site } from "./site.ts";

export interface Watcher {
  name: string;
  /** The log as this client holds it. */
  events: LogEvent[];
  /** Connections that ended while the server lived. */
  drops(): number;
  close(): void;
}

export interface WatcherOptions {
  site: Site;
  key: string;
  appId: string;
  onEvent(event: LogEvent): void;
  onProblem(what: string): void;
}

/** Before the next attempt when a connection ends though the server lives, milliseconds. */
const againMs = 200;

type Connect = (options: WatcherOptions, lastSeq: number, take: (event: WireEvent) => void, closed: AbortSignal) => Promise<void>;

export const watchBySocket = (options: WatcherOptions) => watch("the WebSocket client", bySocket, options);
export const watchByServerSentEvents = (options: WatcherOptions) =>
  watch("the server-sent events client", byServerSentEvents, options);
export const joinLate = (options: WatcherOptions) => watch("the late client", bySocket, options);

function watch(name: string, connect: Connect, options: WatcherOptions): Watcher {
  const { site } = options;
  const events: LogEvent[] = [];
  const closing = new AbortController();
  let drops = 0;
  /** What comes after a misplaced event says nothing new. */
  let isBroken = false;
  const lastSeq = () => events.at(-1)?.seq ?? 0;

  /** Null when the event is where it belongs. */
  function misplaced(event: WireEvent): string | null {
    switch (event.type) {
      case "log.reset":
        return `${name} was told at seq ${lastSeq()} that its log is gone`;
      case "hello":
        return event.last_seq < lastSeq() ? `${name} holds seq ${lastSeq()}, but the log ends at ${event.last_seq}` : null;
      default:
        return event.seq === lastSeq() + 1 ? null : `${name} was sent seq ${event.seq} after ${lastSeq()}`;
    }
  }

  function take(event: WireEvent): void {
    if (closing.signal.aborted || isBroken) return;
    const problem = misplaced(event);
    isBroken = problem !== null;
    if (problem !== null) options.onProblem(problem);
    else if ("seq" in event) {
      events.push(event);
      options.onEvent(event);
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      await site.up();
      if (closing.signal.aborted) return;
      const life = site.life();
      await connect(options, lastSeq(), take, closing.signal);
      if (closing.signal.aborted) return;
      if (!site.isUp() || site.life() !== life) continue;
      drops += 1;
      await sleep(againMs);
    }
  }

  run().catch((error: unknown) => options.onProblem(`${name} failed: ${String(error)}`));
  return { name, events, drops: () => drops, close: () => closing.abort() };
}

function bySocket(
  options: WatcherOptions,
  lastSeq: number,
  take: (event: WireEvent) => void,
  closed: AbortSignal,
): Promise<void> {
  const { site, appId, key } = options;
  const address = new URL(`${site.url.replace(/^http/, "ws")}/api/apps/${appId}/events?after=${lastSeq}`);
  // Node's WebSocket takes headers where a browser's takes protocols; the types know the browser's only.
  const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers: { Authorization: `Bearer ${key}` } }]);
  closed.addEventListener("abort", () => socket.close());
  return new Promise((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      try {
        readFrame(String(data)).forEach(take);
      } catch (error) {
        options.onProblem(`the WebSocket client cannot read what it was sent: ${String(error)}`);
      }
    });
    socket.addEventListener("close", () => resolve());
  });
}

async function byServerSentEvents(
  options: WatcherOptions,
  lastSeq: number,
  take: (event: WireEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { site, appId, key } = options;
  const headers = { Authorization: `Bearer ${key}`, Accept: "text/event-stream", "Last-Event-ID": String(lastSeq) };
  try {
    const response = await fetch(`${site.url}/api/apps/${appId}/events`, { headers, signal });
    if (!response.body || response.status !== 200) return;
    for await (const sent of readServerSentEvents(response.body)) take(readServerSentEvent(sent));
  } catch (error) {
    // fetch says so for every connection that breaks; an abort is our own.
    if (!(error instanceof TypeError) && !signal.aborted) throw error;
  }
}
