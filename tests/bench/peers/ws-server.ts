// Fan-out over a bare `ws` server: one serialisation a frame, one send a socket. A process of its own, told what to send over IPC.
import type { AddressInfo } from "node:net";
import { setImmediate as afterWrites } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { eventOf, type FanoutJob, pauseAfterFrame } from "../lib/fanout-job.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket) => socket.send("[]"));
server.on("listening", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", async (job: FanoutJob) => {
  for (let frame = 0; frame < job.frames; frame += 1) {
    const text = JSON.stringify([{ seq: frame + 1, ...eventOf(job, frame) }]);
    for (const socket of server.clients) socket.send(text);
    if (pauseAfterFrame(job, frame)) await afterWrites();
  }
});
