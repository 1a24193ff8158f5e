// Turns the Responses API into ModelEvents: a stream of events, or a whole response. A text counts once, whether deltas, the event that ends a part,
// the one that ends its item or the whole response brings it; its length tells what came before.
import { APIError } from "openai";
import type {
  Response,
  ResponseCustomToolCall,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseReasoningItem,
  ResponseStreamEvent,
} from "openai/resources/responses/responses";
import type { EventSink } from "../answer/event-sink.ts";
import { isReason, meaningOf } from "../answer/finish-reasons.ts";
import type { AnswerReader } from "../answer/read-answer.ts";
import { usageOfResponse } from "../answer/usage.ts";
import { type KeptPart, keep, type Phase } from "../conversation/part-order.ts";
import { modelError } from "../failures/failure.ts";
import type { FinishEvent, FinishReason } from "../model.ts";
import type { ModelOptions } from "../request/options.ts";
import { type MessagePart, messageParts, type PartEvent, type PartKind, partKinds, spokenParts } from "./parts.ts";
import { reasoningMark } from "./request.ts";

/** Separates two messages of one answer, and two parts of a thought. */
const paragraph = "\n\n";

type CallItem = ResponseFunctionToolCall | ResponseCustomToolCall;

/** An item of the answer so far. `sent`: UTF-16 units passed on, by part. */
interface Open {
  kind: "message" | "reasoning" | "call";
  sent: Map<string, number>;
  /** For a call: its place among the calls, and its id. */
  call: number;
  callId: string;
  /** The id is the server's own. */
  hasCallId: boolean;
  phase: Phase | null;
  /** For a message: UTF-16 units put before it, to separate it from the previous one. */
  gap: number;
  /** For reasoning: the item to send back, once it is complete. */
  item: ResponseReasoningItem | null;
  isDone: boolean;
}

/** Why a response is incomplete: OpenAI says max_output_tokens or content_filter, others have their own words. */
function cutBy(reason: unknown): FinishReason | null {
  const meaning = isReason(reason) ? meaningOf(reason) : null;
  return meaning === "length" ? "length" : meaning === "filter" ? "content_filter" : null;
}

