// Families of providers by their name on the wire: a line each. What a family does is in src/models.

interface ProviderFacts {
  /** As people know it. */
  title: string;
  /** Settings of the family begin with it. */
  prefix: string;
  /** Setting with its key; empty: it has none. */
  key: string;
}

const facts = (title: string, prefix: string, key = `${prefix}_API_KEY`): ProviderFacts => ({ title, prefix, key });

export const providers = {
  openai: facts("OpenAI", "OPENAI"),
  openrouter: facts("OpenRouter", "OPENROUTER"),
  anthropic: facts("Anthropic", "ANTHROPIC"),
  /** Found by `npm start`. */
  local: facts("This machine's model server", "LOCAL", ""),
  "workers-ai": facts("Cloudflare's Workers AI", "WORKERS_AI", ""),
  demo: facts("The demo model", "DEMO", ""),
};

export type ProviderName = keyof typeof providers;

export const providerNames = Object.keys(providers) as ProviderName[];
