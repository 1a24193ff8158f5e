// Sends one request with Node's own client, which lets a check set any Host, send HEAD and upgrades, and omit headers. Names below `localhost`
// go to loopback, as in browsers.
import { request as plain } from "node:http";
import { request as secure } from "node:https";

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/** Longest that a request may take, besides the wait it asked for, milliseconds: it waits for the server, not for a model. */
const patienceMs = 30_000;
const longestWaitMs = 60_000;

export function send(address: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Reply> {
  const url = new URL(address);
  const loopback = url.hostname.endsWith(".localhost")
    ? { hostname: "127.0.0.1", headers: { Host: url.host, ...headers } }
    : { headers };
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const open = url.protocol === "https:" ? secure : plain;
  const sent = open(url, { method, ...loopback }, (answer) => {
    const found = headersOf(answer.rawHeaders);
    const status = answer.statusCode ?? 0;
    // A stream has no end: all there is to see is that it was accepted.
    if (found.get("Content-Type")?.startsWith("text/event-stream")) {
      answer.destroy();
      return resolve({ status, headers: found, text: "" });
    }
    const pieces: Buffer[] = [];
    answer.on("data", (piece: Buffer) => pieces.push(piece));
    answer.on("error", reject);
    answer.on("end", () => resolve({ status, headers: found, text: Buffer.concat(pieces).toString("utf8") }));
  });
  sent.setTimeout(patienceMs + longestWaitMs, () => sent.destroy(new Error(`${method} ${url.pathname} was not answered.`)));
  sent.on("error", reject);
  // A socket was accepted where a refusal was expected.
  sent.on("upgrade", (_answer, socket) => {
    socket.destroy();
    resolve({ status: 101, headers: new Headers(), text: "" });
  });
  sent.end(body);
  return promise;
}

/** As Node gives them: names and values in turn, repeated headers separate. */
function headersOf(raw: readonly string[]): Headers {
  const found = new Headers();
  for (let at = 0; at < raw.length; at += 2) found.append(raw[at] ?? "", raw[at + 1] ?? "");
  return found;
}
