// Opens a WebSocket to an app's hub, for a client or for a reader in this Worker.
import { noSuchApp } from "../domain/refusals.ts";
import { done, type Result, refuse, refused } from "../domain/result.ts";
import type { AppHub } from "./app-hub.ts";
import { unreadable } from "./contract/requests.ts";

export type Hubs = DurableObjectNamespace<AppHub>;

/** A reader for somebody else acknowledges after this many characters, far fewer than the hub sends without an acknowledgement. */
export const confirmCharacters = 1_000_000;

/** Events after this `seq`, or only those from now on; undefined: everything that is kept. */
export type After = number | "now" | undefined;

/** The hub's answer, to be passed on to a client. */
export async function connect(hubs: Hubs, appId: string, after: After): Promise<Result<Response>> {
  const url = new URL("https://hub/events");
  if (after !== undefined) url.searchParams.set("after", String(after));
  const answer = await hubs.getByName(appId).fetch(url, { headers: { Upgrade: "websocket" } });
  if (answer.status === 404) return refused(noSuchApp);
  if (answer.status === 429)
    return refuse("too_many_viewers", "Too many viewers are following this app.", "Close some and connect again.");
  if (answer.status === 503) return unreadable;
  return done(answer);
}

/** The socket itself, for a reader in this Worker. */
export async function openSocket(hubs: Hubs, appId: string, after: After): Promise<Result<WebSocket>> {
  const answer = await connect(hubs, appId, after);
  if (!answer.ok) return answer;
  const { webSocket, status } = answer.value;
  if (!webSocket) throw new Error(`The hub answered ${status} instead of a socket.`);
  return done(webSocket);
}
