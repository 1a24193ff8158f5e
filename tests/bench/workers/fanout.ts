// The senders of the fan-out bench inside workerd: the hub's own log and sockets, and a partyserver room. Both are told which frames to send.
import { DurableObject } from "cloudflare:workers";
import { type Connection, Server } from "partyserver";
import { openEventLog } from "../../../src/hub/log.ts";
import { openSockets } from "../../../src/hub/sockets.ts";
import type { LogEvent } from "../../../src/protocol/events.ts";
import { eventOf, type FanoutJob, pauseAfterFrame } from "../lib/fanout-job.ts";

/** A hub without runs: what reaches subscribers goes through the product's own log and sockets, row before frame, as the driver does it. */
export class Fanout extends DurableObject {
  #log = openEventLog(this.ctx.storage.sql);
  #sockets = openSockets(this.ctx);

  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade"))
      return this.#sockets.accept(this.#log, { appId: "bench", lastSeq: 0, floor: 0, running: null, after: null });
    const job = (await request.json()) as FanoutJob;
    // Each job is a log of its own: the object may have slept since the last one.
    this.#log.clear();
    for (let frame = 0; frame < job.frames; frame += 1) {
      const event: LogEvent = { seq: frame + 1, ...eventOf(job, frame) };
      const frames = this.ctx.storage.transactionSync(() => this.#log.append([event], Date.now()));
      for (const text of frames) this.#sockets.broadcast(text);
      if (pauseAfterFrame(job, frame)) await scheduler.wait(0);
    }
    return Response.json({});
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close(1000);
  }
}

export class Party extends Server {
  static override options = { hibernate: true };

  override onConnect(connection: Connection): void {
    connection.send("[]");
  }

  async broadcastAll(job: FanoutJob): Promise<Record<string, never>> {
    for (let frame = 0; frame < job.frames; frame += 1) {
      this.broadcast(JSON.stringify([{ seq: frame + 1, ...eventOf(job, frame) }]));
      if (pauseAfterFrame(job, frame)) await scheduler.wait(0);
    }
    return {};
  }
}
