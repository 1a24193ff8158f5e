// The Worker as it is, but that the model which a run asks for says which server is asked: each of the fake's dialects is one installation's only
// server. For tests/dialects.
import type { Env } from "../../src/env.ts";
import type { Job } from "../../src/hub/contract/run-stream.ts";
import { Runner as RealRunner, default as worker } from "../../src/worker.ts";
import { settingsFor } from "../dialects/installation.ts";

export { AppHub } from "../../src/worker.ts";
export default worker;

export class Runner extends RealRunner {
  override run(job: Job): ReadableStream<Uint8Array> {
    this.env = { ...this.env, ...settingsFor(job.model, this.env) } satisfies Env;
    return super.run(job);
  }
}
