// A turn as a Response, without a server: for tests that drive the engine directly, thousands of answers a second.
import { type Move, movesOf } from "./moves.ts";
import { createRandom } from "./random.ts";
import type { Answer, ChatRequest, Turn } from "./scenario.ts";
import type { Page } from "./servers/server.ts";
import { countedUsage, type Identity, type WireForm } from "./wire-form.ts";

/** How a stream ends: cleanly, by an error of the connection, or not at all. */
type Ending = "end" | "reset" | "stall";

/** Longest piece of the random cuts, bytes. */
const randomCutMaxBytes = 400;

export interface Way {
  /** What a proxy makes of the bytes of a stream. */
  rewrite?: (text: string) => string;
  /** Breaks the connection, as that of a fetch does. */
  signal?: AbortSignal | null;
}

export function responseOf(turn: Turn, form: WireForm, identity: Identity, request: ChatRequest, way: Way = {}): Response {
  if (turn.kind === "http") return pageResponse(turn);
  if (request.stream !== true) return wholeOf(turn, form, identity, request);
  const { text, ending } = streamOf(turn, form, identity, request);
  const bytes = new TextEncoder().encode(way.rewrite?.(text) ?? text);
  const longest = turn.bytes === "random" ? randomCutMaxBytes : bytes.length;
  return new Response(bodyOf({ bytes, ending, longest, seed: identity.request, signal: way.signal ?? null }), {
    headers: { "Content-Type": "text/event-stream" },
  });
}

export function pageResponse({ status, headers, body }: Page): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { "Content-Type": "application/json", ...headers } });
}

const usageOf = (turn: Answer, request: ChatRequest, answer: number) =>
  turn.usage === undefined ? countedUsage({ prompt: JSON.stringify(request.messages ?? []).length, answer }) : turn.usage;

function streamOf(turn: Answer, form: WireForm, identity: Identity, request: ChatRequest): { text: string; ending: Ending } {
  let text = "";
  let pieces = 0;
  for (const move of movesOf(turn, identity)) {
    const ending = endingOf(move);
    if (ending) return { text, ending };
    if (move.type === "error") return { text: text + form.error(move.error), ending: "end" };
    if (move.type === "raw") text += move.text;
    if (move.type === "finish") text += form.finish(move.reason, usageOf(turn, request, text.length));
    if (move.type !== "delta") continue;
    text += form.delta(move.delta);
    pieces += 1;
    if (pieces === turn.cutAfterChunks) return { text, ending: "end" };
  }
  return { text: text + form.close(usageOf(turn, request, text.length)), ending: "end" };
}

function endingOf({ type }: Move): Ending | null {
  if (type === "cut") return "end";
  if (type === "reset") return "reset";
  return type === "stall" || type === "idle" || type === "gate" ? "stall" : null;
}

function wholeOf(turn: Answer, form: WireForm, identity: Identity, request: ChatRequest): Response {
  for (const move of movesOf(turn, identity)) {
    if (move.type === "error") return pageResponse({ status: 502, body: { error: move.error } });
    if (move.type === "delta") form.delta(move.delta);
    if (move.type === "finish") form.finish(move.reason, null);
  }
  const whole = form.whole(usageOf(turn, request, 0));
  // Cut before its end: nothing of an answer in one piece arrives.
  if (!whole) throw new TypeError("fetch failed");
  return pageResponse({ status: 200, body: whole });
}

interface Body {
  bytes: Uint8Array;
  ending: Ending;
  /** Longest piece. */
  longest: number;
  seed: number;
  signal: AbortSignal | null;
}

function bodyOf({ bytes, ending, longest, seed, signal }: Body): ReadableStream<Uint8Array> {
  const random = createRandom(seed);
  let at = 0;
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true });
    },
    pull(controller) {
      if (at < bytes.length) {
        const length = 1 + Math.floor(random() * longest);
        controller.enqueue(bytes.subarray(at, at + length));
        at += length;
        return;
      }
      if (ending === "end") controller.close();
      if (ending === "reset") controller.error(new TypeError("terminated"));
      // A stall: nothing more comes, and whoever waits gives up.
    },
  });
}
