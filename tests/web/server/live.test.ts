// The live connection against a hub that behaves: drops, comes back by seq, prunes, and swallows WebSockets.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LogEvent, WireEvent } from "../../../src/protocol/events.ts";
import type { Snapshot } from "../../../src/web/model/index.ts";
import type { Feed, FeedListener } from "../../../src/web/server/transport.ts";

const at = "2026-01-01T00:00:00.000Z";
const events: LogEvent[] = [
  { type: "version.queued" as const, position: 0 },
  { type: "version.started" as const, attempt: 1, provider: "demo" as const, model: "demo", kind: "create" as const },
  { type: "text.start" as const, round: 1, block_id: "a" },
  ...Array.from({ length: 7 }, () => ({ type: "text.delta" as const, round: 1, block_id: "a", text: "x" })),
].map((event, index) => ({ ...event, seq: index + 1, at, version_id: "run" }));

const snapshot: Snapshot = {
  app: {
    id: "app",
    name: "App",
    description: "",
    model: "",
    status: "generating",
    current_version: null,
    does_not_load: false,
    public_values: {},
    preview_url: null,
    created_at: at,
    updated_at: at,
  },
  messages: [],
  versions: [],
};

/** Replays the log to whoever connects. */
function fakeHub({ floor = 0, kind = "socket" }: { floor?: number; kind?: Feed["kind"] } = {}) {
  const hub = {
    floor,
    connections: [] as { after: number | null; listener: FeedListener; closed: boolean }[],
    open: (_appId: string, after: number | null, listener: FeedListener) => {
      const connection = { after, listener, closed: false };
      hub.connections.push(connection);
      return { kind, close: () => (connection.closed = true) };
    },
    greet(upTo: number, perFrame = 4) {
      const connection = hub.connections.at(-1);
      if (!connection) throw new Error("Nobody is connected.");
      const lost = connection.after !== null && connection.after < hub.floor;
      const first: WireEvent[] = [{ type: "hello", app_id: "app", last_seq: upTo, floor: hub.floor, running: "run" }];
      connection.listener.onFrame(lost ? [...first, { type: "log.reset", floor: hub.floor }] : first);
      const from = lost ? hub.floor : (connection.after ?? hub.floor);
      const missing = events.filter(({ seq }) => seq > from && seq <= upTo);
      for (let index = 0; index < missing.length; index += perFrame) {
        if (!connection.closed) connection.listener.onFrame(missing.slice(index, index + perFrame));
      }
    },
    say: (seq: number) => hub.connections.at(-1)?.listener.onFrame(events.filter((event) => event.seq === seq)),
    drop: () => hub.connections.at(-1)?.listener.onClose(1006),
  };
  return hub;
}

/** The browser's window and document as far as a connection sees them: listeners are kept, and called when something happens. */
const page = { online: true, visible: true, window: new EventTarget(), document: new EventTarget() };
let opened: { close: () => void } | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(page, { online: true, visible: true, window: new EventTarget(), document: new EventTarget() });
  vi.stubGlobal("addEventListener", page.window.addEventListener.bind(page.window));
  vi.stubGlobal("removeEventListener", page.window.removeEventListener.bind(page.window));
  Object.defineProperty(page.document, "visibilityState", { get: () => (page.visible ? "visible" : "hidden") });
  vi.stubGlobal("document", page.document);
  vi.stubGlobal("navigator", {
    get onLine() {
      return page.online;
    },
  });
});
afterEach(() => {
  opened?.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function showPage(visible: boolean): void {
  page.visible = visible;
  page.document.dispatchEvent(new Event("visibilitychange"));
}

function goOnline(online: boolean): void {
  page.online = online;
  page.window.dispatchEvent(new Event(online ? "online" : "offline"));
}

async function connect(
  hub: ReturnType<typeof fakeHub>,
  events = fakeHub(),
  read: () => Promise<Snapshot> = async () => snapshot,
) {
  const { openLive } = await import("../../../src/web/server/live.ts");
  const readSnapshot = vi.fn(read);
  const live = openLive({ appId: "app", readSnapshot, transports: { socket: hub.open, eventSource: events.open } });
  opened = live;
  await vi.advanceTimersByTimeAsync(0);
  return { live, readSnapshot };
}

const textOf = (state: { runs: Record<string, { rounds: { parts: { kind: string }[] }[] | null }> }) =>
  state.runs.run?.rounds?.[0]?.parts.map((part) => ("text" in part ? part.text : "")).join("");

test("history is shown at once, not frame by frame", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  const seen: number[] = [];
  live.state.subscribe((state) => seen.push(state.last_seq));
  hub.greet(10, 3);
  expect(seen).toEqual([0, 10]);
  expect(textOf(live.state.value)).toBe("xxxxxxx");
});

test("a dropped connection resumes after the last seq and ends with the whole text", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  hub.greet(5);
  hub.say(6);
  hub.drop();
  expect(live.connection.value.state).toBe("reconnecting");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hub.connections.map(({ after }) => after)).toEqual([null, 6]);
  hub.greet(10);
  expect(live.connection.value.state).toBe("live");
  expect(textOf(live.state.value)).toBe("xxxxxxx");
});

