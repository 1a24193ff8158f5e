// One answer of a model, while it streams: what viewers see of it, what the tools get, and where it is broken off. Faults are thrown; what they lead to is
// round.ts's.

import { shortened } from "../base/surrogates.ts";
import {
  type FinishReason,
  type KeptReasoning,
  type Model,
  ModelError,
  type ModelEvent,
  type ModelRequest,
  type ReportedUsage,
  type ToolCall,
} from "../llm/model.ts";
import { type Attempt, createTextCalls, type TextCallsOptions } from "../llm/text-calls/text-calls.ts";
import { wholeJson } from "../llm/whole-characters.ts";
import type { RunEvent } from "../protocol/events.ts";
import { meantTool } from "./arguments/tool-name.ts";
import { createGrowingText, type GrowingText } from "./growing-text.ts";
import type { ShownFile } from "./live/file-call.ts";
import { createStreamingBuffer } from "./live/streaming-buffer.ts";
import type { OperatorLog } from "./operator-log.ts";
import { createOutputMeter, type Excess } from "./output-meter.ts";
import { assistantTextMaxCharacters, maxRoundMs } from "./run-limits.ts";
import { toolNamed, tools } from "./tools/index.ts";

export interface AskInput {
  round: number;
  request: ModelRequest;
  /** How calls are read that a model writes into its text. */
  textCalls: Pick<TextCallsOptions, "explained" | "page">;
  emit(events: RunEvent[]): void;
  onFirst(kind: "reasoning" | "text" | "file"): void;
  /** The path, and others that may be meant by it, in their normal form; none when it is no path. */
  meantPaths(path: string): readonly string[];
  /** A file as it is before this round. */
  contentOf(path: string): string | undefined;
  /** Resolves when what was emitted has been taken, so that a slow reader slows the model down; null when there is room. */
  drained(): Promise<void> | null;
  log: OperatorLog;
  signal: AbortSignal;
}

export interface Answer {
  text: string;
  refused: boolean;
  calls: ToolCall[];
  /** What viewers saw of the calls that write a file, by call id. */
  shown: ReadonlyMap<string, ShownFile>;
  /** The call that was being written when the output limit was reached: not to be carried out, even if it can be read. */
  cutCall: string | null;
  finish: FinishReason;
  /** A call in the text that cannot be carried out; null when there is none. It is no part of `text`. */
  attempt: Attempt | null;
  /** Set when the round was broken off, with what was complete by then. */
  excess: Excess["why"] | null;
  usage: ReportedUsage | null;
  /** What the model wants back with this answer. */
  reasoning: KeptReasoning | null;
}

const msPerMinute = 60_000;
const toolNames = tools.map(({ name }) => name);

