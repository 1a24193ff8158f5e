// The subscribers of the fan-out bench, the same bare sockets for every server: they count what comes, and one of them reads it. A process of its own.
import WebSocket from "ws";
import { pingText, pongText } from "../../../src/protocol/constants.ts";
import { charactersOf, type FanoutJob } from "../lib/fanout-job.ts";

type Order = { type: "open"; urls: string[]; socketIo: boolean; pings: boolean } | { type: "expect"; job: FanoutJob };

let sockets: WebSocket[] = [];
let isSocketIo = false;
/** The hub lets a viewer go that takes much and never says that it has. */
let pings = false;
/** Frames that hold events, of each socket, and their bytes. */
let frames: number[] = [];
let bytes: number[] = [];
/** What the first socket got. */
let read: string[] = [];
let expected: FanoutJob | null = null;
let complete = 0;

/** A thousand connections at once are a test of the listen queue. */
const openTogether = 20;

/** Engine.IO and socket.io packets: open, ping, connect, event. */
const packets = { open: "0", ping: "2", pong: "3", connect: "40", event: "42" };

function open(url: string, index: number): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let isReady = false;
    socket.once("error", reject);
    socket.on("message", (data: Buffer) => {
      if (!isReady) {
        const text = data.toString();
        if (isSocketIo && text.startsWith(packets.open)) return socket.send(packets.connect);
        isReady = true;
        return resolve(socket);
      }
      if (isSocketIo && data.byteLength === 1 && data.toString() === packets.ping) return socket.send(packets.pong);
      if (pings && data.byteLength === pongText.length && data.toString() === pongText) return;
      took(index, data);
    });
    // Nothing would ever be complete.
    socket.once("close", (code) => {
      throw new Error(`A socket was closed with code ${code}.`);
    });
  });
}

function took(index: number, data: Buffer): void {
  frames[index] = (frames[index] ?? 0) + 1;
  bytes[index] = (bytes[index] ?? 0) + data.byteLength;
  if (index === 0) read.push(data.toString());
  if (frames[index] !== expected?.frames) return;
  complete += 1;
  if (complete === sockets.length) report(expected);
}

function report(job: FanoutJob): void {
  const atNs = process.hrtime.bigint();
  let characters = 0;
  for (const frame of read) {
    const text = isSocketIo ? frame.slice(packets.event.length) : frame;
    const value = JSON.parse(text) as { text: string }[] | ["events", { text: string }[]];
    for (const event of isSocketIo ? (value[1] as { text: string }[]) : (value as { text: string }[]))
      characters += event.text.length;
  }
  // Sockets of two hubs count their own numbers, which may differ by a digit here and there.
  const isWhole = characters === charactersOf(job) && bytes.every((size) => Math.abs(size - (bytes[0] ?? 0)) <= job.frames);
  process.send?.({ atNs: String(atNs), result: isWhole ? "whole" : `${characters} characters` });
}

process.on("message", async (order: Order) => {
  switch (order.type) {
    case "open":
      isSocketIo = order.socketIo;
      pings = order.pings;
      sockets = [];
      for (let at = 0; at < order.urls.length; at += openTogether) {
        const some = order.urls.slice(at, at + openTogether);
        sockets.push(...(await Promise.all(some.map((url, index) => open(url, at + index)))));
      }
      process.send?.({ opened: sockets.length });
      return;
    case "expect":
      expected = order.job;
      complete = 0;
      frames = sockets.map(() => 0);
      bytes = sockets.map(() => 0);
      read = [];
      if (pings) for (const socket of sockets) socket.send(pingText);
      process.send?.({ ready: true });
      return;
  }
});
