// Reads a Chat Completions request: which app it is about, what is asked, and what this run's earlier rounds did.
import * as v from "valibot";

const text = v.nullish(v.union([v.string(), v.array(v.object({ type: v.string(), text: v.optional(v.string()) }))]));
const message = v.object({
  role: v.string(),
  content: text,
  tool_call_id: v.optional(v.string()),
  tool_calls: v.optional(v.array(v.object({ id: v.string(), function: v.object({ name: v.string(), arguments: v.string() }) }))),
});
export const requestBody = v.object({
  model: v.string(),
  messages: v.array(message),
  tools: v.optional(v.array(v.object({ function: v.object({ name: v.string() }) })), []),
  stream: v.nullish(v.boolean()),
  stream_options: v.nullish(v.object({ include_usage: v.optional(v.boolean()) })),
});
export type RequestBody = v.InferOutput<typeof requestBody>;
type Message = RequestBody["messages"][number];

export interface DoneCall {
  name: string;
  arguments: string;
  result: string;
}

export interface Conversation {
  appName: string;
  /** Files at the start of this run. */
  paths: string[];
  /** A question: nothing can be written. */
  ask: boolean;
  request: string;
  /** What was asked before, oldest first. */
  earlierRequests: string[];
  /** Calls of this run so far, one list a round. */
  rounds: DoneCall[][];
  /** Said by the product in the course of the run, not by the person; the latest one. */
  note: string | null;
}

/** Texts with which the product, not the person, speaks in the user's role. */
const notes = ["(From Edgewright's checks", "Your answer reached"];

export function readConversation(body: RequestBody): Conversation {
  const manifest =
    body.messages
      .filter(({ role }) => role === "system")
      .map(textOf)
      .findLast(isManifest) ?? "";
  const messages = body.messages.filter(({ role }) => role !== "system");
  const requestAt = messages.findLastIndex((item) => item.role === "user" && !isNote(item));
  const run = messages.slice(requestAt + 1);
  const results = new Map(run.map((item) => [item.tool_call_id, textOf(item)]));
  const note = run.at(-1);
  return {
    appName: /^Name: (.*)$/m.exec(manifest)?.[1] ?? "",
    paths: [...manifest.matchAll(/^- (.+) \(\d+ bytes\)$/gm)].flatMap((match) => match[1] ?? []),
    ask: !body.tools.some((tool) => tool.function.name === "write_file"),
    request: requestAt === -1 ? "" : tidy(textOf(messages[requestAt])),
    earlierRequests: messages
      .slice(0, Math.max(0, requestAt))
      .filter(({ role }) => role === "user")
      .map((item) => tidy(textOf(item))),
    rounds: run
      .filter(({ role }) => role === "assistant")
      .map(({ tool_calls = [] }) => tool_calls.map((call) => ({ ...call.function, result: results.get(call.id) ?? "" }))),
    note: note?.role === "user" ? textOf(note) : null,
  };
}

/** One space or line break for a run of them: the patterns that read requests would take seconds over a long run. */
const tidy = (request: string) => request.replace(/\s+/g, (space) => (space.includes("\n") ? "\n" : " "));
const isManifest = (content: string) => content.startsWith("Name: ");
const isNote = (item: Message) => notes.some((start) => textOf(item).startsWith(start));

function textOf(item: Message | undefined): string {
  const content = item?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n");
}

/** Files as `read_file` answered them: numbers taken off, the final line break put back. */
export function filesRead(calls: readonly DoneCall[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const call of calls) {
    const header = /^(.+), lines 1-(\d+) of (\d+)\n/.exec(call.result);
    const path = header?.[1];
    if (call.name !== "read_file" || !header || path === undefined || header[2] !== header[3]) continue;
    const lines = call.result.slice(header[0].length).split("\n");
    files.set(path, `${lines.map((line) => line.slice(line.indexOf("\t") + 1)).join("\n")}\n`);
  }
  return files;
}

export const failures = (calls: readonly DoneCall[]): DoneCall[] => calls.filter((call) => call.result.startsWith("Error:"));
