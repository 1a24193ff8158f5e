// Chat Completions as real servers write it: the same pieces as ../chunks.ts, with a server's own habits.
import type { ChatRequest, ReportedUsage } from "../scenario.ts";
import type { CallDelta, Delta, Identity, WireForm } from "../wire-form.ts";
import { wantsUsage } from "./messages.ts";

export interface Habits {
  /** Fields of every chunk beside model, object and choices. */
  head(request: number): Record<string, unknown>;
  /** Fields of every choice. */
  choice?: Record<string, unknown>;
  /** Bytes before everything else. */
  opening?: string;
  role: "own chunk" | "every chunk";
  /** Where thoughts go: a field of the delta, around tags in the content, or nowhere. */
  thoughts: "reasoning" | "reasoning_content" | "reasoning_details" | "<think>" | "content parts" | "not shown";
  /** Every answer begins with thoughts: they are made up where a turn has none. */
  alwaysThinks?: boolean;
  /** Fields of a call beside its function: id, index, type, …; `index` counts the calls of this answer. */
  call(request: number, index: number): Record<string, unknown>;
  /** Fields of the pieces that follow the first one of a call. */
  laterPiece?(index: number): Record<string, unknown>;
  calls: "in pieces" | "whole" | "all in one chunk";
  finish?(reason: string): Record<string, unknown>;
  /** "with the last piece": the last chunk of content also says why it is the last one. */
  finishStands: "in a chunk of its own" | "with the last piece";
  /** "elsewhere": in fields of its own, by `last`. */
  usage: "asked for" | "with the finish" | "elsewhere";
  usageFields?(usage: ReportedUsage): Record<string, unknown>;
  /** More in the last chunk, the one with figures. */
  last?(request: number, usage: ReportedUsage | null): Record<string, unknown>;
  /** An error inside of a stream. */
  error(error: Record<string, unknown>): string;
}

interface WholeCall {
  index: number;
  name: string;
  arguments: string;
}

/** As ids look: so many letters and digits, other ones for each call of each request. */
export const token = (request: number, index: number, length: number): string =>
  (request * callsAtMost + index).toString(36).padStart(length, "q");
/** More than any answer has. */
const callsAtMost = 1_000;

export const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const madeUpThought = "Let me see.";

