// What the Worker runs with: bindings, which `wrangler types` writes from wrangler.toml (worker-configuration.d.ts), and variables.
// Types only: `Env` stays at the edge.
import type { ProviderSettings } from "./models/endpoints.ts";
import type { OwnSettings } from "./settings.ts";

export type Env = Bindings & OwnSettings & ProviderSettings;
