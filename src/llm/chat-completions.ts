// Chat Completions through the openai client, for OpenAI, OpenRouter, every compatible server and the demo model: chunks to ModelEvents.
// Retries are the orchestrator's; the client's own are off, for they cover neither stalls nor streams that are cut.
import type OpenAI from "openai";
import { APIError } from "openai";
import type { ChatCompletionChunk, ChatCompletionMessageParam, CompletionUsage } from "openai/resources";
import type { ProviderName } from "../protocol/resources.ts";
import { createCallAssembler } from "./call-assembler.ts";
import { type Capabilities, costOf } from "./capabilities.ts";
import { modelError, toModelError } from "./failure.ts";
import type { ConversationItem, FinishReason, Model, ModelEvent, ModelRequest, ReportedUsage, TakeEvent } from "./model.ts";
import { createWatchdog, type Patience, type Watchdog } from "./watchdog.ts";

export interface ChatModelOptions {
  client: OpenAI;
  provider: ProviderName;
  name: string;
  capabilities: Capabilities;
  patience: Patience;
  now: () => number;
}

/** OpenAI refuses to stream some models to organizations that are not verified; it is asked again after this long. */
const streamRefusedForMs = 15 * 60 * 1000;
const streamRefusedUntilMs = new Map<string, number>();

/** After the finish reason only the usage chunk is due; a server that keeps the stream open is not waited for longer. */
const usageWaitMs = 5_000;

export function createChatModel(options: ChatModelOptions): Model {
  const { provider, name } = options;
  return {
    provider,
    name,
    endpoint: options.client.baseURL,
    async stream(request, take, signal) {
      // Said before anything is sent, or paid.
      if (!options.capabilities.tools) throw modelError("no_tools", provider, name, "");
      const controller = new AbortController();
      // Without the reason: a body that is cut off with an Error of ours is reported by the runtime as uncaught.
      const abort = () => controller.abort();
      const watchdog = createWatchdog(options.patience, options.now, abort);
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      try {
        await answer(options, request, { take, watchdog, upstream: controller.signal });
        signal.throwIfAborted();
      } catch (error) {
        signal.throwIfAborted();
        if (watchdog.hasBarked) throw modelError("stalled", provider, name, "");
        throw toModelError(error, provider, name, options.client.apiKey ?? "");
      } finally {
        watchdog.stop();
        signal.removeEventListener("abort", abort);
        // Whatever ended the reading, the upstream request ends with it.
        controller.abort();
      }
    },
  };
}

/** What one request is carried out with. */
interface Reading {
  take: TakeEvent;
  watchdog: Watchdog;
  /** Aborted when the run is cancelled, or when the watchdog barks. */
  upstream: AbortSignal;
}

async function answer(options: ChatModelOptions, request: ModelRequest, reading: Reading): Promise<void> {
  const key = `${options.client.baseURL} ${options.name}`;
  if ((streamRefusedUntilMs.get(key) ?? 0) <= options.now()) {
    try {
      return await streamed(options, request, reading);
    } catch (error) {
      if (!isStreamRefusal(error)) throw error;
      streamRefusedUntilMs.set(key, options.now() + streamRefusedForMs);
    }
  }
  await reading.take({ type: "notice", notice: notStreamedNotice });
  await whole(options, request, reading);
}

const notStreamedNotice = {
  code: "not_streamed",
  message: "OpenAI streams this model only to verified organizations, so the answer came in one piece.",
  hint: "Verify the organization in OpenAI's settings (Organization, General), or choose another model.",
};

/** OpenAI's own answer, also through OpenRouter: HTTP 400, param "stream", code "unsupported_value". */
function isStreamRefusal(error: unknown): boolean {
  if (!(error instanceof APIError) || error.status !== 400) return false;
  return (error.param === "stream" && error.code === "unsupported_value") || /must be verified to stream/i.test(error.message);
}

async function streamed(options: ChatModelOptions, request: ModelRequest, { take, watchdog, upstream }: Reading): Promise<void> {
  const { client, provider, name } = options;
  const body = { ...requestBody(options, request), stream: true as const, stream_options: { include_usage: true } };
  const chunks = await client.chat.completions.create(body, { signal: upstream });
  const reader = createDeltaReader(take);
  let finish: FinishReason | null = null;
  let usage: ReportedUsage | null = null;
  try {
    for await (const chunk of chunks) {
      if (chunk.usage) usage = readUsage(chunk.usage, options.capabilities);
      const choice = chunk.choices?.[0];
      // Some routers send deltas after the finish reason: they belong to nothing.
      if (!choice || finish) continue;
      watchdog.read(choice.delta ? reader.read(choice.delta) : false);
      const wait = reader.takeWait();
      if (wait) {
        watchdog.pause();
        await wait;
        watchdog.resume();
      }
      if (!choice.finish_reason) continue;
      finish = finishOf(choice.finish_reason, options);
      watchdog.finished(usageWaitMs);
    }
  } catch (error) {
    // The answer is whole: what went wrong after it costs its figures at most.
    if (!finish) throw error;
  }
  // The client ends its loop without an error when it is aborted.
  if (!finish) throw modelError(watchdog.hasBarked ? "stalled" : "truncated", provider, name, "");
  await take({ type: "finish", reason: finish, usage });
}

