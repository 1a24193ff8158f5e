// What the Worker is given: bindings, as `wrangler types` writes them down from wrangler.toml (worker-configuration.d.ts), and variables.
// Types only: `Env` stays at the edge.
import type { ProviderSettings } from "./models/endpoints.ts";
import type { OwnSettings } from "./settings.ts";

export type Env = Bindings & OwnSettings & ProviderSettings;
