// Turns the steps of an answer into what the server does next, piece by piece.

import type { Answer, Call, Step } from "./scenario.ts";
import type { Delta, Identity } from "./wire-form.ts";

/** What the server does next: send a piece, or one of the steps that are not content. */
export type Move =
  | { type: "delta"; delta: Delta }
  | { type: "finish"; reason: string }
  | Extract<Step, { type: "wait" | "gate" | "error" | "raw" | "cut" | "reset" | "stall" | "idle" }>
  /** Everything of this step has been sent. */
  | { type: "done"; step: Step };

/** About three tokens: small enough that a JSON escape or an emoji is cut in the middle now and then. */
export const defaultPieceCharacters = 12;

export function* movesOf(answer: Answer, { request }: Identity): Generator<Move> {
  const length = answer.pieceCharacters ?? defaultPieceCharacters;
  let calls = 0;
  const idOf = (call: { id?: string }, index: number) => call.id ?? `call_${request}_${index}`;
  function* fragments(call: Call, index: number): Generator<Move> {
    yield callStart(index, idOf(call, index), call.name, call.form);
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
        yield callStart(step.index, idOf(step, step.index), step.name, undefined);
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

function callStart(index: number, id: string, name: string, form: Call["form"]): Move {
  const type = form === "text" ? "custom" : "function";
  return { type: "delta", delta: { tool_calls: [{ index, id, type, function: { name, arguments: "" } }] } };
}

function callDelta(index: number, text: string): Move {
  return { type: "delta", delta: { tool_calls: [{ index, function: { arguments: text } }] } };
}
