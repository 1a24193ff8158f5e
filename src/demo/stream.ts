// Sends a reply in the Chat Completions format: paced server-sent events, or one completion. The bytes are like OpenAI's, so that the
// demo goes through the same reader.
import type { Reply } from "./reply.ts";

export interface StreamOptions {
  /** The id of this answer; the calls' ids are derived from it. */
  id: string;
  model: string;
  createdSeconds: number;
  promptCharacters: number;
  includeUsage: boolean;
  charactersPerSecond: number;
  signal: AbortSignal | null;
}

/** Time between two bursts, milliseconds; real models send a few tokens at a time. */
const burstMs = 30;
/** At this rate and above there is no waiting: tests ask for a million. */
const noWaitCharactersPerSecond = 100_000;
const smallestPieceCharacters = 4;
const largestPieceCharacters = 64;
/** A piece takes about this long, so a faster model also sends larger pieces. */
const pieceMs = 3;
const charactersPerToken = 4;

type Delta = Record<string, unknown>;

export function completion(reply: Reply, options: StreamOptions): Response {
  const calls = reply.calls.map((call, index) => ({
    id: callId(options, index),
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  return Response.json({
    id: options.id,
    object: "chat.completion",
    created: options.createdSeconds,
    model: options.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: reply.text || null,
          refusal: null,
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        logprobs: null,
        finish_reason: finishReason(reply),
      },
    ],
    usage: usageOf(reply, options),
  });
}

/** Produces only what is read: a slow reader slows the model down, and one that goes away ends it. */
export function eventStream(reply: Reply, options: StreamOptions): Response {
  const { signal, charactersPerSecond } = options;
  const pieces = piecesOf(reply, options);
  const encoder = new TextEncoder();
  const burstCharacters = Math.max(smallestPieceCharacters, (charactersPerSecond * burstMs) / 1000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  let abort: (() => void) | undefined;
  const release = () => {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
  };

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        abort = () => {
          clearTimeout(timer);
          controller.error(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
      },
      async pull(controller) {
        if (begun && charactersPerSecond < noWaitCharactersPerSecond) {
          // After an abort this never settles: the stream has already failed, and nobody awaits the pull of a failed stream.
          await new Promise<void>((resolve) => {
            timer = setTimeout(resolve, burstMs);
          });
        }
        begun = true;
        let text = "";
        for (let characters = 0; characters < burstCharacters; ) {
          const piece = pieces.next();
          if (piece.done) {
            release();
            controller.enqueue(encoder.encode(`${text}data: [DONE]\n\n`));
            controller.close();
            return;
          }
          text += `data: ${JSON.stringify(piece.value.chunk)}\n\n`;
          characters += piece.value.characters;
        }
        controller.enqueue(encoder.encode(text));
      },
      cancel: release,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" } });
}

function* piecesOf(reply: Reply, options: StreamOptions): Generator<{ chunk: unknown; characters: number }> {
  const usage = options.includeUsage ? { usage: null } : {};
  const base = { id: options.id, object: "chat.completion.chunk", created: options.createdSeconds, model: options.model };
  const chunk = (delta: Delta, reason: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    ...usage,
  });
  const length = Math.round((options.charactersPerSecond * pieceMs) / 1000);
  const size = Math.min(largestPieceCharacters, Math.max(smallestPieceCharacters, length));

  yield { chunk: chunk({ role: "assistant", content: reply.text ? "" : null, refusal: null }), characters: 0 };
  for (const content of cut(reply.text, size)) yield { chunk: chunk({ content }), characters: content.length };
  for (const [index, call] of reply.calls.entries()) {
    const head = { index, id: callId(options, index), type: "function", function: { name: call.name, arguments: "" } };
    yield { chunk: chunk({ tool_calls: [head] }), characters: call.name.length };
    for (const text of cut(JSON.stringify(call.arguments), size)) {
      yield { chunk: chunk({ tool_calls: [{ index, function: { arguments: text } }] }), characters: text.length };
    }
  }
  yield { chunk: chunk({}, finishReason(reply)), characters: 0 };
  if (options.includeUsage) yield { chunk: { ...base, choices: [], usage: usageOf(reply, options) }, characters: 0 };
}

/** Pieces of about `size` characters, unequal like tokens; a character is never split. */
function* cut(text: string, size: number): Generator<string> {
  let count = 0;
  for (let start = 0; start < text.length; count += 1) {
    let end = Math.min(text.length, start + size + ((count * 7) % 5) - 1);
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff && end < text.length) end += 1;
    yield text.slice(start, end);
    start = end;
  }
}

const callId = (options: StreamOptions, index: number) => `call_${options.id.slice(-8)}_${index}`;
const finishReason = (reply: Reply) => (reply.calls.length > 0 ? "tool_calls" : "stop");

function usageOf(reply: Reply, options: StreamOptions) {
  const written = reply.text.length + reply.calls.reduce((sum, call) => sum + JSON.stringify(call.arguments).length, 0);
  const prompt_tokens = Math.ceil(options.promptCharacters / charactersPerToken);
  const completion_tokens = Math.ceil(written / charactersPerToken);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
