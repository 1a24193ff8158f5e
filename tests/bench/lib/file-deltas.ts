// Ours, from a client of the `openai` package to the deltas of a file: the one place in the benches that knows the model's interface.
import type OpenAI from "openai";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createChatModel } from "../../../src/llm/chat-completions.ts";
import type { ModelEvent } from "../../../src/llm/model.ts";
import { defaultPatience } from "../../../src/llm/request/watchdog.ts";
import { createStreamingBuffer } from "../../../src/orchestrator/live/streaming-buffer.ts";
import { toolNamed } from "../../../src/orchestrator/tools/index.ts";

/** Answers the text of all file deltas of one answer. */
export async function readFileDeltas(client: OpenAI): Promise<string> {
  const model = createChatModel({
    client,
    provider: "openai",
    name: "bench",
    capabilities: capabilitiesOf("openai", "bench", true),
    patience: defaultPatience,
    now: Date.now,
  });
  const parts: string[] = [];
  const buffer = createStreamingBuffer({
    round: 1,
    emit(events) {
      for (const event of events) if (event.type === "file.delta") parts.push(event.text);
    },
    onFirst() {},
    claim: () => null,
    seenOf: (name) => toolNamed(name)?.seen ?? null,
  });
  const request = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "bench" };
  const take = (event: ModelEvent) => {
    buffer.handle(event);
    return null;
  };
  await model.stream(request, take, new AbortController().signal);
  buffer.end();
  return parts.join("");
}
