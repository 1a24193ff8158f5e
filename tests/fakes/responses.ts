// An answer as the Responses API has it: events for a stream, or one response. Items are made of the same pieces as chunks are; those of one kind that
// follow each other are one item, and each call is one.

import type { ReportedUsage } from "./scenario.ts";
import type { CallDelta, Delta, Identity, WireForm } from "./wire-form.ts";

interface Item {
  index: number;
  id: string;
  kind: "message" | "reasoning" | "function_call" | "custom_tool_call";
  part: "output_text" | "refusal";
  callId: string;
  name: string;
  text: string;
  isDone: boolean;
}

export function responsesForm({ request, model }: Identity): WireForm {
  const items: Item[] = [];
  const calls = new Map<number, Item>();
  let sequence = 0;
  let ended: { status: string; reason: string | null } | null = null;

  const event = (type: string, fields: Record<string, unknown>) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...fields })}\n\n`;

  const response = (usage: ReportedUsage | null) => ({
    id: `resp_fake_${request}`,
    object: "response",
    created_at: 1_700_000_000 + request,
    status: ended?.status ?? "in_progress",
    error: null,
    incomplete_details: ended?.reason ? { reason: ended.reason } : null,
    model,
    output: items.map((item) => wholeItem(item, request)),
    usage: usage ? usageOf(usage) : null,
  });

  const opening = () =>
    sequence > 0
      ? ""
      : event("response.created", { response: response(null) }) + event("response.in_progress", { response: response(null) });

  function begin(kind: Item["kind"], part: Item["part"], callId = "", name = ""): { item: Item; text: string } {
    const index = items.length;
    const item: Item = { index, id: `${prefixes[kind]}_${request}_${index}`, kind, part, callId, name, text: "", isDone: false };
    items.push(item);
    const added = event("response.output_item.added", {
      output_index: index,
      item: { ...wholeItem(item, request), status: "in_progress" },
    });
    const place = { item_id: item.id, output_index: index };
    if (kind === "message")
      return { item, text: added + event("response.content_part.added", { ...place, content_index: 0, part: partOf(item) }) };
    if (kind === "reasoning") {
      return {
        item,
        text:
          added +
          event("response.reasoning_summary_part.added", {
            ...place,
            summary_index: 0,
            part: { type: "summary_text", text: "" },
          }),
      };
    }
    return { item, text: added };
  }

  function piece(item: Item, delta: string): string {
    if (delta === "") return "";
    item.text += delta;
    return event(`response.${eventNames(item)}.delta`, { ...placeOf(item), delta });
  }

  function end(item: Item): string {
    if (item.isDone) return "";
    item.isDone = true;
    const whole = wholeItem(item, request);
    return (
      event(`response.${eventNames(item)}.done`, { ...placeOf(item), [wholeField(item)]: item.text }) +
      event("response.output_item.done", { output_index: item.index, item: whole })
    );
  }

  /** Message and reasoning end when something else begins; calls may come in turns, and end with the answer. */
  const endSpoken = () =>
    items
      .filter(({ kind }) => kind === "message" || kind === "reasoning")
      .map(end)
      .join("");

  function speak(kind: "message" | "reasoning", part: Item["part"], text: string): string {
    const last = items.at(-1);
    if (last && last.kind === kind && last.part === part && !last.isDone) return piece(last, text);
    const ending = endSpoken();
    const begun = begin(kind, part);
    return ending + begun.text + piece(begun.item, text);
  }

  function addCall({ index, id, type, function: part }: CallDelta): string {
    const known = calls.get(index);
    if (known) return piece(known, part?.arguments ?? "");
    const ending = endSpoken();
    const kind = type === "custom" ? "custom_tool_call" : "function_call";
    const begun = begin(kind, "output_text", id, part?.name);
    calls.set(index, begun.item);
    return ending + begun.text + piece(begun.item, part?.arguments ?? "");
  }

  function say({ content, refusal, reasoning, reasoning_content, tool_calls = [] }: Delta): string {
    const thought = reasoning ?? reasoning_content;
    return [
      thought ? speak("reasoning", "output_text", thought) : "",
      content ? speak("message", "output_text", content) : "",
      refusal ? speak("message", "refusal", refusal) : "",
      ...tool_calls.map(addCall),
    ].join("");
  }

  return {
    delta: (delta) => opening() + say(delta),
    finish(reason, usage) {
      const cutBy = cuts[reason] ?? null;
      const start = opening();
      const last = items.map(end).join("");
      ended = { status: cutBy ? "incomplete" : "completed", reason: cutBy };
      return start + last + event(cutBy ? "response.incomplete" : "response.completed", { response: response(usage) });
    },
    close: () => "",
    error: (error) => event("error", { message: "", param: null, ...error }),
    empty: () => opening() + event("response.in_progress", { response: response(null) }),
    whole: (usage) => (ended ? response(usage) : null),
  };
}

const prefixes = { message: "msg", reasoning: "rs", function_call: "fc", custom_tool_call: "ctc" } as const;
const cuts: Readonly<Record<string, string | undefined>> = { length: "max_output_tokens", content_filter: "content_filter" };

function eventNames({ kind, part }: Item): string {
  switch (kind) {
    case "message":
      return part;
    case "reasoning":
      return "reasoning_summary_text";
    case "function_call":
      return "function_call_arguments";
    case "custom_tool_call":
      return "custom_tool_call_input";
  }
}

function wholeField({ kind, part }: Item): string {
  switch (kind) {
    case "message":
      return part === "refusal" ? "refusal" : "text";
    case "reasoning":
      return "text";
    case "function_call":
      return "arguments";
    case "custom_tool_call":
      return "input";
  }
}

function placeOf({ kind, id, index }: Item) {
  const place = { item_id: id, output_index: index };
  if (kind === "message") return { ...place, content_index: 0 };
  return kind === "reasoning" ? { ...place, summary_index: 0 } : place;
}

const partOf = ({ part, text }: Item) =>
  part === "refusal" ? { type: "refusal", refusal: text } : { type: "output_text", text, annotations: [] };

function wholeItem(item: Item, request: number): Record<string, unknown> {
  const { id, kind, callId, name, text } = item;
  switch (kind) {
    case "message":
      return { id, type: kind, role: "assistant", status: "completed", content: [partOf(item)] };
    case "reasoning":
      return {
        id,
        type: kind,
        summary: [{ type: "summary_text", text }],
        encrypted_content: `encrypted ${request} ${text.length}`,
      };
    case "function_call":
      return { id, type: kind, status: "completed", call_id: callId, name, arguments: text };
    case "custom_tool_call":
      return { id, type: kind, status: "completed", call_id: callId, name, input: text };
  }
}

function usageOf({ prompt_tokens, completion_tokens, cached_tokens, reasoning_tokens }: ReportedUsage) {
  return {
    input_tokens: prompt_tokens,
    input_tokens_details: { cached_tokens: cached_tokens ?? 0 },
    output_tokens: completion_tokens,
    output_tokens_details: { reasoning_tokens: reasoning_tokens ?? 0 },
    total_tokens: prompt_tokens + completion_tokens,
  };
}
