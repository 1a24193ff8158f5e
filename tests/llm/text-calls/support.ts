// What becomes of a text that comes in pieces, with the tools that a run offers.
import type { ModelEvent } from "../../../src/llm/model.ts";
import { createTextCalls, type TextCallsOptions } from "../../../src/llm/text-calls/text-calls.ts";
import { toolsFor } from "../../../src/orchestrator/tools/index.ts";

export const tools = toolsFor({ patch: false }).map((tool) => tool.definition);
export { callThatWrites, writingTools } from "../../../src/orchestrator/tools/index.ts";

export interface Seen {
  text: string;
  calls: { name: string; arguments: unknown }[];
  attempt: string | null;
  cutsLast: boolean;
  notices: string[];
  /** Prose that went on before the end. */
  early: string;
}

export function seenOf(pieces: readonly string[], more: Partial<TextCallsOptions> = {}, isCut = false): Seen {
  const seen: Seen = { text: "", calls: [], attempt: null, cutsLast: false, notices: [], early: "" };
  const written: string[] = [];
  const pass = (event: ModelEvent) => {
    if (event.type === "text") seen.text += event.text;
    if (event.type === "notice") seen.notices.push(event.notice.code);
    if (event.type === "call.start") seen.calls[event.call] = { name: event.name, arguments: null };
    if (event.type === "call.delta") written[event.call] = (written[event.call] ?? "") + event.text;
  };
  const calls = createTextCalls({ tools, explained: null, page: null, nameOf: (name) => name, pass, ...more });
  for (const text of pieces) calls.take({ type: "text", text });
  seen.early = seen.text;
  const ended = calls.end(isCut);
  seen.attempt = ended.attempt?.why ?? null;
  seen.cutsLast = ended.cutsLast;
  for (const [index, call] of seen.calls.entries()) call.arguments = JSON.parse(written[index] ?? "");
  return seen;
}

/** Pieces of so many UTF-16 units. */
export const cut = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

export const page = '<!doctype html>\n<html lang="en">\n<head><title>Say "hi"</title></head>\n<body><p>x</p></body>\n</html>\n';

/** What stands between a tag and its end. */
export const inTag = (tag: string, content: string) => `<${tag}>${content}</${tag.split(/[ =]/, 1)[0]}>`;
