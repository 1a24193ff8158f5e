// The app's subscribers: hibernating WebSockets that get whole frames. Viewers cannot write, and one that does not read is dropped.
import { closeCodes, pingText, pongText } from "../protocol/constants.ts";
import type { ControlEvent } from "../protocol/events.ts";
import { maxSubscribers, maxUnconfirmedCharacters } from "./core/limits.ts";
import type { EventLog } from "./log.ts";

export interface Sockets {
  /**
   * Accepts a subscriber: hello, then what it missed, then live. No await in here, so that nothing can be appended between replay and the
   * first live frame.
   */
  accept(
    log: EventLog,
    hello: { appId: string; lastSeq: number; floor: number; running: string | null; after: number | null },
  ): Response;
  broadcast(frame: string): void;
  closeAll(code: number, reason: string): void;
}

export function openSockets(state: DurableObjectState): Sockets {
  state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingText, pongText));
  /** Units sent since the last ping looked at. Lost with the object, which only restarts the count. */
  const unconfirmed = new WeakMap<WebSocket, { pingAtMs: number; characters: number }>();

  /**
   * The runtime does not tell what waits in a socket, but answers pings in order with what was sent before them. The time of the last ping is looked
   * up only after this much was sent: looking it up for every frame and socket would cost more.
   */
  function isTooSlow(socket: WebSocket, characters: number): boolean {
    const known = unconfirmed.get(socket);
    if (known && known.characters + characters <= maxUnconfirmedCharacters) {
      known.characters += characters;
      return false;
    }
    const pingAtMs = state.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
    if (known?.pingAtMs === pingAtMs) return true;
    unconfirmed.set(socket, { pingAtMs, characters });
    return characters > maxUnconfirmedCharacters;
  }

  return {
    accept(log, { appId, lastSeq, floor, running, after }) {
      if (state.getWebSockets().length >= maxSubscribers) return new Response(null, { status: 429 });
      const { 0: client, 1: server } = new WebSocketPair();
      state.acceptWebSocket(server);
      const first: ControlEvent[] = [{ type: "hello", app_id: appId, last_seq: lastSeq, floor, running }];
      // A client ahead of us knows another log: its position is as useless as one below the floor.
      const lost = after !== null && (after < floor || after > lastSeq);
      if (lost) first.push({ type: "log.reset", floor });
      server.send(JSON.stringify(first));
      for (const frame of log.replay(lost || after === null ? floor : after)) server.send(frame);
      return new Response(null, { status: 101, webSocket: client });
    },
    broadcast(frame) {
      for (const socket of state.getWebSockets()) {
        try {
          if (isTooSlow(socket, frame.length))
            socket.close(
              closeCodes.tooSlow,
              "You have not read anything for too long. Reconnect with your last seq, and send pings.",
            );
          else socket.send(frame);
        } catch (error) {
          // The socket closed meanwhile; its client resumes by seq.
          console.debug(JSON.stringify({ event: "subscriber.gone", reason: String(error) }));
        }
      }
    },
    closeAll(code, reason) {
      for (const socket of state.getWebSockets()) socket.close(code, reason);
    },
  };
}
