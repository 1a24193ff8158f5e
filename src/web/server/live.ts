// The live connection to one app: reads the API, replays the log on top, follows it, and resumes by `seq` when the connection drops.
import { signal } from "@preact/signals";
import { closeCodes } from "../../protocol/constants.ts";
import type { WireEvent } from "../../protocol/events.ts";
import { type AppState, fromSnapshot, initialState, reduce, type Snapshot, withOlder } from "../model/index.ts";
import { isFinal } from "../requests/api-error.ts";
import { reached } from "../requests/reach.ts";
import { type Feed, openEventSource, openSocket } from "./transport.ts";

/** Back-off between attempts, milliseconds: doubled from the first to the last, with jitter so that many clients do not return at once. */
const firstRetryMs = 500;
const lastRetryMs = 15_000;

/** Without a hello after this long, the connection does not work here: proxies may swallow WebSockets without an answer. */
const helloTimeoutMs = 10_000;

/** WebSocket attempts without a hello before server-sent events are tried. */
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
  /** Replaced in tests. */
  transports?: { socket: typeof openSocket; eventSource: typeof openEventSource };
}

export function openLive({
  appId,
  readSnapshot,
  transports = { socket: openSocket, eventSource: openEventSource },
}: LiveOptions) {
  const state = signal<AppState>(initialState);
  const connection = signal<Connection>({ state: "loading" });
  /** Whether the log goes back to the app's creation, so that nothing earlier is missing. */
  const wholeLog = signal(false);
  let feed: Feed | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let helloTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  /** The transport that has worked here. Until there is one: sockets first, then both in turn. */
  let proven: Feed["kind"] | null = null;
  let closed = false;
  /** Events up to here are history: shown all at once when complete, so that the replay does not flicker. */
  let catchUpTo = 0;
  let pending: AppState | null = null;

  async function load(): Promise<void> {
    clearTimeout(retryTimer);
    try {
      // Earlier pages that were loaded stay.
      pending = withOlder(fromSnapshot(await readSnapshot(appId)), state.value);
      failures = 0;
      if (!closed) connect();
    } catch (error) {
      if (closed) return;
      // If something is already shown, a failed reload counts as a lost connection: the next one gets the same reset and loads again.
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
    // Until a connection works, the API's answer is better than nothing.
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

  /** Reconnects at once, when the connection is likely to work again. */
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
