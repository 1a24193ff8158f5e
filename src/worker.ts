// Composition root: the requests the Worker answers, the queue it consumes and the classes it exports.
import { api } from "./api/index.ts";
import { misdirected } from "./api/misdirected.ts";
import { isOurHost } from "./auth/hosts.ts";
import type { Env } from "./env.ts";
import type { RunPointer } from "./hub/contract/run-stream.ts";
import { handlePreview } from "./preview/handle.ts";
import { consume } from "./queue/consumer.ts";
import { serveSite } from "./site.ts";

export { AppHub } from "./hub/app-hub.ts";
export { Runner } from "./runner/runner.ts";

export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    if (!isOurHost(url, env)) return misdirected(url, env);
    // Previews first: a preview host must reach neither our pages nor our API.
    const preview = await handlePreview(request, env);
    if (preview) return preview;
    if (url.pathname.startsWith("/api/")) return api.fetch(request, env, ctx);
    return serveSite(request, env);
  },
  queue: (batch: MessageBatch<RunPointer>, env) => consume(batch, env),
} satisfies ExportedHandler<Env, RunPointer>;
