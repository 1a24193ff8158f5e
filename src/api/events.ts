// An app's events: the WebSocket goes straight to the hub; clients without one get server-sent events, bridged from a hub socket.
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { confirmCharacters, connect, openSocket } from "../hub/connect.ts";
import { pingText, pongText } from "../protocol/constants.ts";
import type { WireEvent } from "../protocol/events.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import { answerOf, onApp } from "./granted.ts";
import { followApp } from "./operations/events.ts";

/** How often a comment is sent to keep proxies from closing a quiet stream, milliseconds. */
const keepAliveMs = 20_000;
/** Unsent characters at which a stream's reader is too slow: well above the largest replay frame, well below an isolate's memory. */
const maxWaitingCharacters = 8_000_000;
/** Pause before a browser reconnects, milliseconds. A lost hub is back at once; its readers need not all be. */
const reconnectMs = 2_000;

const streamHeaders = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
  // Proxies that buffer answers would show nothing until the end.
  "X-Accel-Buffering": "no",
};

export const events = new Hono<ApiEnv>().get("/:id/events", query(followApp), async (c) => {
  const { appId } = onApp(c, followApp);
  const { after } = c.req.valid("query");
  if (c.req.header("upgrade")?.toLowerCase() === "websocket") return answerOf(await connect(c.env.APP_HUB, appId, after));
  if (!c.req.header("accept")?.includes("text/event-stream")) {
    throw new Fault("bad_request", "This is a stream.", "Open it as a WebSocket, or send Accept: text/event-stream.");
  }
  // Hono answers HEAD with the same handler, which would open a stream that nobody reads or closes.
  if (c.req.method === "HEAD") return c.body(null, 200, streamHeaders);
  return serverSentEvents(c, appId, after);
});

async function serverSentEvents(c: Context<ApiEnv>, appId: string, from: number | undefined): Promise<Response> {
  const lastId = c.req.header("last-event-id") ?? "";
  const after = /^\d+$/.test(lastId) ? Number(lastId) : from;
  const socket = answerOf(await openSocket(c.env.APP_HUB, appId, after));
  for (const [name, value] of Object.entries(streamHeaders)) c.header(name, value);
  return streamSSE(c, async (stream) => {
    const over = Promise.withResolvers<void>();
    let writing = Promise.resolve();
    let waitingCharacters = 0;
    let unconfirmedCharacters = 0;
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      if (text === pongText) return;
      const frame = JSON.parse(text) as WireEvent[];
      waitingCharacters += text.length;
      // A reader that falls behind reconnects from its last id instead of filling our memory.
      if (waitingCharacters > maxWaitingCharacters) return over.resolve();
      writing = writing.then(async () => {
        for (const event of frame) {
          await stream.writeSSE({
            data: JSON.stringify(event),
            event: event.type,
            ...("seq" in event ? { id: String(event.seq) } : {}),
          });
        }
        waitingCharacters -= text.length;
        unconfirmedCharacters += text.length;
        if (unconfirmedCharacters < confirmCharacters || socket.readyState !== WebSocket.OPEN) return;
        // Acknowledged only now that the client has read it, so the hub sees this bridge read at its client's speed.
        socket.send(pingText);
        unconfirmedCharacters = 0;
      });
    });
    socket.addEventListener("error", () => over.resolve());
    socket.addEventListener("close", () => over.resolve());
    stream.onAbort(() => over.resolve());
    writing = stream.write(`retry: ${reconnectMs}\n\n`).then(() => {});
    socket.accept();
    const keepAlive = setInterval(() => void stream.write(": keep-alive\n\n"), keepAliveMs);
    await over.promise;
    clearInterval(keepAlive);
    socket.close(1000);
    await writing;
  });
}
