// An app's events: the WebSocket goes straight to the hub; clients without one get server-sent events, bridged from a hub socket.
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { pingText, pongText } from "../protocol/constants.ts";
import type { WireEvent } from "../protocol/events.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import { followApp } from "./operations/events.ts";

/** A comment at this rate keeps proxies from closing a quiet stream, milliseconds. */
const keepAliveMs = 20_000;
/** Unsent characters of a stream at which its reader is too slow: well above the largest replay frame, well below an isolate's memory. */
const maxWaitingCharacters = 8_000_000;
/** The bridge tells the hub that it keeps up after this many, far below what the hub sends without hearing of it. */
const confirmCharacters = 1_000_000;

export const events = new Hono<ApiEnv>().get("/:id/events", query(followApp), async (c) => {
  const { row } = c.get("app");
  // Hono answers HEAD by the same handler: its stream would be opened, and never read or left.
  if (c.req.method === "HEAD") throw new Fault("bad_request", "A stream has no HEAD.", "Open it with GET.");
  if (c.req.header("upgrade")?.toLowerCase() === "websocket") return openSocket(c, row.id, c.req.valid("query").after);
  if (!c.req.header("accept")?.includes("text/event-stream")) {
    throw new Fault("bad_request", "This is a stream.", "Open it as a WebSocket, or send Accept: text/event-stream.");
  }
  return serverSentEvents(c, row.id, c.req.valid("query").after);
});

async function openSocket(c: Context<ApiEnv>, appId: string, after: number | undefined): Promise<Response> {
  const url = new URL("https://hub/events");
  if (after !== undefined) url.searchParams.set("after", String(after));
  const answer = await c.env.APP_HUB.getByName(appId).fetch(url, { headers: { Upgrade: "websocket" } });
  if (answer.status === 404) throw new Fault("not_found", "There is no such app.");
  if (answer.status === 429)
    throw new Fault("too_many_viewers", "Too many viewers follow this app.", "Close some, then connect again.");
  return answer;
}

async function serverSentEvents(c: Context<ApiEnv>, appId: string, from: number | undefined): Promise<Response> {
  const lastId = c.req.header("last-event-id") ?? "";
  const after = /^\d+$/.test(lastId) ? Number(lastId) : from;
  const answer = await openSocket(c, appId, after);
  const socket = answer.webSocket;
  if (!socket) throw new Error(`The hub answered ${answer.status} instead of a socket.`);
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
      // A reader that does not keep up resumes by its last id, instead of filling our memory.
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
        // Only now has the reader taken it: to the hub, this bridge reads as fast as its client does.
        socket.send(pingText);
        unconfirmedCharacters = 0;
      });
    });
    socket.addEventListener("error", () => over.resolve());
    socket.addEventListener("close", () => over.resolve());
    stream.onAbort(() => over.resolve());
    socket.accept();
    const keepAlive = setInterval(() => void stream.write(": keep-alive\n\n"), keepAliveMs);
    await over.promise;
    clearInterval(keepAlive);
    socket.close(1000);
    await writing;
  });
}
