// The way from the API to an app's hub: a WebSocket, whoever it is for.
import type { Context } from "hono";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";

/** Who reads for somebody else tells the hub that it keeps up after so many characters, far below what the hub sends without hearing of it. */
export const confirmCharacters = 1_000_000;

/** Events after this `seq`, or only those that come from now on; undefined stands for everything that is kept. */
export type After = number | "now" | undefined;

export async function connectHub(c: Context<ApiEnv>, appId: string, after: After): Promise<Response> {
  const url = new URL("https://hub/events");
  if (after !== undefined) url.searchParams.set("after", String(after));
  const answer = await c.env.APP_HUB.getByName(appId).fetch(url, { headers: { Upgrade: "websocket" } });
  if (answer.status === 404) throw new Fault("not_found", "There is no such app.");
  if (answer.status === 429)
    throw new Fault("too_many_viewers", "Too many viewers follow this app.", "Close some, then connect again.");
  return answer;
}

/** The socket itself, for a reader in this Worker. */
export async function hubSocket(c: Context<ApiEnv>, appId: string, after: After): Promise<WebSocket> {
  const answer = await connectHub(c, appId, after);
  if (!answer.webSocket) throw new Error(`The hub answered ${answer.status} instead of a socket.`);
  return answer.webSocket;
}
