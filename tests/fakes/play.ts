// Plays one turn into an HTTP response: real SSE bytes, at the pace and in the cuts that the turn asks for.
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "./ledger.ts";
import { type Move, movesOf } from "./moves.ts";
import { createRandom } from "./random.ts";
import type { Answer, ChatRequest, ReportedUsage, Step, Turn } from "./scenario.ts";
import { countedUsage, type Identity, type WireForm } from "./wire-form.ts";

export interface Stage {
  response: ServerResponse;
  request: ChatRequest;
  identity: Identity;
  form: WireForm;
  ledger: Ledger;
  /** Aborts when the client hangs up. */
  signal: AbortSignal;
  /** Pause after each piece when the turn says nothing, milliseconds. */
  defaultPieceDelayMs: number;
  observe(moment: { type: "first_byte" | "last_byte" } | { type: "step_done"; step: Step }): void;
}

/** Longest piece of the random cuts, bytes. */
const randomCutMaxBytes = 9;

export async function play(turn: Turn, stage: Stage): Promise<void> {
  if (turn.kind === "http") return sendJson(stage.response, turn.status, turn.body, turn.headers);
  return stage.request.stream === true ? stream(turn, stage) : whole(turn, stage);
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(text);
}

async function stream(turn: Answer, stage: Stage): Promise<void> {
  const { response, identity, form, signal } = stage;
  const send = createWriter(turn, stage);
  let characters = 0;
  let pieces = 0;
  const usage = () => usageOf(turn, stage, characters);
  for (const move of movesOf(turn, identity)) {
    if (signal.aborted) return;
    switch (move.type) {
      case "delta":
        characters += JSON.stringify(move.delta).length;
        await send(form.delta(move.delta));
        pieces += 1;
        if (pieces === turn.cutAfterChunks) return void response.end();
        await pause(turn.pieceDelayMs ?? stage.defaultPieceDelayMs, signal);
        break;
      case "finish":
        await send(form.finish(move.reason, usage()));
        break;
      case "raw":
        await send(move.text);
        break;
      case "error":
        await send(form.error(move.error));
        response.end();
        return;
      case "cut":
        response.end();
        return;
      case "reset":
        response.socket?.resetAndDestroy();
        return;
      case "idle":
        while (!signal.aborted) {
          await send(move.sends === "comments" ? ": PROCESSING\n\n" : form.empty());
          await pause(move.everyMs, signal);
        }
        return;
      case "done":
        stage.observe({ type: "step_done", step: move.step });
        break;
      default:
        await hold(move, stage);
    }
  }
  await send(form.close(usage()));
  response.end();
  if (!signal.aborted) stage.observe({ type: "last_byte" });
}

async function whole(turn: Answer, stage: Stage): Promise<void> {
  const { response, identity, form } = stage;
  let characters = 0;
  for (const move of movesOf(turn, identity)) {
    if (move.type === "error") return sendJson(response, 502, { error: move.error });
    if (move.type === "reset") return void response.socket?.resetAndDestroy();
    if (move.type === "done") continue;
    characters += JSON.stringify(move).length;
    if (move.type === "delta") form.delta(move.delta);
    if (move.type === "finish") form.finish(move.reason, null);
    await hold(move, stage);
    if (stage.signal.aborted) return;
  }
  const answer = form.whole(usageOf(turn, stage, characters));
  if (answer) sendJson(response, 200, answer);
  else response.socket?.resetAndDestroy();
}

/** As the turn says, else counted from the bytes. */
function usageOf(turn: Answer, { request }: Stage, answerCharacters: number): ReportedUsage | null {
  if (turn.usage !== undefined) return turn.usage;
  return countedUsage({ prompt: JSON.stringify(request.messages ?? request.input).length, answer: answerCharacters });
}

async function hold(move: Move, { ledger, signal }: Stage): Promise<void> {
  if (move.type === "wait") await pause(move.ms, signal);
  // An answer in one piece has no signs of life.
  if (move.type === "stall" || move.type === "idle") await ledger.until(() => false, signal);
  if (move.type === "gate") {
    const gate = ledger.gate(move.name);
    gate.reached = true;
    ledger.changed();
    await ledger.until(() => gate.released, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    // The client hung up: the caller looks at the signal.
    if (!signal.aborted) throw error;
  });
}

/** Writes text as UTF-8 in the turn's cuts. Headers go out with the first byte, so that a turn can hold them back too. */
function createWriter(turn: Answer, { response, identity, signal, observe }: Stage): (text: string) => Promise<void> {
  const random = createRandom(identity.request);
  const cut = turn.bytes ?? "chunks";
  let begun = false;
  return async (text) => {
    if (!response.headersSent) {
      response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache" });
    }
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length && !signal.aborted; ) {
      const length = cut === "chunks" ? bytes.length : cut === "single" ? 1 : 1 + Math.floor(random() * randomCutMaxBytes);
      const accepted = response.write(bytes.subarray(start, start + length));
      start += length;
      if (!begun) observe({ type: "first_byte" });
      begun = true;
      // A turn of the event loop between cuts lets each leave as a packet of its own.
      if (cut !== "chunks") await new Promise(setImmediate);
      if (!accepted) await drained(response, signal);
    }
  };
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    response.on("drain", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
