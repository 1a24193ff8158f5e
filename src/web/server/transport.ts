// Two ways to receive an app's events: a WebSocket, or server-sent events where no WebSocket can be opened. Both deliver frames.
import { pingIntervalMs, pingText, pongText } from "../../protocol/constants.ts";
import type { WireEvent } from "../../protocol/events.ts";

export interface Feed {
  kind: "socket" | "eventSource";
  close(): void;
}

export interface FeedListener {
  onFrame: (frame: WireEvent[]) => void;
  /** The feed has ended, other than by `close`. */
  onClose: (code: number) => void;
}

const addressOf = (appId: string, after: number | null) => `/api/apps/${appId}/events${after === null ? "" : `?after=${after}`}`;

/** A ping without an answer after this long means a dead connection that TCP has not noticed, milliseconds. */
const pongTimeoutMs = 10_000;

const silentCode = 4000;

export function openSocket(appId: string, after: number | null, { onFrame, onClose }: FeedListener): Feed {
  const url = new URL(addressOf(appId, after), location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const pings = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(pingText);
    pongTimer = setTimeout(() => finish(silentCode), pongTimeoutMs);
  }, pingIntervalMs);
  let over = false;

  function close(): void {
    over = true;
    clearInterval(pings);
    clearTimeout(pongTimer);
    socket.close();
  }
  function finish(code: number): void {
    if (over) return;
    close();
    onClose(code);
  }

  socket.addEventListener("message", ({ data }) => {
    if (over) return;
    clearTimeout(pongTimer);
    if (data !== pongText) onFrame(JSON.parse(String(data)) as WireEvent[]);
  });
  socket.addEventListener("close", ({ code }) => finish(code));
  return { kind: "socket", close };
}

/** Server-sent events are named, and a browser delivers only the names it was asked for. */
const eventTypes = Object.keys({
  hello: true,
  "log.reset": true,
  "stage.changed": true,
  "reasoning.start": true,
  "reasoning.delta": true,
  "reasoning.end": true,
  "text.start": true,
  "text.delta": true,
  "text.end": true,
  "file.start": true,
  "file.delta": true,
  "file.end": true,
  "file.deleted": true,
  "file.renamed": true,
  "tool.start": true,
  "tool.end": true,
  "round.reset": true,
  notice: true,
  "message.created": true,
  "message.updated": true,
  "message.deleted": true,
  "app.updated": true,
  "version.queued": true,
  "version.started": true,
  "preview.ready": true,
  "version.completed": true,
  "version.failed": true,
  "version.cancelled": true,
} satisfies Record<WireEvent["type"], true>);

export function openEventSource(appId: string, after: number | null, { onFrame, onClose }: FeedListener): Feed {
  const source = new EventSource(addressOf(appId, after));
  for (const type of eventTypes) {
    source.addEventListener(type, ({ data }) => onFrame([JSON.parse(String(data)) as WireEvent]));
  }
  // The browser would reconnect by itself, but the back-off must have a single owner.
  source.addEventListener("error", () => {
    source.close();
    onClose(0);
  });
  return { kind: "eventSource", close: () => source.close() };
}
