// Sources of facts. A page or file that many rows rely on has a name here.
import type { Source } from "./fact.ts";

/** No server was found that says this; others say something similar. */
export const byAnalogy: Source = "by analogy, unsourced";

/** Believed to be said by this server, but no page or report of it was found. */
export const unsourced = (server: string): Source => `${server}, unsourced`;

/** Pages that list a server's messages. The month is when they were read. */
export const pages = {
  alibaba: "Alibaba Cloud: help.aliyun.com/en/model-studio/error-code (2026-11)",
  anthropic: "Anthropic: platform.claude.com/docs/en/api/errors (2026-11)",
  minimax: "MiniMax: platform.minimax.io/docs/api-reference/errorcode (2026-11)",
  openai: "OpenAI: platform.openai.com/docs/guides/error-codes (2026-11)",
  workersAi: "Workers AI: developers.cloudflare.com/workers-ai/platform/errors (2026-07)",
  zhipu: "Zhipu: docs.bigmodel.cn/cn/api/api-code (2026-11)",
} as const satisfies Record<string, Source>;

/** Other projects' lists of such sentences. */
export const inPi = (server: string): Source => `${server}: earendil-works/pi, packages/ai/src/utils/overflow.ts (2026-11)`;
export const inHermes = (server: string): Source => `${server}: NousResearch/hermes-agent, agent/error_classifier.py (2026-11)`;
export const inLiteLlm = (server: string): Source => `${server}: BerriAI/litellm, exception_mapping_utils.py (2026-11)`;
