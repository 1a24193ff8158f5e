// A server that keeps its promises, and before it a proxy that breaks one of them: a header that goes missing, an event that comes twice. For the
// tests of the conformance check.
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createFrameReader, opcodes, writeFrame } from "../../scripts/lib/web-socket-frames.ts";

type Headers = Record<string, string | string[] | undefined>;

export interface PassedRequest {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

export interface PassedAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** An event, or an answer's JSON: a breach writes into it what no type allows. */
export type Fields = Record<string, unknown>;

export interface Breach {
  /** Changes a request on its way, or answers it instead. */
  request?(request: PassedRequest): PassedAnswer | undefined;
  /** Changes an answer on its way back. */
  answer?(request: PassedRequest, answer: PassedAnswer): void;
  /** What of a frame is passed on, and how. A stream's frames are single events. */
  events?(events: Fields[], transport: "socket" | "stream"): Fields[];
  /** What is passed on of a text that is no frame. */
  text?(text: string): string | null;
  closeCode?(code: number): number;
}

export interface BreakingProxy {
  url: string;
  /** What is broken from now on. */
  breach: Breach;
  close(): Promise<void>;
}

export async function startBreakingProxy(target: string): Promise<BreakingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Duplex>();
  const server = createServer((request, response) => void pass(request, response));
  const ask = ({ method, path, headers }: PassedRequest) => httpRequest({ hostname, port, method, path, headers });

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { breach } = proxy;
    const pieces = await Array.fromAsync<Buffer>(incoming);
    const request = passedOf(incoming, Buffer.concat(pieces).toString("latin1"));
    const instead = breach.request?.(request);
    if (instead) return finish(response, instead);
    const outgoing = ask({
      ...request,
      headers: { ...request.headers, "content-length": String(Buffer.byteLength(request.body, "latin1")) },
    });
    outgoing.on("error", () => response.destroy());
    response.on("close", () => outgoing.destroy());
    outgoing.on("response", async (answer) => {
      if (answer.headers["content-type"]?.startsWith("text/event-stream") && request.method === "GET")
        return passStream(answer, response, breach);
      const passed = {
        status: answer.statusCode ?? 0,
        headers: { ...answer.headers } as Headers,
        body: Buffer.concat(await Array.fromAsync<Buffer>(answer)).toString("latin1"),
      };
      breach.answer?.(request, passed);
      finish(response, passed);
    });
    outgoing.end(Buffer.from(request.body, "latin1"));
  }

  server.on("upgrade", (incoming: IncomingMessage, client: Duplex) => {
    const { breach } = proxy;
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    const request = passedOf(incoming, "");
    breach.request?.(request);
    // Frames are read here, so they come without compression.
    delete request.headers["sec-websocket-extensions"];
    const outgoing = ask(request);
    outgoing.on("error", () => client.destroy());
    outgoing.on("response", async (answer) => {
      const body = Buffer.concat(await Array.fromAsync<Buffer>(answer)).toString("latin1");
      client.end(`HTTP/1.1 ${answer.statusCode} Refused\r\n${headLines(answer.rawHeaders)}\r\n\r\n${body}`);
    });
    outgoing.on("upgrade", (answer, upstream, begun) => {
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${headLines(answer.rawHeaders)}\r\n\r\n`);
      client.pipe(upstream);
      upstream.on("error", () => client.destroy());
      upstream.on("close", () => client.end());
      client.on("close", () => upstream.destroy());
      const read = createFrameReader();
      const take = (bytes: Buffer) => {
        for (const frame of read(bytes)) {
          const payload = broken(frame.opcode, frame.payload, breach);
          if (payload !== null) client.write(writeFrame({ ...frame, payload }));
        }
      };
      upstream.on("data", take);
      if (begun.length > 0) take(begun);
    });
    outgoing.end();
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: BreakingProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    breach: {},
    async close() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

const passedOf = ({ method = "GET", url: path = "/", headers }: IncomingMessage, body: string): PassedRequest => ({
  method,
  path,
  headers: { ...headers },
  body,
});

function headLines(raw: readonly string[]): string {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${raw[at + 1]}`] : [])).join("\r\n");
}

function finish(response: ServerResponse, { status, headers, body }: PassedAnswer): void {
  const bytes = Buffer.from(body, "latin1");
  const kept = Object.entries(headers).filter(([name]) => !["transfer-encoding", "content-length", "connection"].includes(name));
  response.writeHead(status, Object.fromEntries(kept) as Record<string, string>);
  response.end(bytes);
}

/** A frame's payload as the breach wants it; null: it is left out. */
function broken(opcode: number, payload: Buffer, breach: Breach): Buffer | null {
  if (opcode === opcodes.close && breach.closeCode && payload.length >= 2) {
    const changed = Buffer.from(payload);
    changed.writeUInt16BE(breach.closeCode(payload.readUInt16BE(0)), 0);
    return changed;
  }
  if (opcode !== opcodes.text) return payload;
  const text = payload.toString("utf8");
  const changed = text.startsWith("[") ? brokenFrame(text, breach) : breach.text ? breach.text(text) : text;
  return changed === null ? null : Buffer.from(changed);
}

function brokenFrame(text: string, { events }: Breach): string | null {
  if (!events) return text;
  const passed = events(JSON.parse(text) as Fields[], "socket");
  return passed.length === 0 ? null : JSON.stringify(passed);
}

function passStream(answer: IncomingMessage, response: ServerResponse, { events }: Breach): void {
  response.writeHead(answer.statusCode ?? 0, answer.headers);
  let rest = "";
  answer.setEncoding("utf8");
  answer.on("data", (piece: string) => {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (!events || data === undefined) response.write(`${block}\n\n`);
      else for (const event of events([JSON.parse(data)], "stream")) response.write(written(event));
    }
  });
  answer.on("close", () => response.end());
}

function written(event: Fields): string {
  const id = event.seq === undefined ? "" : `id: ${event.seq}\n`;
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n${id}\n`;
}
