// What to call a model's server in a sentence: its name if known, else its address. Never the name of a company that is not involved.
import type { FamilyNames } from "../model.ts";

/** By the end of the host. */
const known: readonly [host: string, name: string][] = [
  ["api.openai.com", "OpenAI"],
  ["openrouter.ai", "OpenRouter"],
  ["api.anthropic.com", "Anthropic"],
  ["api.groq.com", "Groq"],
  ["api.deepseek.com", "DeepSeek"],
  ["api.mistral.ai", "Mistral"],
  ["generativelanguage.googleapis.com", "Gemini"],
  ["aiplatform.googleapis.com", "Vertex AI"],
  ["api.together.xyz", "Together"],
  ["api.together.ai", "Together"],
  ["models.inference.ai.azure.com", "GitHub Models"],
  ["models.github.ai", "GitHub Models"],
  ["api.githubcopilot.com", "GitHub Copilot"],
  ["openai.azure.com", "Azure"],
  ["cognitiveservices.azure.com", "Azure"],
  ["services.ai.azure.com", "Azure"],
  ["api.x.ai", "xAI"],
  ["api.fireworks.ai", "Fireworks"],
  ["api.cerebras.ai", "Cerebras"],
  ["api.perplexity.ai", "Perplexity"],
  ["aliyuncs.com", "Alibaba Cloud"],
  ["api.moonshot.ai", "Moonshot"],
  ["api.moonshot.cn", "Moonshot"],
  ["api.minimax.io", "MiniMax"],
  ["api.z.ai", "Z.ai"],
  ["open.bigmodel.cn", "Zhipu"],
  ["integrate.api.nvidia.com", "NVIDIA"],
  ["api.cohere.ai", "Cohere"],
  ["api.cohere.com", "Cohere"],
  ["huggingface.co", "Hugging Face"],
  ["gateway.ai.cloudflare.com", "Cloudflare's AI Gateway"],
  ["api.cloudflare.com", "Cloudflare"],
  ["api.sambanova.ai", "SambaNova"],
  ["api.deepinfra.com", "DeepInfra"],
  ["api.novita.ai", "Novita"],
  ["api.siliconflow.cn", "SiliconFlow"],
  ["api.siliconflow.com", "SiliconFlow"],
  ["api.hyperbolic.xyz", "Hyperbolic"],
];

/** For a family that declares no names: settings are named after it. */
export const namesOf = ({ provider, names }: { provider: string; names?: FamilyNames }): FamilyNames => {
  const prefix = provider.toUpperCase().replaceAll("-", "_");
  return names ?? { title: null, keySetting: `${prefix}_API_KEY`, addressSetting: `${prefix}_BASE_URL` };
};

/** As at the start of a sentence. */
export function serverName({ title }: Pick<FamilyNames, "title">, endpoint: string): string {
  if (title !== null) return title;
  const url = urlOf(endpoint);
  if (!url?.hostname) return "The model's server";
  const { hostname } = url;
  const found = known.find(([host]) => hostname === host || hostname.endsWith(`.${host}`));
  return found?.[1] ?? `The server at ${url.host}`;
}

/** Within a sentence. */
export const inside = (name: string): string => name.replace(/^The /, "the ");

/** An address safe to show: without name, password or query, where keys may be. */
export function shownAddress(address: string): string {
  const url = urlOf(address);
  return url ? `${url.origin}${url.pathname}` : "an address that cannot be read";
}

export function isLoopback(address: string): boolean {
  const host = urlOf(address)?.hostname ?? "";
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || host === "0.0.0.0" || /^127\./.test(host);
}

export const isKnownHost = (hostname: string): boolean =>
  known.some(([host]) => hostname === host || hostname.endsWith(`.${host}`));

function urlOf(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
