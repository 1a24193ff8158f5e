// Composition root: what the Worker answers, what it consumes, and the classes it exports. Nothing else.
import { api } from "./api/index.ts";
import type { Env } from "./env.ts";
import type { RunPointer } from "./protocol/run-stream.ts";
import { consume } from "./queue/consumer.ts";

export { AppHub } from "./hub/app-hub.ts";
export { Runner } from "./queue/runner.ts";

export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/api/")) return api.fetch(request, env, ctx);
    return env.ASSETS.fetch(request);
  },
  queue: (batch: MessageBatch<RunPointer>, env) => consume(batch, env),
} satisfies ExportedHandler<Env, RunPointer>;
