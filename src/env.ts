// The Worker's bindings and variables, as wrangler.toml and README name them. Types only: `Env` stays at the edge.

import type { AppHub } from "./hub/app-hub.ts";
import type { RunPointer } from "./protocol/run-stream.ts";

export interface Env {
  DB: D1Database;
  APP_HUB: DurableObjectNamespace<AppHub>;
  RUNS: Queue<RunPointer>;
  ASSETS: Fetcher;

  OPENAI_API_KEY?: string;
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
  /** Models that may be asked for besides the default, with patterns: see llm/endpoints.ts. */
  OPENAI_MODELS?: string;
  /** API of the first server, "responses" or "chat": see llm/providers.ts. */
  OPENAI_API?: string;
  OPENROUTER_API_KEY?: string;
  OPENROUTER_BASE_URL?: string;
  OPENROUTER_MODEL?: string;
  OPENROUTER_MODELS?: string;
  /** Patience with a model, seconds: see llm/watchdog.ts. */
  MODEL_FIRST_BYTE_SECONDS?: string;
  MODEL_IDLE_SECONDS?: string;
  MODEL_NO_PROGRESS_SECONDS?: string;
  /** A run moves on to a new invocation after a round that ends later than this, seconds. */
  RUN_SLICE_SECONDS?: string;
  /** Signs sessions. npm start and npm run deploy set it. */
  AUTH_SECRET?: string;
  /** Host whose sub-domains are previews, e.g. "preview.example.com". Not set: "localhost" locally, else signed paths. */
  PREVIEW_HOST?: string;
  /** Names under which the server answers, besides this machine's and PREVIEW_HOST: see auth/hosts.ts. */
  HOSTS?: string;
  /** Pace of the demo model, characters a second. */
  DEMO_CHARACTERS_PER_SECOND?: string;
}

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof import("./worker.ts");
      durableNamespaces: "AppHub";
    }
  }
}
