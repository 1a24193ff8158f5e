// Fan-out over a socket.io server, as its documentation does it. A process of its own, told what to send over IPC.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as afterWrites } from "node:timers/promises";
import { Server } from "socket.io";
import { eventOf, type FanoutJob, pauseAfterFrame } from "../lib/fanout-job.ts";

const http = createServer();
const server = new Server(http, { transports: ["websocket"] });
http.listen(0, "127.0.0.1", () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.on("message", async (job: FanoutJob) => {
  for (let frame = 0; frame < job.frames; frame += 1) {
    server.emit("events", [{ seq: frame + 1, ...eventOf(job, frame) }]);
    if (pauseAfterFrame(job, frame)) await afterWrites();
  }
});