export function chunkForm({ request, model }: Identity, asked: ChatRequest, habits: Habits): WireForm {
  const whole = { content: "", reasoning: "", calls: new Map<number, WholeCall>() };
  const object = "chat.completion.chunk";
  let opened = false;
  let isThinking = false;
  let finished: string | null = null;
  /** Calls that are not written yet, and the delta that waits for a finish reason. */
  let waitingCalls: WholeCall[] = [];
  let waitingDelta: Record<string, unknown> | null = null;
  let reported = false;

  const chunk = (delta: Record<string, unknown>, finish: Record<string, unknown> = { finish_reason: null }, more = {}) =>
    data({
      object,
      model,
      ...habits.head(request),
      choices: [
        {
          index: 0,
          delta: habits.role === "every chunk" ? { role: "assistant", ...delta } : delta,
          ...habits.choice,
          ...finish,
        },
      ],
      ...more,
    });
  const finishFields = (reason: string) => habits.finish?.(reason) ?? { finish_reason: reason };

  function opening(): string {
    if (opened) return "";
    opened = true;
    const role = habits.role === "own chunk" ? chunk({ role: "assistant", content: "" }) : "";
    return (habits.opening ?? "") + role + (habits.alwaysThinks ? think(madeUpThought) : "");
  }

  function write(delta: Record<string, unknown>): string {
    if (habits.finishStands === "in a chunk of its own") return chunk(delta);
    const before = waitingDelta ? chunk(waitingDelta) : "";
    waitingDelta = delta;
    return before;
  }

  function think(text: string): string {
    whole.reasoning += text;
    switch (habits.thoughts) {
      case "not shown":
        return "";
      case "<think>": {
        const tag = isThinking ? "" : "<think>\n";
        isThinking = true;
        return write({ content: tag + text });
      }
      case "content parts":
        return write({ content: [{ type: "thinking", thinking: [{ type: "text", text }] }] });
      case "reasoning_details":
        return write({ reasoning: text, reasoning_details: [{ type: "reasoning.text", text, format: "unknown", index: 0 }] });
      default:
        return write({ [habits.thoughts]: text });
    }
  }

  /** Tags around thoughts are closed by whatever comes next. */
  function endThought(): string {
    if (!isThinking) return "";
    isThinking = false;
    return write({ content: "\n</think>\n\n" });
  }

  function say(text: string): string {
    whole.content += text;
    return endThought() + write({ content: text });
  }

  function addCall({ index, function: part }: CallDelta): string {
    const known = whole.calls.get(index);
    const call = known ?? { index, name: part?.name ?? "", arguments: "" };
    call.arguments += part?.arguments ?? "";
    if (!known) whole.calls.set(index, call);
    if (habits.calls === "in pieces") return endThought() + write({ tool_calls: [callPiece(call, part, !known)] });
    if (known) return "";
    const before = habits.calls === "whole" ? writeCalls() : "";
    waitingCalls.push(call);
    return endThought() + before;
  }

  function callPiece({ index, name }: WholeCall, part: CallDelta["function"], isFirst: boolean): Record<string, unknown> {
    const text = part?.arguments ?? "";
    if (isFirst) return { ...habits.call(request, index), function: { name, arguments: text } };
    return { ...(habits.laterPiece?.(index) ?? { index }), function: { arguments: text } };
  }

  const wholePiece = ({ index, name, arguments: text }: WholeCall) => ({
    ...habits.call(request, index),
    function: { name, arguments: text },
  });

  function writeCalls(): string {
    const calls = waitingCalls;
    waitingCalls = [];
    return calls.length === 0 ? "" : write({ tool_calls: calls.map(wholePiece) });
  }

  const figures = (usage: ReportedUsage) => habits.usageFields?.(usage) ?? usageFields(usage);

  function saidDelta({ content, refusal, reasoning, reasoning_content, tool_calls = [] }: Delta): string {
    const thought = reasoning ?? reasoning_content;
    // Nobody but OpenAI has a field for refusals: they are prose.
    const text = content ?? refusal;
    return [thought ? think(thought) : "", text ? writeCalls() + say(text) : "", ...tool_calls.map(addCall)].join("");
  }

  return {
    delta: (delta) => opening() + saidDelta(delta),
    finish(reason, usage) {
      finished = reason;
      const before = opening() + endThought() + writeCalls();
      const last = waitingDelta ?? {};
      waitingDelta = null;
      const withUsage = habits.usage === "with the finish" && usage;
      reported = habits.usage !== "asked for";
      const more = withUsage ? { usage: figures(usage) } : {};
      return before + chunk(last, finishFields(reason), { ...more, ...(reported ? habits.last?.(request, usage) : {}) });
    },
    close(usage) {
      const rest = waitingDelta ? chunk(waitingDelta) : "";
      waitingDelta = null;
      const isDue = !reported && usage && habits.usage === "asked for" && wantsUsage(asked);
      const last = isDue
        ? data({ object, model, ...habits.head(request), choices: [], usage: figures(usage), ...habits.last?.(request, usage) })
        : "";
      return `${rest}${last}data: [DONE]\n\n`;
    },
    error: (error) => opening() + habits.error(error),
    empty: () => opening() + chunk({ content: "" }),
    whole(usage) {
      if (!finished) return null;
      const calls = [...whole.calls.values()];
      return {
        model,
        ...habits.head(request),
        object: "chat.completion",
        choices: [
          {
            index: 0,
            message: {
              role: "assistant",
              content: wholeContent(habits, whole),
              ...wholeThought(habits, whole.reasoning),
              ...(calls.length > 0 ? { tool_calls: calls.map(wholePiece) } : {}),
            },
            ...finishFields(finished),
          },
        ],
        ...(usage ? { usage: figures(usage) } : {}),
      };
    },
  };
}

function wholeContent({ thoughts }: Habits, { content, reasoning }: { content: string; reasoning: string }): string | null {
  if (thoughts === "<think>" && reasoning) return `<think>\n${reasoning}\n</think>\n\n${content}`;
  return content || null;
}

const wholeThought = ({ thoughts }: Habits, reasoning: string) =>
  reasoning && thoughts.startsWith("reasoning") ? { [thoughts === "reasoning_details" ? "reasoning" : thoughts]: reasoning } : {};

export function usageFields({ prompt_tokens, completion_tokens, cached_tokens }: ReportedUsage): Record<string, unknown> {
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...(cached_tokens === undefined ? {} : { prompt_tokens_details: { cached_tokens } }),
  };
}
