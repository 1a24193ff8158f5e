// The app's subscribers: hibernating WebSockets that are sent whole frames. Viewers cannot write.

import { pingText, pongText } from "../protocol/constants.ts";
import type { ControlEvent } from "../protocol/events.ts";
import type { EventLog } from "./log.ts";

/** Close codes of ours (4000–4999 are for applications). */
export const closeCodes = { deleted: 4404, viewersCannotWrite: 4400 } as const;

export function answerPings(state: DurableObjectState): void {
  state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingText, pongText));
}

/**
 * Accepts a subscriber: hello, then what it missed, then live. No await in here, so that nothing can be appended between replay and the
 * first live frame.
 */
export function acceptSubscriber(
  state: DurableObjectState,
  log: EventLog,
  hello: { appId: string; running: string | null; after: number | null },
): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  state.acceptWebSocket(server);
  const floor = log.floor();
  const lastSeq = log.lastSeq();
  const first: ControlEvent[] = [{ type: "hello", app_id: hello.appId, last_seq: lastSeq, floor, running: hello.running }];
  // A client that is ahead of us knows another log: what it holds is as useless as what is older than the floor.
  const lost = hello.after !== null && (hello.after < floor || hello.after > lastSeq);
  if (lost) first.push({ type: "log.reset", floor });
  server.send(JSON.stringify(first));
  for (const frame of log.replay(lost || hello.after === null ? floor : hello.after)) server.send(frame);
  return new Response(null, { status: 101, webSocket: client });
}

export function broadcast(state: DurableObjectState, frame: string): void {
  for (const socket of state.getWebSockets()) {
    try {
      socket.send(frame);
    } catch (error) {
      // The socket closed under us; its client resumes by seq.
      console.debug(JSON.stringify({ event: "subscriber.gone", reason: String(error) }));
    }
  }
}
