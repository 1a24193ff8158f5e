// Reads a Chat Completions request: which app it is about, what is asked, and what this run did in earlier rounds.
import * as v from "valibot";
import { noteStart } from "../base/note-start.ts";
import { changesTold, type DoneCall, filesRead, nameTold } from "./results.ts";

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

export interface Conversation {
  appName: string;
  /** Files at the start of this run, with their text where the conversation contains it. */
  files: ReadonlyMap<string, string | null>;
  /** A question: nothing may be written. */
  ask: boolean;
  request: string;
  /** Earlier requests, oldest first. */
  earlierRequests: string[];
  /** Calls of this run so far, one list per round. */
  rounds: DoneCall[][];
  /** The latest message during the run that came from the product, not from the person. */
  note: string | null;
}

export function readConversation(body: RequestBody): Conversation {
  const manifest = manifestIn(body.messages.filter(isSystem).map(textOf).join("\n"));
  const messages = body.messages.filter((item) => !isSystem(item));
  const requestAt = messages.findLastIndex((item) => item.role === "user" && !isNote(item));
  const before = messages.slice(0, Math.max(0, requestAt));
  const run = messages.slice(requestAt + 1);
  const last = run.at(-1);
  const told = createTold(manifest);
  for (const [at, item] of before.entries()) {
    if (isNote(item)) told.note(textOf(item));
    if (item.role === "assistant") callsAt(before, at).forEach(told.call);
  }
  const lastNote = before.at(-1);
  return {
    appName: told.appName,
    files: told.files,
    ask: lastNote !== undefined && isNote(lastNote) && textOf(lastNote).includes("What follows is a question."),
    request: requestAt === -1 ? "" : tidy(textOf(messages[requestAt])),
    earlierRequests: before.filter((item) => item.role === "user" && !isNote(item)).map((item) => tidy(textOf(item))),
    rounds: run.flatMap((item, at) => (item.role === "assistant" ? [callsAt(run, at)] : [])),
    note: last?.role === "user" ? textOf(last) : null,
  };
}

/** The calls of an assistant's message with the results that follow it. Ids may recur in a later message. */
function callsAt(messages: readonly Message[], at: number): DoneCall[] {
  const rest = messages.slice(at + 1);
  const end = rest.findIndex((item) => item.role !== "tool");
  const results = new Map(rest.slice(0, end === -1 ? undefined : end).map((item) => [item.tool_call_id, textOf(item)]));
  return (messages[at]?.tool_calls ?? []).map((call) => ({ ...call.function, result: results.get(call.id) ?? "" }));
}

/** What the conversation says about the app, item by item. */
function createTold(manifest: string) {
  const files = new Map<string, string | null>();
  const told = { appName: /^Name: (.*)$/m.exec(manifest)?.[1] ?? "", files };
  const list = (text: string) => {
    for (const match of text.matchAll(/^- (.+) \(\d+ bytes\)$/gm)) files.set(match[1] ?? "", null);
  };
  list(manifest);
  return {
    get appName() {
      return told.appName;
    },
    files,
    note(text: string) {
      const [own = ""] = text.split(/<file-\d+ path=/, 1);
      if (own.includes("The app's files:\n")) files.clear();
      list(own);
      for (const [, , path, content] of text.matchAll(/<file-(\d+) path="([^"]+)">\n([\s\S]*?)\n<\/file-\1>/g))
        files.set(path ?? "", content ?? "");
      for (const [, what, path] of own.matchAll(/^- (changed|added|deleted): (.+)$/gm)) {
        if (what === "deleted") files.delete(path ?? "");
        else files.set(path ?? "", null);
      }
      told.appName = /^- renamed: the app is called (.+) now$/m.exec(own)?.[1] ?? told.appName;
    },
    call(call: DoneCall) {
      for (const change of changesTold(call)) {
        switch (change.type) {
          case "there":
            files.set(change.path, change.text);
            break;
          case "gone":
            files.delete(change.path);
            break;
          case "moved":
            files.set(change.to, files.get(change.from) ?? null);
            files.delete(change.from);
        }
      }
      told.appName = nameTold(call) ?? told.appName;
      for (const [path, text] of filesRead([call], files)) files.set(path, text);
    },
  };
}

/** Collapses white space to one space or line break: the patterns that read requests would take seconds over long stretches of it. */
const tidy = (request: string) => request.replace(/\s+/g, (space) => (space.includes("\n") ? "\n" : " "));
const isSystem = ({ role }: Message) => role === "system";
/** The last of the standing texts. */
const manifestIn = (standing: string) => /^Name: [\s\S]*/m.exec(standing)?.[0] ?? "";
const isNote = (item: Message) => item.role === "user" && textOf(item).startsWith(noteStart);

function textOf(item: Message | undefined): string {
  const content = item?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n");
}
