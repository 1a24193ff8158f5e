// Turns Chat Completions into ModelEvents: chunks, or a whole answer. Servers that call themselves compatible differ in where they put things
// (pieces.ts, usage.ts), how they tell calls apart (call-assembler.ts) and how they end.
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources";
import { textOr } from "../../base/foreign-values.ts";
import { shortened } from "../../base/surrogates.ts";
import type { Notice } from "../../protocol/resources.ts";
import type { EventSink } from "../answer/event-sink.ts";
import { graver, isReason, type Meaning, meaningOfBoth } from "../answer/finish-reasons.ts";
import type { AnswerReader } from "../answer/read-answer.ts";
import { type Figures, figuresIn, laterFigures, reportOf } from "../answer/usage.ts";
import { modelError } from "../failures/failure.ts";
import type { FinishEvent, FinishReason, KeptReasoning, ModelEvent, ModelRequest } from "../model.ts";
import type { ModelOptions } from "../request/options.ts";
import { createAttachmentCollector } from "./attachments.ts";
import { createCallAssembler } from "./call-assembler.ts";
import { reasoningMark } from "./messages.ts";
import { callsIn, contentIn, isSource, opened, type Piece, piecesOf, reasoningIn, type Source } from "./pieces.ts";
import { createDetailCollector } from "./reasoning-details.ts";

/** The server's word, and its meaning; null: unknown. */
interface Reason {
  word: string;
  meaning: Meaning | null;
}

