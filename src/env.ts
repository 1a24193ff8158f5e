// The Worker's bindings and variables, as wrangler.toml and README name them. Types only: `Env` stays at the edge.

import type { AppHub } from "./hub/app-hub.ts";
import type { ProviderSettings } from "./models/endpoints.ts";
import type { RunPointer } from "./protocol/run-stream.ts";

/** Which models answer, and how long they may take: each family's settings stand in its folder of llm/families, those of patience in llm/watchdog.ts. */
export interface Env extends ProviderSettings {
  DB: D1Database;
  APP_HUB: DurableObjectNamespace<AppHub>;
  RUNS: Queue<RunPointer>;
  ASSETS: Fetcher;

  /** A run moves on to a new invocation after a round that ends later than this, seconds. */
  RUN_SLICE_SECONDS?: string;
  /** Signs sessions. npm start and npm run deploy set it. */
  AUTH_SECRET?: string;
  /** Host whose sub-domains are previews, e.g. "preview.example.com". Not set: "localhost" locally, else signed paths. */
  PREVIEW_HOST?: string;
  /** Names under which the server answers, besides this machine's and PREVIEW_HOST: see auth/hosts.ts. */
  HOSTS?: string;
}

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof import("./worker.ts");
      durableNamespaces: "AppHub";
    }
  }
}
