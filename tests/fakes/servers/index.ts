// All servers whose dialect the fake provider speaks: one line each.
import { anthropic } from "./anthropic.ts";
import { azure } from "./azure.ts";
import { deepseek } from "./deepseek.ts";
import { gemini } from "./gemini.ts";
import { groq } from "./groq.ts";
import { llamaCpp } from "./llama-cpp.ts";
import { lmStudio } from "./lm-studio.ts";
import { mistral } from "./mistral.ts";
import { ollama } from "./ollama.ts";
import { openrouter } from "./openrouter.ts";
import type { Server } from "./server.ts";
import { vllm } from "./vllm.ts";
import { workersAi } from "./workers-ai.ts";

/** Those that are asked through Chat Completions. */
export const compatible: readonly Server[] = [
  vllm,
  llamaCpp,
  ollama,
  lmStudio,
  gemini,
  mistral,
  deepseek,
  groq,
  azure,
  openrouter,
];

export const servers: readonly Server[] = [...compatible, anthropic, workersAi];

export const serverNamed = (name: string): Server | undefined => servers.find((server) => server.name === name);