export function createChatReader(
  options: ModelOptions,
  sink: EventSink,
  { tools }: Pick<ModelRequest, "tools">,
): AnswerReader<ChatCompletionChunk, ChatCompletion> {
  const { capabilities } = options;
  const calls = createCallAssembler(pass, new Set(tools.map((tool) => tool.name)));
  const details = createDetailCollector();
  const attachments = createAttachmentCollector();
  let thought = "";
  /** The answer's text. */
  let said = "";
  let figures: Figures | null = null;
  let reason: Reason | null = null;
  /** Deltas came, so a message now repeats the whole answer. */
  let hasDeltas = false;
  /** Something was said since this was last reset. */
  let isNews = false;
  /** The answer continued after a finish reason, so no reason marks its end: some servers send one with each chunk or call. */
  let goesOn = false;
  let isEnded = false;

  function pass(event: ModelEvent): void {
    isNews = true;
    sink.pass(event);
  }

  function say(text: string): void {
    if (text === "") return;
    said += text;
    pass({ type: "text", text });
  }

  function think(text: string): void {
    if (text === "") return;
    thought += capabilities.keepsReasoning === "reasoning_content" ? text : "";
    pass({ type: "reasoning", text });
  }

  function work(isAny: boolean): void {
    if (!isAny) return;
    isNews = true;
    sink.hold();
  }

  function readSaid(source: Source): void {
    const inDetails = source.reasoning_details ? details.add(source.reasoning_details) : null;
    work(inDetails?.held === true);
    think(reasoningIn(source) || (inDetails?.text ?? ""));
    // The case for most tokens.
    if (typeof source.content === "string" && !source.extra_content) say(source.content);
    else if (source.content) for (const { type, text } of contentIn(source)) type === "reasoning" ? think(text) : say(text);
    if (source.refusal && typeof source.refusal === "string") pass({ type: "refusal", text: source.refusal });
    if (attachments.ofMessage(source)) sink.hold();
    for (const fragment of callsIn(source)) {
      const place = calls.add(fragment);
      work(place !== null);
      if (attachments.ofCall(place, fragment)) sink.hold();
    }
  }

  /** A whole message after its deltas: reads what they left out. */
  function readAgain(source: Source): void {
    const content = textOr(source.content);
    const fresh = content.startsWith(said) ? content.slice(said.length) : "";
    readSaid({ ...(fresh ? { content: fresh } : {}), ...(calls.count > 0 ? {} : { tool_calls: source.tool_calls }) });
  }

  /** DashScope and others repeat the whole text so far in each message, and add to it. */
  const goesFurther = ({ content }: Source) =>
    said !== "" && typeof content === "string" && content.length > said.length && content.startsWith(said);

  function readPiece({ choice, said: source, place }: Piece, isWhole: boolean): void {
    isNews = false;
    if (place === "message" && (hasDeltas || goesFurther(source))) readAgain(source);
    // In a whole message each entry is a separate call, whatever its index.
    else if (isWhole) readSaid({ ...source, tool_calls: callsIn(source).map((call, index) => ({ ...call, index })) });
    else readSaid(source);
    hasDeltas ||= place === "delta" && isNews;
    if (isNews && reason) goesOn = true;
    readReason(choice);
  }

  function readReason(choice: Source): void {
    const { finish_reason: word, native_finish_reason: native, provider_specific_fields: fields } = choice;
    if (!isReason(word)) return;
    // LiteLLM puts it among its own fields.
    const meaning = meaningOfBoth(word, native ?? (isSource(fields) ? fields.native_finish_reason : null));
    if (meaning === "broken") throw modelError("truncated", options, "");
    if (meaning === "overloaded") throw modelError("overloaded", options, String(word));
    const gravest = reason ? graver(reason.meaning, meaning) : meaning;
    reason = reason && gravest === reason.meaning ? reason : { word: String(word), meaning: gravest };
  }

  function readChunk(chunk: unknown, isWhole: boolean): void {
    if (!isSource(chunk)) return;
    const answer = opened(chunk);
    const pieces = piecesOf(answer);
    const reported = figuresIn(answer, pieces[0]?.choice);
    if (reported) figures = laterFigures(figures, reported);
    for (const piece of pieces) readPiece(piece, isWhole || answer.object === "chat.completion");
  }

  function kept(): KeptReasoning | null {
    const thoughts = capabilities.keepsReasoning === "reasoning_details" ? details.all() : thought === "" ? [] : [thought];
    const attached = attachments.all().flatMap((attachment) => {
      if (attachment.call === undefined) return [attachment];
      const call = calls.callAt(attachment.call);
      return call === null ? [] : [{ ...attachment, call }];
    });
    const items = [...(capabilities.keepsReasoning ? thoughts : []), ...attached];
    return items.length > 0 ? { of: reasoningMark(options), items } : null;
  }

  /** Translates the finish reason; throws if the answer did not end properly. */
  function endOf({ word, meaning }: Reason): Pick<FinishEvent, "reason" | "unknown"> {
    switch (meaning) {
      case "end":
        return { reason: "stop" };
      case "calls":
        return { reason: "tool_calls" };
      case "length":
        return { reason: "length" };
      case "filter":
        return { reason: "content_filter" };
      case "malformed":
        throw modelError("bad_tool_call", options, "");
      case "overloaded":
      case "broken":
        throw modelError("truncated", options, "");
      case null:
        return { reason: endByEvidence("unknown"), unknown: word };
    }
  }

  /** Complete calls can run; a text may have been cut, and an empty answer is not an answer. */
  function endByEvidence(ofText: FinishReason): FinishReason {
    if (calls.isHalfOpen || (calls.count === 0 && said === "")) throw modelError("truncated", options, "");
    return calls.count > 0 ? "tool_calls" : ofText;
  }

  return {
    read: (chunk) => readChunk(chunk, false),
    readWhole(completion) {
      readChunk(completion, true);
      // JSON that parses was not cut.
      if (!reason && (said !== "" || calls.count > 0)) reason = { word: "", meaning: "end" };
    },
    end(isOver) {
      calls.end();
      isEnded = true;
      // Some routers send figures and end the stream without a reason: the answer is complete unless a call is half open.
      if (reason?.meaning === null && calls.count === 0 && said !== "")
        pass({ type: "notice", notice: unknownFinish(reason.word) });
      if (!reason && isOver && figures && !calls.isHalfOpen) reason = { word: "", meaning: calls.count > 0 ? "calls" : "end" };
    },
    isFinished: () => reason !== null && (isEnded || !goesOn),
    finish() {
      if (!reason || !isEnded) return null;
      const reasoning = kept();
      const usage = figures ? reportOf(figures, capabilities) : null;
      return { type: "finish", ...endOf(reason), usage, ...(reasoning ? { reasoning } : {}) };
    },
  };
}

const unknownFinish = (word: string): Notice => ({
  code: "unknown_finish",
  message: `The model's server ended its answer with "${shortened(word.toWellFormed(), wordMaxCharacters, () => "…")}", which is none of the reasons known here, so the answer may not be whole.`,
  hint: "Ask it to go on where the answer stops.",
});

/** Enough for any reason, UTF-16 units. */
const wordMaxCharacters = 60;