async function whole(options: ChatModelOptions, request: ModelRequest, { take, watchdog, upstream }: Reading): Promise<void> {
  const { client, provider, name } = options;
  const completion = await client.chat.completions.create(
    { ...requestBody(options, request), stream: false },
    { signal: upstream },
  );
  watchdog.stop();
  const choice = completion.choices[0];
  if (!choice?.finish_reason) throw modelError("truncated", provider, name, "");
  const { message } = choice;
  const tool_calls = message.tool_calls?.flatMap((call, index) =>
    call.type === "function" ? [{ index, id: call.id, function: call.function }] : [],
  );
  const { content, refusal } = message;
  const reader = createDeltaReader(take);
  reader.read({ content, refusal, tool_calls });
  await reader.takeWait();
  const usage = completion.usage ? readUsage(completion.usage, options.capabilities) : null;
  await take({ type: "finish", reason: finishOf(choice.finish_reason, options), usage });
}

/** OpenRouter says `reasoning`, DeepSeek and others `reasoning_content`. */
interface Delta extends ChatCompletionChunk.Choice.Delta {
  reasoning?: unknown;
  reasoning_content?: unknown;
  /** Reasoning that is only meant for the provider, encrypted for example: nothing to show, but a sign of work. */
  reasoning_details?: unknown;
}

/** Hands the events of deltas on, in their order. */
function createDeltaReader(take: TakeEvent) {
  const calls = createCallAssembler();
  let held = false;
  let wait: Promise<void> | null = null;

  function pass(event: ModelEvent): void {
    held = true;
    wait = take(event) ?? wait;
  }

  return {
    /** Answers whether the delta held anything; a role alone or empty fields are nothing. */
    read(delta: Delta): boolean {
      held = false;
      const reasoning = delta.reasoning_content || delta.reasoning;
      if (typeof reasoning === "string" && reasoning) pass({ type: "reasoning", text: reasoning });
      if (typeof delta.content === "string" && delta.content) pass({ type: "text", text: delta.content });
      if (delta.refusal) pass({ type: "refusal", text: delta.refusal });
      if (delta.tool_calls) for (const fragment of delta.tool_calls) calls.add(fragment, pass);
      return held || (Array.isArray(delta.reasoning_details) && delta.reasoning_details.length > 0);
    },
    /** To be waited for before anything more is read; null when there is room. */
    takeWait(): Promise<void> | null {
      const waiting = wait;
      wait = null;
      return waiting;
    },
  };
}

/** Reasons by which a server says that it did not finish: what came before them counts for nothing. */
const brokenOff: ReadonlySet<string> = new Set(["error", "abort", "cancelled"]);

function finishOf(reason: string, { provider, name }: ChatModelOptions): FinishReason {
  if (brokenOff.has(reason)) throw modelError("truncated", provider, name, "");
  if (reason === "length" || reason === "content_filter" || reason === "tool_calls") return reason;
  return reason === "function_call" ? "tool_calls" : "stop";
}

function readUsage(usage: CompletionUsage, capabilities: Capabilities): ReportedUsage {
  const counts = {
    inputTokens: usage.prompt_tokens ?? 0,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? 0,
  };
  // OpenRouter reports what it charges; that beats any table.
  const reported = "cost" in usage && typeof usage.cost === "number" ? usage.cost : null;
  return { ...counts, costUsd: reported ?? costOf(capabilities.price, counts) };
}

function requestBody({ name, capabilities, provider }: ChatModelOptions, request: ModelRequest) {
  const { reasoningEffort, verbosity } = capabilities;
  return {
    model: name,
    messages: [
      ...request.system.map((content): ChatCompletionMessageParam => ({ role: "system", content })),
      ...request.conversation.map(toMessage),
    ],
    tools: request.tools.map((tool) => ({ type: "function" as const, function: tool })),
    [capabilities.outputLimit]: request.maxOutputTokens,
    ...(reasoningEffort ? { reasoning_effort: reasoningEffort } : {}),
    ...(verbosity ? { verbosity } : {}),
    ...(provider === "openrouter" ? { usage: { include: true } } : {}),
  };
}

function toMessage(item: ConversationItem): ChatCompletionMessageParam {
  switch (item.role) {
    case "user":
      return { role: "user", content: item.text };
    case "tool":
      return { role: "tool", tool_call_id: item.callId, content: item.text };
    case "assistant":
      return {
        role: "assistant",
        content: item.text || (item.calls.length > 0 ? null : ""),
        ...(item.calls.length > 0
          ? {
              tool_calls: item.calls.map((call) => ({
                id: call.id,
                type: "function" as const,
                function: { name: call.name, arguments: call.arguments },
              })),
            }
          : {}),
      };
  }
}
