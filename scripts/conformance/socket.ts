// A WebSocket that reports a close as soon as the server sends one; Node's own waits until the connection is gone.
import { randomBytes } from "node:crypto";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import type { Duplex } from "node:stream";
import { createFrameReader, opcodes, writeFrame } from "../lib/web-socket-frames.ts";

export interface SocketListener {
  onText(text: string): void;
  /** Code of the server's close frame; 1006 if there was none. */
  onClose(code: number): void;
  /** The upgrade was refused. */
  onRefused(status: number): void;
}

export interface Socket {
  say(text: string): void;
  close(): void;
}

export const upgradeHeaders = (): Record<string, string> => ({
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
});

const nobodySaidWhy = 1006;

export function openSocket(address: string, headers: Readonly<Record<string, string>>, listener: SocketListener): Socket {
  const url = new URL(address);
  const open = url.protocol === "https:" ? secure : plain;
  let stream: Duplex | null = null;
  let isOver = false;
  const waiting: Buffer[] = [];
  const end = (code: number) => {
    if (!isOver) listener.onClose(code);
    isOver = true;
    stream?.destroy();
  };
  const sent = open(url, { headers: { ...headers, ...upgradeHeaders() } });
  sent.on("response", (answer) => {
    isOver = true;
    answer.resume();
    listener.onRefused(answer.statusCode ?? 0);
  });
  sent.on("error", () => end(nobodySaidWhy));
  sent.on("upgrade", (_answer, upgraded, begun) => {
    stream = upgraded;
    const read = createFrameReader();
    let text: Buffer[] = [];
    const take = (bytes: Buffer) => {
      for (const { opcode, isLast, payload } of read(bytes)) {
        if (opcode === opcodes.close) return end(payload.length >= 2 ? payload.readUInt16BE(0) : nobodySaidWhy);
        if (opcode === opcodes.ping) say(opcodes.pong, payload);
        if (opcode !== opcodes.text && opcode !== opcodes.continuation) continue;
        text.push(payload);
        if (!isLast) continue;
        listener.onText(Buffer.concat(text).toString("utf8"));
        text = [];
      }
    };
    upgraded.on("data", take);
    upgraded.on("error", () => end(nobodySaidWhy));
    upgraded.on("close", () => end(nobodySaidWhy));
    if (begun.length > 0) take(begun);
    for (const bytes of waiting) upgraded.write(bytes);
    if (isOver) upgraded.destroy();
  });
  sent.end();

  function say(opcode: number, payload: Buffer): void {
    const bytes = writeFrame({ opcode, isLast: true, payload }, randomBytes(4));
    if (stream) stream.write(bytes);
    else waiting.push(bytes);
  }
  return {
    say: (text) => say(opcodes.text, Buffer.from(text)),
    close() {
      isOver = true;
      stream?.destroy();
    },
  };
}
