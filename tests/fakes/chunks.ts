// Turns the steps of an answer into Chat Completions: chunks for a stream, or one completion when nothing is streamed.
import type { ChatCompletion, ChatCompletionChunk, CompletionUsage } from "openai/resources";
import type { Answer, Call, ReportedUsage, Step } from "./scenario.ts";

type Delta = ChatCompletionChunk.Choice.Delta & { reasoning?: string; reasoning_content?: string };

/** What the server does next: send a piece, or one of the steps that are not content. */
export type Move =
  | { type: "delta"; delta: Delta }
  | { type: "finish"; reason: string }
  | Extract<Step, { type: "wait" | "gate" | "error" | "raw" | "cut" | "reset" | "stall" | "idle" }>
  /** Everything of this step has been sent. */
  | { type: "done"; step: Step };

/** About three tokens: small enough that a JSON escape or an emoji is cut in the middle now and then. */
export const defaultPieceCharacters = 12;
const charactersPerToken = 4;

export interface Identity {
  /** Number of the request: ids of chunks and calls are unique across requests. */
  request: number;
  model: string;
}

export function* movesOf(answer: Answer, { request }: Identity): Generator<Move> {
  const length = answer.pieceCharacters ?? defaultPieceCharacters;
  let calls = 0;
  const idOf = (call: { id?: string }, index: number) => call.id ?? `call_${request}_${index}`;
  function* fragments(call: Call, index: number): Generator<Move> {
    yield callStart(index, idOf(call, index), call.name);
    for (const piece of piecesOf(call.arguments, length)) yield callDelta(index, piece);
  }
  for (const step of answer.steps) {
    switch (step.type) {
      case "text":
        for (const content of piecesOf(step.text, length)) yield { type: "delta", delta: { content } };
        break;
      case "reasoning":
        for (const piece of piecesOf(step.text, length)) yield { type: "delta", delta: { [step.field]: piece } };
        break;
      case "refusal":
        for (const refusal of piecesOf(step.text, length)) yield { type: "delta", delta: { refusal } };
        break;
      case "call":
        yield* fragments(step, calls++);
        break;
      case "interleaved": {
        yield* inTurns(step.calls.map((call) => fragments(call, calls++)));
        break;
      }
      case "call.start":
        calls = Math.max(calls, step.index + 1);
        yield callStart(step.index, idOf(step, step.index), step.name);
        break;
      case "call.delta":
        for (const piece of piecesOf(step.text, length)) yield callDelta(step.index, piece);
        break;
      default:
        yield step;
    }
    yield { type: "done", step };
  }
}

/** Cut by UTF-16 units but never inside a surrogate pair: JSON text holds no half characters. */
function* piecesOf(text: string, length: number): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + length, text.length);
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff && end < text.length) end += 1;
    yield text.slice(start, end);
    start = end;
  }
}

function* inTurns(sources: Generator<Move>[]): Generator<Move> {
  let open = sources;
  while (open.length > 0) {
    const still: Generator<Move>[] = [];
    for (const source of open) {
      const next = source.next();
      if (next.done) continue;
      yield next.value;
      still.push(source);
    }
    open = still;
  }
}

function callStart(index: number, id: string, name: string): Move {
  return { type: "delta", delta: { tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] } };
}

function callDelta(index: number, text: string): Move {
  return { type: "delta", delta: { tool_calls: [{ index, function: { arguments: text } }] } };
}

export function chunkOf(identity: Identity, delta: Delta, finish: string | null): ChatCompletionChunk {
  return {
    ...headOf(identity),
    object: "chat.completion.chunk",
    // A test may let the provider say a reason that the API does not know.
    choices: [{ index: 0, delta, finish_reason: finish as ChatCompletionChunk.Choice["finish_reason"] }],
  };
}

export function usageChunkOf(identity: Identity, usage: CompletionUsage): ChatCompletionChunk {
  return { ...headOf(identity), object: "chat.completion.chunk", choices: [], usage };
}

function headOf({ request, model }: Identity) {
  return { id: `chatcmpl-fake-${request}`, created: 1_700_000_000 + request, model };
}

export function usageOf(
  reported: ReportedUsage | undefined,
  promptCharacters: number,
  answerCharacters: number,
): CompletionUsage {
  const { cached_tokens, cost, ...counts } = reported ?? {
    prompt_tokens: Math.ceil(promptCharacters / charactersPerToken),
    completion_tokens: Math.ceil(answerCharacters / charactersPerToken),
  };
  return {
    ...counts,
    total_tokens: counts.prompt_tokens + counts.completion_tokens,
    prompt_tokens_details: { cached_tokens: cached_tokens ?? 0 },
    ...(cost === undefined ? {} : { cost }),
  };
}

/** The same answer in one piece. Null when it has no finish, as a completion cannot be cut. */
export function completionOf(identity: Identity, moves: Move[], usage: CompletionUsage | null): ChatCompletion | null {
  const message: ChatCompletion["choices"][number]["message"] & { reasoning?: string; reasoning_content?: string } = {
    role: "assistant",
    content: null,
    refusal: null,
  };
  const calls: { id: string; type: "function"; function: { name: string; arguments: string } }[] = [];
  let finish: string | null = null;
  for (const move of moves) {
    if (move.type === "finish") finish = move.reason;
    if (move.type !== "delta") continue;
    const { content, refusal, reasoning, reasoning_content, tool_calls } = move.delta;
    if (content) message.content = (message.content ?? "") + content;
    if (refusal) message.refusal = (message.refusal ?? "") + refusal;
    if (reasoning) message.reasoning = (message.reasoning ?? "") + reasoning;
    if (reasoning_content) message.reasoning_content = (message.reasoning_content ?? "") + reasoning_content;
    for (const { index, id, function: part } of tool_calls ?? []) {
      calls[index] ??= { id: id ?? "", type: "function", function: { name: part?.name ?? "", arguments: "" } };
      calls[index].function.arguments += part?.arguments ?? "";
    }
  }
  if (!finish) return null;
  if (calls.length > 0) message.tool_calls = calls;
  return {
    ...headOf(identity),
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finish as "stop", logprobs: null }],
    ...(usage ? { usage } : {}),
  };
}
