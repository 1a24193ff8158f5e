// What `cloudflare:test` and `cloudflare:workers` are in tests: the plugin's helpers, and this Worker's own bindings.
/// <reference types="@cloudflare/vitest-plugin/types" />
import type { Env as WorkerEnv } from "../../src/env.ts";

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
  }
}
