// Follows an app's events over its WebSocket as the web chat does: one reducer, reconnects with the last seq.
import { setTimeout as sleep } from "node:timers/promises";
import { type LogEvent, terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import { type AppState, initialState, reduce } from "../../src/web/model/index.ts";

export interface Follower {
  /** The log as it came, without repeats. */
  events: LogEvent[];
  state(): AppState;
  reconnects(): number;
  /** Resolves with the event that ends the run. Fails when nothing at all comes for too long. */
  ended(versionId: string): Promise<LogEvent>;
  /** Resolves once an event fits. */
  until(fits: (event: LogEvent) => boolean): Promise<LogEvent>;
  close(): void;
}

/** A model may think for minutes without a word; nothing at all for this long is a fault, milliseconds. */
const silenceMaxMs = 300_000;
const reconnectDelayMs = 500;
const reconnectsMax = 20;

export function follow(url: string, appId: string, key: string, onEvent: (event: LogEvent, state: AppState) => void): Follower {
  const events: LogEvent[] = [];
  let state = initialState;
  let reconnects = 0;
  let closed = false;
  let failure: Error | null = null;
  let socket = connect();
  let waiting: { fits: (event: LogEvent) => boolean; resolve: (event: LogEvent) => void; reject: (error: Error) => void }[] = [];
  let silence = setTimeout(giveUp, silenceMaxMs);

  function connect(): WebSocket {
    const address = new URL(`${url.replace(/^http/, "ws")}/api/apps/${appId}/events?after=${state.last_seq}`);
    // Node's WebSocket takes headers where a browser's takes protocols; the types know the browser's only.
    const opened: WebSocket = Reflect.construct(WebSocket, [address, { headers: { Authorization: `Bearer ${key}` } }]);
    opened.addEventListener("message", ({ data }) => {
      for (const event of JSON.parse(String(data)) as WireEvent[]) take(event);
    });
    opened.addEventListener("close", () => void reconnect());
    return opened;
  }

  async function reconnect(): Promise<void> {
    if (closed) return;
    reconnects += 1;
    if (reconnects > reconnectsMax) return fail(new Error(`The socket of app ${appId} broke ${reconnects} times.`));
    await sleep(reconnectDelayMs);
    if (!closed) socket = connect();
  }

  function take(event: WireEvent): void {
    clearTimeout(silence);
    silence = setTimeout(giveUp, silenceMaxMs);
    const isNew = "seq" in event && event.seq > state.last_seq;
    state = reduce(state, event);
    if (!isNew) return;
    events.push(event);
    onEvent(event, state);
    waiting = waiting.filter(({ fits, resolve }) => {
      if (!fits(event)) return true;
      resolve(event);
      return false;
    });
  }

  function giveUp(): void {
    fail(new Error(`Nothing came over the socket of app ${appId} for ${silenceMaxMs / 1000} s.`));
  }

  function fail(error: Error): void {
    failure = error;
    for (const { reject } of waiting) reject(error);
    waiting = [];
  }

  function until(fits: (event: LogEvent) => boolean): Promise<LogEvent> {
    if (failure) return Promise.reject(failure);
    const known = events.find(fits);
    return known ? Promise.resolve(known) : new Promise((resolve, reject) => waiting.push({ fits, resolve, reject }));
  }

  return {
    events,
    until,
    state: () => state,
    reconnects: () => reconnects,
    ended: (versionId) => until((event) => event.version_id === versionId && terminalTypes.has(event.type)),
    close() {
      closed = true;
      clearTimeout(silence);
      socket.close();
    },
  };
}
