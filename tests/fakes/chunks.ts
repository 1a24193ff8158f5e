// An answer as Chat Completions has it: chunks for a stream, or one completion.
import type { ChatCompletion, ChatCompletionChunk, CompletionUsage } from "openai/resources";
import type { ReportedUsage } from "./scenario.ts";
import type { CallDelta, Delta, Identity, WireForm } from "./wire-form.ts";

export function chatForm({ request, model }: Identity): WireForm {
  const head = { id: `chatcmpl-fake-${request}`, created: 1_700_000_000 + request, model };
  const message = createMessage();
  let finish: string | null = null;
  let opened = false;

  const chunk = (delta: Delta, reason: string | null) => ({
    ...head,
    object: "chat.completion.chunk" as const,
    // A test may let the provider say a reason that the API does not know.
    choices: [{ index: 0, delta, finish_reason: reason as ChatCompletionChunk.Choice["finish_reason"] }],
  });
  const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

  /** The role comes first, in a chunk of its own. */
  function opening(): string {
    if (opened) return "";
    opened = true;
    return data(chunk({ role: "assistant", content: "" }, null));
  }

  return {
    delta(delta) {
      message.add(delta);
      return opening() + data(chunk(delta, null));
    },
    finish(reason) {
      finish = reason;
      return opening() + data(chunk({}, reason));
    },
    close(usage) {
      const figures: ChatCompletionChunk | null = usage
        ? { ...head, object: "chat.completion.chunk", choices: [], usage: usageOf(usage) }
        : null;
      return `${figures ? data(figures) : ""}data: [DONE]\n\n`;
    },
    error: (error) => data({ ...chunk({ content: "" }, "error"), error }),
    empty: () => data(chunk({ content: "" }, null)),
    whole(usage): ChatCompletion | null {
      if (!finish) return null;
      return {
        ...head,
        object: "chat.completion",
        choices: [{ index: 0, message: message.whole(), finish_reason: finish as "stop", logprobs: null }],
        ...(usage ? { usage: usageOf(usage) } : {}),
      };
    },
  };
}

type Message = ChatCompletion["choices"][number]["message"] & { reasoning?: string; reasoning_content?: string };

function createMessage() {
  const message: Message = { role: "assistant", content: null, refusal: null };
  const calls: { id: string; type: "function"; function: { name: string; arguments: string } }[] = [];

  function addCall({ index, id, function: part }: CallDelta): void {
    calls[index] ??= { id: id ?? "", type: "function", function: { name: part?.name ?? "", arguments: "" } };
    calls[index].function.arguments += part?.arguments ?? "";
  }

  return {
    add({ content, refusal, reasoning, reasoning_content, tool_calls }: Delta): void {
      if (content) message.content = (message.content ?? "") + content;
      if (refusal) message.refusal = (message.refusal ?? "") + refusal;
      if (reasoning) message.reasoning = (message.reasoning ?? "") + reasoning;
      if (reasoning_content) message.reasoning_content = (message.reasoning_content ?? "") + reasoning_content;
      for (const call of tool_calls ?? []) addCall(call);
    },
    whole: (): Message => (calls.length > 0 ? { ...message, tool_calls: calls } : message),
  };
}

function usageOf({ cached_tokens, reasoning_tokens, cost, ...counts }: ReportedUsage): CompletionUsage {
  return {
    ...counts,
    total_tokens: counts.prompt_tokens + counts.completion_tokens,
    prompt_tokens_details: { cached_tokens: cached_tokens ?? 0 },
    ...(reasoning_tokens === undefined ? {} : { completion_tokens_details: { reasoning_tokens } }),
    ...(cost === undefined ? {} : { cost }),
  };
}