export function createResponsesReader(options: ModelOptions, sink: EventSink): AnswerReader<ResponseStreamEvent, Response> {
  const items: Open[] = [];
  const byId = new Map<string, Open>();
  const byIndex = new Map<number, Open>();
  let calls = 0;
  /** The last part of reasoning read; null if something else came after it. */
  let thought: string | null = null;
  /** The last message read. */
  let said: Open | null = null;
  let end: FinishEvent | null = null;

  function open(kind: Open["kind"], id: string | undefined, index: number | undefined): Open {
    const item: Open = {
      kind,
      sent: new Map(),
      call: -1,
      callId: "",
      hasCallId: false,
      phase: null,
      gap: 0,
      item: null,
      isDone: false,
    };
    items.push(item);
    if (id) byId.set(id, item);
    if (typeof index === "number") byIndex.set(index, item);
    return item;
  }

  /** By id, or by index if a server gives one item a new id in each event. */
  function find(kind: Open["kind"], id: string | undefined, index: number | undefined): Open | null {
    const item = (id ? byId.get(id) : undefined) ?? (typeof index === "number" ? byIndex.get(index) : undefined);
    return item?.kind === kind ? item : null;
  }

  const findOrOpen = (kind: "message" | "reasoning", id: string | undefined, index: number | undefined) =>
    find(kind, id, index) ?? open(kind, id, index);

  function startCall(item: CallItem, index: number | undefined): Open | null {
    // Some servers name the call only when it is complete.
    if (typeof item.name !== "string" || item.name === "") return null;
    const opened = open("call", item.id, index);
    opened.call = calls++;
    opened.callId = [item.call_id, item.id].find((id) => typeof id === "string" && id !== "") ?? `call_${opened.call}`;
    opened.hasCallId = opened.callId === item.call_id;
    const form = item.type === "custom_tool_call" ? { form: "text" as const } : {};
    thought = null;
    sink.pass({ type: "call.start", call: opened.call, id: opened.callId, name: item.name, ...form });
    return opened;
  }

  /** Passes on what is new in a part: a delta, or what the whole text adds. */
  function say(item: Open, part: string, type: "text" | "refusal" | "reasoning" | "call", text: unknown, isWhole: boolean): void {
    if (typeof text !== "string") return;
    const before = item.sent.get(part) ?? 0;
    const fresh = isWhole ? text.slice(before) : text;
    if (fresh === "") return;
    item.sent.set(part, before + fresh.length);
    const place = type === "reasoning" ? `${items.indexOf(item)} ${part}` : null;
    if (type === "call") sink.pass({ type: "call.delta", call: item.call, text: fresh });
    else if (type === "reasoning") sink.pass({ type, text: thought === null || thought === place ? fresh : paragraph + fresh });
    else {
      if (said !== null && said !== item) {
        item.gap = paragraph.length;
        sink.pass({ type: "text", text: paragraph });
      }
      said = item;
      sink.pass({ type, text: fresh });
    }
    thought = place;
  }

  /** A call's id identifies it, whatever its index; without an id its place does. */
  function knownCall(item: CallItem, index: number | undefined): Open | null {
    const same = items.find((other) => other.kind === "call" && other.callId === item.call_id);
    const there = find("call", item.id, index);
    return same ?? (item.call_id && there?.hasCallId ? null : there);
  }

  function beginItem(item: ResponseOutputItem, index: number | undefined): void {
    switch (item?.type) {
      case "function_call":
      case "custom_tool_call":
        startCall(item, index);
        return;
      case "reasoning":
        open("reasoning", item.id, index);
        return;
      case "message":
        open("message", item.id, index).phase = item.phase ?? null;
        return;
    }
  }

  function endMessage(item: Open, { content, phase }: ResponseOutputMessage): void {
    item.phase = phase ?? item.phase;
    for (const [at, part] of messageParts(content).entries()) endPart(item, at, part);
  }

  function endPart(item: Open, at: number, part: MessagePart | undefined): void {
    if (part?.type === "output_text" || part?.type === "text") say(item, `${at}`, "text", part.text, true);
    if (part?.type === "refusal") say(item, `${at}`, "refusal", part.refusal, true);
  }

  function endReasoning(item: Open, { status: _, ...whole }: ResponseReasoningItem): void {
    for (const [at, part] of listOf(whole.summary).entries()) say(item, `summary ${at}`, "reasoning", part?.text, true);
    if (listOf(whole.summary).length === 0) {
      for (const [at, part] of listOf(whole.content).entries()) say(item, `${at}`, "reasoning", part?.text, true);
    }
    // A server that stores no responses recognises reasoning only by its content.
    if (!whole.encrypted_content && listOf(whole.content).length === 0) return;
    item.item = { ...whole, summary: [...listOf(whole.summary)] };
    sink.hold();
  }

  function endItem(item: ResponseOutputItem, index: number | undefined): void {
    switch (item?.type) {
      case "message": {
        const opened = findOrOpen("message", item.id, index);
        opened.isDone = true;
        endMessage(opened, item);
        return;
      }
      case "reasoning": {
        const opened = findOrOpen("reasoning", item.id, index);
        opened.isDone = true;
        endReasoning(opened, item);
        return;
      }
      case "function_call":
      case "custom_tool_call": {
        const opened = knownCall(item, index) ?? startCall(item, index);
        if (!opened) return;
        opened.isDone = true;
        say(opened, "", "call", wholeInput(item), true);
        return;
      }
    }
  }

  /** Adds what the stream did not bring. An item of a kind already brought is known, whatever ids the server uses here. */
  function endResponse(response: Response): void {
    const brought = new Set(items.map(({ kind }) => kind));
    for (const [index, item] of listOf(response.output).entries()) {
      const kind = item?.type === "message" || item?.type === "reasoning" ? item.type : "call";
      const isCall = item?.type === "function_call" || item?.type === "custom_tool_call";
      if (isCall || !brought.has(kind) || (item?.id && byId.has(item.id))) endItem(item, isCall ? undefined : index);
    }
  }

  /** Gateways that build their answer from `output_text`, the client's field for all text. */
  function endText({ output_text: text }: Response): void {
    if (typeof text !== "string" || text === "" || items.some(({ kind }) => kind !== "reasoning")) return;
    say(open("message", undefined, undefined), "0", "text", text, true);
  }

  function finishWith(response: Response, cutBy: FinishReason | null): void {
    endResponse(response);
    endText(response);
    const reason = cutBy ?? (calls > 0 ? "tool_calls" : "stop");
    const usage = response.usage ? usageOfResponse(response.usage, options.capabilities) : null;
    const reasoning = keep(items.flatMap(toKept), reasoningMark(options));
    end = { type: "finish", reason, usage, ...(reasoning ? { reasoning } : {}) };
  }

  function readEnd(response: Response | undefined): void {
    if (response?.status === "failed") throw new APIError(undefined, response.error ?? {}, response.error?.message, undefined);
    const cut = cutBy(response?.incomplete_details?.reason);
    if (response?.status === "completed") finishWith(response, null);
    else if (response?.status === "incomplete" && cut) finishWith(response, cut);
    else throw modelError("truncated", options, "");
  }

  function readPart(event: PartEvent, { kind, type, field, isWhole }: PartKind): void {
    const { item_id, output_index, summary_index, content_index } = event;
    const item = kind === "call" ? find(kind, item_id, output_index) : findOrOpen(kind, item_id, output_index);
    // A call not named yet comes whole when its item ends.
    if (!item) return;
    const part =
      kind === "call" ? "" : summary_index === undefined ? `${numberOr(content_index)}` : `summary ${numberOr(summary_index)}`;
    say(item, part, type, event[field], isWhole);
  }

  return {
    read(event) {
      if (end) return;
      const part = partKinds[event?.type];
      if (part) return readPart(event, part);
      if (isOtherEnd(event) && "response" in event) return readEnd(event.response);
      switch (event?.type) {
        case "response.output_item.added":
          return beginItem(event.item, event.output_index);
        case "response.output_item.done":
          return endItem(event.item, event.output_index);
        case "response.content_part.done": {
          const { item_id, output_index, content_index, part } = event;
          if (!spokenParts.has(part?.type)) return;
          return endPart(findOrOpen("message", item_id, output_index), numberOr(content_index), part);
        }
        case "response.completed":
        case "response.incomplete":
        case "response.failed":
          return readEnd(event.response);
        case "error":
          throw new APIError(undefined, event, event.message, undefined);
      }
    },
    readWhole: readEnd,
    finish: () => end,
    isThinking() {
      const last = items.at(-1);
      return last?.kind === "reasoning" && !last.isDone;
    },
  };
}

/** How gateways modelled on the realtime API name the end. */
const isOtherEnd = (event: { type: string } | null) => event?.type === "response.done";

/** A garbled answer may hold something other than a list. */
const listOf = <T>(value: readonly T[] | null | undefined): readonly T[] => (Array.isArray(value) ? value : []);

const numberOr = (value: unknown) => (typeof value === "number" ? value : 0);

const wholeInput = (item: CallItem): unknown => {
  const whole: unknown = item.type === "custom_tool_call" ? item.input : item.arguments;
  return typeof whole === "object" && whole !== null ? JSON.stringify(whole) : whole;
};

/** An item without its text or call leaves nothing to keep in its place. */
function toKept(item: Open): KeptPart[] {
  switch (item.kind) {
    case "reasoning":
      return item.item ? [{ reasoning: item.item }] : [];
    case "call":
      return [{ call: item.call }];
    case "message": {
      const text = [...item.sent.values()].reduce((sum, length) => sum + length, 0);
      if (text === 0) return [];
      return [...(item.gap > 0 ? [{ gap: item.gap }] : []), { text, ...(item.phase ? { phase: item.phase } : {}) }];
    }
  }
}