export async function askModel(model: Model, input: AskInput, timeoutMs: number): Promise<Answer> {
  const claimed = new Set<string>();
  const buffer = createStreamingBuffer({
    round: input.round,
    emit: input.emit,
    onFirst: input.onFirst,
    claim(path) {
      const paths = input.meantPaths(path);
      const isFree = paths.every((meant) => !claimed.has(meant));
      for (const meant of paths) claimed.add(meant);
      // What else a path may mean is decided when the call is carried out.
      return isFree && paths.length === 1 ? (input.contentOf(path) ?? null) : null;
    },
    seenOf: (name) => toolNamed(name)?.seen ?? null,
  });
  let text = "";
  let refused = false;
  const drafts: { call: Omit<ToolCall, "arguments">; written: GrowingText }[] = [];
  /** Index of the call that the latest fragment belongs to; null when something else was said after it. */
  let writing: number | null = null;
  // Drops that come just often enough would keep a round going for ever.
  const tooLong = AbortSignal.timeout(timeoutMs);
  const meter = createOutputMeter();
  const tooMuch = new AbortController();
  let excess: Excess | null = null;
  let attempt: Attempt | null = null;
  let answer: Answer | null = null;
  const textCalls = createTextCalls({
    ...input.textCalls,
    tools: input.request.tools,
    nameOf: (name) => meantTool(name, toolNames),
    pass: read,
  });

  /** The answer as far as it came. */
  function answerWith(finish: FinishReason, usage: ReportedUsage | null, reasoning: KeptReasoning | null) {
    const cut = finish === "length" ? writing : null;
    const calls = drafts.map(({ call, written }, index) => ({
      ...call,
      arguments: excess && index === cut ? nothing : argumentsOf(call, written),
    }));
    const shown = new Map(
      calls.flatMap((call, index) => {
        const file = buffer.shown(index);
        return file ? [[call.id, file] as const] : [];
      }),
    );
    const cutCall = cut === null ? null : (calls[cut]?.id ?? null);
    return {
      text: excess ? shortened(text, assistantTextMaxCharacters, () => " …") : text,
      refused,
      calls,
      shown,
      cutCall,
      finish,
      attempt,
      excess: excess?.why ?? null,
      usage,
      reasoning,
    };
  }

  /** What is made of an event, once it is known what it is. */
  function read(event: ModelEvent): void {
    buffer.handle(event);
    switch (event.type) {
      case "text":
        text += event.text;
        writing = null;
        break;
      case "text.was_thought":
        // The buffer made viewers forget it.
        if (text !== "") buffer.handle({ type: "reasoning", text });
        text = "";
        break;
      case "refusal":
        text += event.text;
        refused = true;
        break;
      case "call.start":
        writing = event.call;
        drafts[event.call] = {
          call: { id: event.id, name: event.name, ...(event.form ? { form: event.form } : {}) },
          written: createGrowingText(),
        };
        break;
      case "call.delta":
        writing = event.call;
        drafts[event.call]?.written.add(event.text);
        break;
      case "finish":
        if (event.unknown !== undefined) input.log("round.unknown_finish", { round: input.round, said: event.unknown });
        endText(event.reason === "length");
        answer = answerWith(event.reason, event.usage, event.reasoning ?? null);
        break;
      case "reasoning":
        writing = null;
        break;
      case "notice":
        break;
    }
  }

  function endText(isCut: boolean): void {
    const hadCalls = drafts.length > 0;
    const ended = textCalls.end(isCut);
    attempt = ended.attempt;
    // A call that was closed in the text is whole, whatever the answer's end was.
    if (!hadCalls && !ended.cutsLast) writing = null;
  }

  function take(given: ModelEvent): Promise<void> | null {
    // Before anybody looks at it: viewers, the tools and the model itself know one name for one tool.
    const event = given.type === "call.start" ? { ...given, name: meantTool(given.name, toolNames) } : given;
    // What the same network packet brings after the end is not read.
    if (excess) return null;
    // A file in a call may be long and repeat itself, and so may one whose call is written as text.
    const inCall = event.type === "text" && textCalls.holds;
    excess = meter.excessWith(inCall ? { type: "call.delta", call: 0, text: event.text } : event);
    if (excess) tooMuch.abort();
    if (excess?.why === "too_much_output") return null;
    const held = textCalls.holds;
    textCalls.take(event);
    // What is held is shown when it is whole: that something is being written can be told before.
    if (!held && textCalls.holds) input.onFirst("file");
    // Of what repeats itself one of each is enough.
    if (excess && event.type === "text" && !inCall)
      text = shortened(text, Math.max(0, text.length - excess.repeated), () => " …");
    return input.drained();
  }

  try {
    await model.stream(input.request, take, AbortSignal.any([input.signal, tooLong, tooMuch.signal]));
  } catch (error) {
    const brokenOff = excess !== null && !input.signal.aborted;
    if (!brokenOff && (!tooLong.aborted || input.signal.aborted)) throw error;
    const message = `The model was still writing one answer after ${maxRoundMs / msPerMinute} minutes.`;
    if (!brokenOff) throw new ModelError("stalled", model.provider, message);
    endText(true);
  } finally {
    buffer.end();
  }
  if (excess) return answerWith("length", null, null);
  if (!answer) throw new ModelError("truncated", model.provider, "The model's stream ended without a finish.");
  return answer;
}

/** Of a call that would not have ended, nothing is kept: it may be as long as a round. */
const nothing = "{}";

/** As the tools read it, as it is kept and as it goes back: without halves of characters that are written as escapes. */
const argumentsOf = ({ form }: Omit<ToolCall, "arguments">, written: GrowingText) =>
  form === "text" ? written.text() : wholeJson(written.text());
