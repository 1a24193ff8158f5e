// Answers of Workers AI as Chat Completions. There are two forms: chunks of Chat Completions, whose calls end with a piece that is only null, and an
// older one of its own, `{response, p}`, with whole calls at the end whose arguments are an object, and without a finish reason.
import { errorOf } from "./errors.ts";

interface Call {
  id?: unknown;
  index?: unknown;
  type?: unknown;
  name?: unknown;
  arguments?: unknown;
  function?: { name?: unknown; arguments?: unknown } | null;
}

interface Choice {
  delta?: { tool_calls?: unknown } | null;
  message?: object | null;
  finish_reason?: unknown;
}

/** A whole answer, or a piece of a stream: any field may be missing or of another type. */
export interface Answer {
  response?: unknown;
  tool_calls?: unknown;
  usage?: unknown;
  finish_reason?: unknown;
  choices?: Choice[] | null;
  errors?: unknown[] | null;
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

/** Takes the data of each event of a stream, and returns the events to send in its place. */
export function createRewriter(model: string): (data: string) => string {
  let calls = 0;
  let hasFinished = false;

  function read(answer: Answer): string {
    if (answer.errors?.[0]) {
      const { code, message } = errorOf(JSON.stringify(answer), null);
      return event({ error: { code, message } });
    }
    if (Array.isArray(answer.choices)) return event({ ...answer, choices: answer.choices.map(withoutNulls) });
    const delta = { ...contentOf(answer.response), ...callsOf(answer.tool_calls) };
    const finish_reason = textOrNull(answer.finish_reason);
    hasFinished ||= finish_reason !== null;
    if (Object.keys(delta).length === 0 && finish_reason === null && !answer.usage) return "";
    return chunk(delta, finish_reason, answer.usage);
  }

  const chunk = (delta: object, finish_reason: string | null, usage?: unknown) =>
    event({ model, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }], ...(usage ? { usage } : {}) });

  function withoutNulls(choice: Choice): Choice {
    hasFinished ||= textOrNull(choice?.finish_reason) !== null;
    const list = choice?.delta?.tool_calls;
    if (!Array.isArray(list)) return choice;
    const kept = (list as Call[]).filter((call) => !isNothing(call));
    calls += kept.length;
    const { tool_calls: _, ...delta } = choice.delta ?? {};
    return { ...choice, delta: kept.length > 0 ? { ...delta, tool_calls: kept } : delta };
  }

  function callsOf(list: unknown): object {
    const found = wholeCalls(list, calls);
    calls += found.length;
    return found.length > 0 ? { tool_calls: found } : {};
  }

  return (data) => {
    if (data !== "[DONE]") {
      const answer = parsed(data);
      return answer ? read(answer) : event({ error: { message: data } });
    }
    const end = hasFinished ? "" : chunk({}, calls > 0 ? "tool_calls" : "stop");
    return `${end}data: [DONE]\n\n`;
  };
}

export function wholeCompletion(answer: Answer, model: string): object {
  if (Array.isArray(answer?.choices)) return answer;
  const tool_calls = wholeCalls(answer?.tool_calls, 0);
  const message = {
    role: "assistant",
    content: "",
    ...contentOf(answer?.response),
    ...(tool_calls.length > 0 ? { tool_calls } : {}),
  };
  const finish_reason = textOrNull(answer?.finish_reason) ?? (tool_calls.length > 0 ? "tool_calls" : "stop");
  return { model, object: "chat.completion", choices: [{ index: 0, message, finish_reason }], usage: answer?.usage };
}

/** A whole answer where a stream was requested. */
export function wholeEvents(answer: Answer, model: string): string {
  const { choices, ...rest } = wholeCompletion(answer, model) as { choices: Choice[] };
  const pieces = choices.map(({ message, ...choice }) => ({ ...choice, delta: message ?? choice.delta }));
  return `${event({ ...rest, choices: pieces })}data: [DONE]\n\n`;
}

function contentOf(response: unknown): { content?: string } {
  if (response === null || response === undefined || response === "") return {};
  // Models asked for JSON return the value itself.
  return { content: typeof response === "string" ? response : JSON.stringify(response) };
}

/** Calls in Cloudflare's own form are whole; `from` is the index of the first. */
function wholeCalls(list: unknown, from: number): object[] {
  if (!Array.isArray(list)) return [];
  return (list as Call[])
    .filter((call) => !isNothing(call))
    .map((call, at) => {
      const index = from + at;
      const name = call.function?.name ?? call.name;
      const given = call.function?.arguments ?? call.arguments ?? {};
      const id = textOrNull(call.id) ?? `call_${index}`;
      return {
        index,
        id,
        type: "function",
        function: { name, arguments: typeof given === "string" ? given : JSON.stringify(given) },
      };
    });
}

/** The end of a call. */
const isNothing = (call: Call | null): boolean => {
  const { id, name, function: part, arguments: given } = call ?? {};
  return !id && !name && !given && !part?.name && !part?.arguments;
};

const textOrNull = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

function parsed(data: string): Answer | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null ? (value as Answer) : null;
  } catch {
    return null;
  }
}
