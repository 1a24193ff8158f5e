// Questions about the conversation that a request holds, which servers ask in order to refuse it.
import { isRecord } from "../request-checks.ts";
import type { ChatRequest } from "../scenario.ts";

export interface Message {
  role: string;
  content?: unknown;
  tool_calls: Call[];
  tool_call_id?: unknown;
  /** All of its fields as they came. */
  fields: Record<string, unknown>;
}

export interface Call {
  id: unknown;
  name: unknown;
  arguments: unknown;
  fields: Record<string, unknown>;
}

export function messagesOf(body: ChatRequest): Message[] {
  const messages = Array.isArray(body.messages) ? body.messages.filter(isRecord) : [];
  return messages.map((fields) => ({
    role: String(fields.role),
    content: fields.content,
    tool_calls: callsOf(fields.tool_calls),
    tool_call_id: fields.tool_call_id,
    fields,
  }));
}

function callsOf(calls: unknown): Call[] {
  if (!Array.isArray(calls)) return [];
  return calls.filter(isRecord).map((fields) => {
    const target = isRecord(fields.function) ? fields.function : {};
    return { id: fields.id, name: target.name, arguments: target.arguments, fields };
  });
}

export const callsIn = (body: ChatRequest): Call[] => messagesOf(body).flatMap(({ tool_calls }) => tool_calls);

/** JSON text of an object, as templates want the arguments of a call. */
export function isObjectText(text: unknown): boolean {
  try {
    return typeof text === "string" && isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}

/** The first pair of neighbours, system messages aside, that fits. */
export function neighbours(body: ChatRequest, fits: (before: Message, after: Message) => boolean): [Message, Message] | null {
  const told = messagesOf(body).filter(({ role }) => role !== "system");
  for (let at = 1; at < told.length; at += 1) {
    const [before, after] = [told[at - 1], told[at]];
    if (before && after && fits(before, after)) return [before, after];
  }
  return null;
}

/** Ids of calls that no result follows directly, and of results whose call does not stand before them. */
export function unpaired(body: ChatRequest): string[] {
  let open = new Set<unknown>();
  const found: unknown[] = [];
  for (const { role, tool_calls, tool_call_id } of messagesOf(body)) {
    if (role === "tool") {
      if (!open.delete(tool_call_id)) found.push(tool_call_id);
      continue;
    }
    found.push(...open);
    open = new Set(tool_calls.map(({ id }) => id));
  }
  return [...found, ...open].map(String);
}

/** The first name that is not among those that a server knows. */
export const unknownName = (fields: object, known: ReadonlySet<string>): string | null =>
  Object.keys(fields).find((name) => !known.has(name)) ?? null;

export const namesOf = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** As a template's tokenizer would count it, about. */
const charactersPerToken = 4;
export const promptTokens = ({ messages, tools }: ChatRequest): number =>
  Math.ceil((JSON.stringify(messages ?? []).length + JSON.stringify(tools ?? []).length) / charactersPerToken);

/** What the answer may take; null when the request does not say. */
export function outputLimit({ max_tokens, max_completion_tokens }: ChatRequest): number | null {
  const limit = max_completion_tokens ?? max_tokens;
  return typeof limit === "number" ? limit : null;
}

/** Whether figures are asked for in a stream. */
export const wantsUsage = ({ stream_options }: ChatRequest): boolean =>
  isRecord(stream_options) && stream_options.include_usage === true;
