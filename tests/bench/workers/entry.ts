// The Worker as it is, but that its hub and its Runner reach D1 through a wrapper that counts, and the queue through one that can be replaced. Benches
// ask it under /__bench/. Never deployed.
import type { Env as ProductEnv } from "../../../src/env.ts";
import type { Job, RunPointer } from "../../../src/hub/contract/run-stream.ts";
import { AppHub as Hub, Runner as RealRunner, default as worker } from "../../../src/worker.ts";
import { callsOf, countingDatabase, forgetCalls } from "./counting-database.ts";

interface Env extends Omit<ProductEnv, "APP_HUB"> {
  APP_HUB: DurableObjectNamespace<AppHub>;
  /** A queue whose consumer has the default batch time-out. */
  RUNS_PATIENT: Queue<RunPointer>;
}

/** How a hub hands a run over. One isolate serves all of a local Worker, so a variable of it is seen by the hubs. */
let transport: "queue" | "patient queue" | "direct" = "queue";

export class AppHub extends Hub {
  #sql: SqlStorage;

  constructor(state: DurableObjectState, env: Env) {
    const appId = state.id.name ?? "";
    super(state, { ...env, DB: countingDatabase(env.DB, appId), RUNS: queueOf(env) });
    this.#sql = state.storage.sql;
  }

  override start(pointer: RunPointer): Promise<void> {
    forgetCalls(pointer.app_id);
    return super.start(pointer);
  }

  benchLog(): { rows: number; events: number; characters: number } {
    const query = "SELECT COUNT(*) AS rows, SUM(last - first + 1) AS events, SUM(LENGTH(body)) AS characters FROM log";
    return this.#sql.exec<{ rows: number; events: number; characters: number }>(query).one();
  }
}

export class Runner extends RealRunner {
  override run(job: Job): ReadableStream<Uint8Array> {
    this.env = { ...this.env, DB: countingDatabase(this.env.DB, job.appId) };
    return super.run(job);
  }
}

/** The producer of a queue, as the bench wants it now. */
function queueOf(env: Env): Queue<RunPointer> {
  const direct = async (pointer: RunPointer) => {
    await env.APP_HUB.getByName(pointer.app_id).start(pointer);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  };
  return new Proxy(env.RUNS, {
    get(target, name) {
      if (name !== "send") return Reflect.get(target, name, target);
      if (transport === "direct") return direct;
      const queue = transport === "queue" ? target : env.RUNS_PATIENT;
      return queue.send.bind(queue);
    },
  });
}

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    const [, place, what, id] = url.pathname.split("/");
    if (place !== "__bench") return worker.fetch(request as Parameters<typeof worker.fetch>[0], env, context);
    switch (what) {
      case "transport":
        transport = id === "direct" ? "direct" : id === "patient" ? "patient queue" : "queue";
        return new Response(transport);
      case "run":
        return Response.json({ calls: callsOf(id ?? ""), log: await env.APP_HUB.getByName(id ?? "").benchLog() });
      default:
        return new Response(null, { status: 404 });
    }
  },
  queue: worker.queue,
} satisfies ExportedHandler<Env, RunPointer>;
