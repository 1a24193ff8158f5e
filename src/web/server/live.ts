// The live connection to one app: reads the API, replays the log on it, stays on it, and comes back by `seq` when the connection drops.
import { signal } from "@preact/signals";
import { closeCodes } from "../../protocol/constants.ts";
import type { WireEvent } from "../../protocol/events.ts";
import { type AppState, fromSnapshot, initialState, reduce, type Snapshot, withOlder } from "../model/index.ts";
import { isFinal } from "../requests/api-error.ts";
import { reached } from "../requests/reach.ts";
import { type Feed, openEventSource, openSocket } from "./transport.ts";

/** Back-off between attempts: doubled from the first to the last, milliseconds; the jitter keeps many clients from coming back at once. */
const firstRetryMs = 500;
const lastRetryMs = 15_000;

/** A connection that has not said hello after this long does not work here: proxies may swallow WebSockets without an answer. */
const helloTimeoutMs = 10_000;

/** Attempts by WebSocket without a hello before server-sent events are tried instead. */
const socketAttempts = 3;

export type Connection =
  | { state: "loading" }
  | { state: "live" }
  | { state: "reconnecting"; sinceMs: number }
  | { state: "offline"; sinceMs: number }
  | { state: "gone" }
  | { state: "failed"; error: unknown };

interface LiveOptions {
  appId: string;
  readSnapshot: (appId: string) => Promise<Snapshot>;
  /** Another transport in tests. */
  transports?: { socket: typeof openSocket; eventSource: typeof openEventSource };
}

export function openLive({
  appId,
  readSnapshot,
  transports = { socket: openSocket, eventSource: openEventSource },
}: LiveOptions) {
  const state = signal<AppState>(initialState);
  const connection = signal<Connection>({ state: "loading" });
  /** The log goes back to the app's beginning, so that nothing came before what is known. */
  const wholeLog = signal(false);
  let feed: Feed | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let helloTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  /** The transport that has worked here; until then sockets first, then both in turn. */
  let proven: Feed["kind"] | null = null;
  let closed = false;
  /** Events up to here are history: shown at once when all of it is there, so that replay does not flicker. */
  let catchUpTo = 0;
  let pending: AppState | null = null;

  async function load(): Promise<void> {
    clearTimeout(retryTimer);
    try {
      // What was paged back to stays.
      pending = withOlder(fromSnapshot(await readSnapshot(appId)), state.value);
      failures = 0;
      if (!closed) connect();
    } catch (error) {
      if (closed) return;
      // With something to show, a reload that fails is a connection that is lost: the next one finds the same reset, and loads again.
      if (state.value.app) return lost();
      connection.value = { state: "failed", error };
      if (!isFinal(error)) retryLater(load);
    }
  }

  function retryLater(act: () => void): void {
    failures += 1;
    const ceilingMs = Math.min(lastRetryMs, firstRetryMs * 2 ** (failures - 1));
    clearTimeout(retryTimer);
    retryTimer = setTimeout(act, ceilingMs * (0.5 + Math.random() / 2));
  }

  function connect(): void {
    clearTimeout(retryTimer);
    clearTimeout(helloTimer);
    feed?.close();
    const kind = proven ?? (failures >= socketAttempts && failures % 2 === 1 ? "eventSource" : "socket");
    const after = pending ? null : state.value.last_seq;
    helloTimer = setTimeout(lost, helloTimeoutMs);
    feed = transports[kind](appId, after, {
      onFrame: receive,
      onClose: (code) => (code === closeCodes.deleted ? end() : lost()),
    });
  }

  function receive(frame: WireEvent[]): void {
    let next = pending ?? state.value;
    for (const event of frame) {
      if (event.type === "hello") {
        clearTimeout(helloTimer);
        reached();
        failures = 0;
        proven = feed?.kind ?? null;
        catchUpTo = event.last_seq;
        connection.value = { state: "live" };
        if (pending) wholeLog.value = event.floor === 0;
      } else if (event.type === "log.reset") {
        feed?.close();
        void load();
        return;
      }
      next = reduce(next, event);
    }
    if (pending && next.last_seq < catchUpTo) {
      pending = next;
      return;
    }
    pending = null;
    state.value = next;
  }

  function lost(): void {
    if (closed) return;
    clearTimeout(helloTimer);
    feed?.close();
    feed = null;
    // Until a connection works, what the API told is better than nothing.
    if (pending && !state.value.app) state.value = pending;
    const { value } = connection;
    const sinceMs = "sinceMs" in value ? value.sinceMs : Date.now();
    connection.value = { state: navigator.onLine ? "reconnecting" : "offline", sinceMs };
    retryLater(connect);
  }

  function end(): void {
    close();
    connection.value = { state: "gone" };
  }

  /** At once when there is reason to believe that it works again. */
  function retryNow(): void {
    if (closed || connection.value.state === "loading") return;
    if (connection.value.state === "failed") {
      connection.value = { state: "loading" };
      void load();
    } else if (connection.value.state !== "live" && document.visibilityState === "visible") connect();
  }

  function wentOffline(): void {
    if (connection.value.state !== "loading") lost();
  }

  function close(): void {
    closed = true;
    clearTimeout(retryTimer);
    clearTimeout(helloTimer);
    feed?.close();
    removeEventListener("online", retryNow);
    removeEventListener("offline", wentOffline);
    document.removeEventListener("visibilitychange", retryNow);
  }

  addEventListener("online", retryNow);
  addEventListener("offline", wentOffline);
  document.addEventListener("visibilitychange", retryNow);
  void load();

  return { state, connection, wholeLog, retryNow, close };
}
