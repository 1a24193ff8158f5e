// The Worker as it is, but that its hub and its Runner reach D1 through a wrapper that can fail one call. For tests/faults.
import type { Env } from "../../src/env.ts";
import type { Job } from "../../src/hub/contract/run-stream.ts";
import { AppHub as Hub, Runner as RealRunner, default as worker } from "../../src/worker.ts";
import { faultyDatabase } from "../fakes/faulty-database.ts";

export default worker;

export class AppHub extends Hub {
  constructor(state: DurableObjectState, env: Env) {
    super(state, { ...env, DB: faultyDatabase(env.DB, state.id.name ?? "") });
  }
}

export class Runner extends RealRunner {
  override run(job: Job): ReadableStream<Uint8Array> {
    this.env = { ...this.env, DB: faultyDatabase(this.env.DB, job.appId) };
    return super.run(job);
  }
}
