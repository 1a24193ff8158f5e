// One request, by hand: Node's own client lets a check say any Host, send HEAD and upgrades, and leave headers out. Names below `localhost` go to
// loopback, as browsers have it.
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

/** A run waits for a model, a request that does not only for the server: this long at most, besides what it asked to wait, milliseconds. */
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
    // It has no end: that it was granted is all there is to see.
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
  // A socket that was granted where a refusal was expected.
  sent.on("upgrade", (_answer, socket) => {
    socket.destroy();
    resolve({ status: 101, headers: new Headers(), text: "" });
  });
  sent.end(body);
  return promise;
}

/** As Node has them: names and values in turns, repeated ones apart. */
function headersOf(raw: readonly string[]): Headers {
  const found = new Headers();
  for (let at = 0; at < raw.length; at += 2) found.append(raw[at] ?? "", raw[at + 1] ?? "");
  return found;
}