test("a log that was pruned under the viewer is read again from the API", async () => {
  const hub = fakeHub();
  const { live, readSnapshot } = await connect(hub);
  hub.greet(5);
  hub.drop();
  hub.floor = 8;
  await vi.advanceTimersByTimeAsync(1_000);
  hub.greet(10);
  await vi.advanceTimersByTimeAsync(0);
  expect(readSnapshot).toHaveBeenCalledTimes(2);
  expect(hub.connections.at(-1)?.after).toBeNull();
  hub.greet(10);
  expect(live.state.value.last_seq).toBe(10);
});

test("an app whose whole log was pruned is shown as the API tells it", async () => {
  const hub = fakeHub({ floor: 10 });
  const { live } = await connect(hub);
  hub.greet(10);
  expect(live.state.value).toMatchObject({ app: { id: "app" }, last_seq: 10 });
});

test("server-sent events take over where WebSockets never say hello", async () => {
  const sockets = fakeHub();
  const sent = fakeHub({ kind: "eventSource" });
  const { live } = await connect(sockets, sent);
  // Three sockets of ten seconds each, and the pauses between them.
  await vi.advanceTimersByTimeAsync(34_000);
  expect(sockets.connections).toHaveLength(3);
  expect(sent.connections).toHaveLength(1);
  sent.greet(10, 1);
  expect(live.connection.value.state).toBe("live");
  expect(textOf(live.state.value)).toBe("xxxxxxx");
});

test("an app that is deleted ends the connection for good", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  hub.greet(10);
  hub.connections.at(-1)?.listener.onClose(4404);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(live.connection.value.state).toBe("gone");
  expect(hub.connections).toHaveLength(1);
});

test("a connection that is begun again while one is being opened is not ended by the time-out of the one before", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  hub.greet(10);
  hub.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hub.connections).toHaveLength(2);
  showPage(false);
  showPage(true);
  expect(hub.connections).toHaveLength(3);
  hub.greet(10);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(live.connection.value.state).toBe("live");
  expect(hub.connections).toHaveLength(3);
});

test("going offline and online again is one reconnect, and a good connection stays whatever the page does", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  hub.greet(10);
  goOnline(false);
  expect(live.connection.value.state).toBe("offline");
  goOnline(true);
  hub.greet(10);
  showPage(false);
  showPage(true);
  goOnline(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(live.connection.value.state).toBe("live");
  expect(hub.connections).toHaveLength(2);
});

test("a page that is closed listens and tries no more", async () => {
  const hub = fakeHub();
  const { live } = await connect(hub);
  hub.greet(10);
  hub.drop();
  live.close();
  showPage(false);
  showPage(true);
  goOnline(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hub.connections).toHaveLength(1);
});

test("an app that could not be read because the server was away is read again by itself; one that is not there is not", async () => {
  const { ApiError } = await import("../../../src/web/requests/api-error.ts");
  const hub = fakeHub();
  const answers = [new ApiError(0, "unreachable", "away"), new ApiError(503, "unexpected", "starting")];
  const { live, readSnapshot } = await connect(hub, fakeHub(), async () => {
    const failure = answers.shift();
    if (failure) throw failure;
    return snapshot;
  });
  expect(live.connection.value.state).toBe("failed");
  await vi.advanceTimersByTimeAsync(5_000);
  hub.greet(10);
  expect([live.connection.value.state, readSnapshot.mock.calls.length]).toEqual(["live", 3]);

  const gone = await connect(fakeHub(), fakeHub(), () => Promise.reject(new ApiError(404, "not_found", "no such app")));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([gone.live.connection.value.state, gone.readSnapshot.mock.calls.length]).toEqual(["failed", 1]);
});

test("a log that was pruned while the server could not be asked is asked for until it answers", async () => {
  const hub = fakeHub();
  let away = false;
  const { live } = await connect(hub, fakeHub(), () =>
    away ? Promise.reject(new TypeError("fetch failed")) : Promise.resolve(snapshot),
  );
  hub.greet(5);
  hub.drop();
  hub.floor = 8;
  away = true;
  await vi.advanceTimersByTimeAsync(1_000);
  hub.greet(10);
  await vi.advanceTimersByTimeAsync(0);
  expect(live.connection.value.state).toBe("reconnecting");
  away = false;
  await vi.advanceTimersByTimeAsync(5_000);
  hub.greet(10);
  await vi.advanceTimersByTimeAsync(0);
  hub.greet(10);
  expect([live.connection.value.state, live.state.value.last_seq]).toEqual(["live", 10]);
});
