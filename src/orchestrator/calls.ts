// The one executor of tools: parses a call's arguments, runs the tool, tells viewers, and answers the model.

import { isRecord } from "../base/foreign-values.ts";
import { shortened } from "../base/surrogates.ts";
import type { ConversationItem, ToolCall } from "../llm/model.ts";
import type { RunEvent } from "../protocol/events.ts";
import { type ReadArguments, readArguments } from "./arguments/read.ts";
import { forget } from "./known-files.ts";
import type { ShownFile } from "./live/file-call.ts";
import { shownPathOf } from "./live/seen.ts";
import { wireCallId } from "./live/streaming-buffer.ts";
import type { OperatorLog } from "./operator-log.ts";
import { titleMaxCharacters, toolResultMaxCharacters } from "./run-limits.ts";
import { failed, type Tool, type ToolContext, type ToolResult } from "./tools/define.ts";

export interface CallsInput {
  round: number;
  calls: readonly ToolCall[];
  /** What viewers have seen of calls that write a file, by call id. */
  shown: ReadonlyMap<string, ShownFile>;
  /** The call that the output limit cut off, by id. */
  cutCall: string | null;
  tools: readonly Tool[];
  /** False when the message is a question: nothing may be changed then. */
  mayWrite: boolean;
  context: Omit<ToolContext, "round" | "callId" | "shown" | "emit">;
  emit(events: RunEvent[]): void;
  onFile(): void;
  log: OperatorLog;
  signal: AbortSignal;
}

/** A call that a tool accepted, and its answer. */
export interface CarriedOut {
  call: ToolCall;
  ok: boolean;
  answer: string;
}

export interface CallsResult {
  /** As they go back to the model: a call written oddly but carried out goes back in the form it was read in. */
  calls: ToolCall[];
  /** Their results. */
  items: ConversationItem[];
  carriedOut: CarriedOut[];
  /** Calls no tool could accept: cut off, broken JSON, unknown name, wrong arguments. */
  malformed: number;
  /** What was wrong with those, in the words sent to the model. */
  mistakes: string[];
}

/** Runs the calls of one round in the model's order; each gets exactly one result. */
export async function runCalls(input: CallsInput): Promise<CallsResult> {
  const calls: ToolCall[] = [];
  const items: ConversationItem[] = [];
  const { known } = input.context;
  const carriedOut: CarriedOut[] = [];
  const mistakes: string[] = [];

  function note(event: RunEvent): void {
    if (event.type === "file.end") input.onFile();
    if (event.type === "file.end" || event.type === "file.deleted") forget(known, event.path);
    if (event.type !== "file.renamed") return;
    forget(known, event.from);
    forget(known, event.to);
  }

  for (const [index, call] of input.calls.entries()) {
    input.signal.throwIfAborted();
    const callId = wireCallId(input.round, index);
    const tool = input.tools.find((candidate) => candidate.name === call.name);
    const parsed = call.id === input.cutCall ? cutOff(call.name) : readArguments(call, tool);
    const shown = tool && parsed.ok && parsed.asWritten ? shownOf(tool, input.shown.get(call.id), parsed.value) : null;
    const title = tool && parsed.ok ? tool.title(parsed.value) : call.name;
    if (!shown)
      input.emit([{ type: "tool.start", round: input.round, call_id: callId, name: short(call.name), title: short(title) }]);

    const emit = (events: RunEvent[]) => {
      input.emit(events);
      events.forEach(note);
    };
    let result: ToolResult;
    if (!tool) result = { ...failed(noSuchTool(call.name, input.tools)), malformed: true };
    else if (tool.writes && !input.mayWrite) result = failed(onlyAnswer);
    else if (!parsed.ok) result = { ...failed(parsed.reason, notCarriedOut), malformed: true };
    else result = await carryOut(tool, parsed.value, { ...input.context, round: input.round, callId, shown, emit }, input);

    calls.push(parsed.ok && !parsed.asWritten && !result.malformed ? asRead(call, parsed.value) : call);
    if (result.malformed) mistakes.push(result.text);
    else carriedOut.push({ call, ok: result.ok, answer: result.text });
    // Viewers see a file end when its call ends.
    if (!shown || !result.ok)
      input.emit([{ type: "tool.end", round: input.round, call_id: callId, ok: result.ok, detail: result.detail }]);
    items.push({ role: "tool", callId: call.id, text: shortened(result.text, toolResultMaxCharacters, resultCut(result.text)) });
  }
  return { calls, items, carriedOut, malformed: mistakes.length, mistakes };
}

const asRead = ({ id, name }: ToolCall, value: unknown): ToolCall => ({ id, name, arguments: JSON.stringify(value) });

/** The wall around tools: an exception in one is our bug, which the model can work around, and does not end the run. */
async function carryOut(
  tool: Tool,
  argumentsValue: unknown,
  context: ToolContext,
  { signal, log, round }: CallsInput,
): Promise<ToolResult> {
  try {
    return await tool.run(argumentsValue, context);
  } catch (error) {
    signal.throwIfAborted();
    const name = error instanceof Error ? error.name : typeof error;
    // Not its message, which may repeat what a model wrote.
    const place = error instanceof Error ? (/^ *at .*$/m.exec(error.stack ?? "")?.[0].trim() ?? null) : null;
    log("tool.threw", { round, tool: tool.name, error: name, place });
    return failed(
      `${tool.name} broke down over these arguments (${name}, a fault of Edgewright). Look at what became of it, and do it another way, ` +
        "such as in smaller parts.",
      "Broke down: a fault of Edgewright",
    );
  }
}

/** A second path in the arguments replaces the first, and what was shown for it is withdrawn. */
function shownOf({ seen }: Tool, shown: ShownFile | undefined, argumentsValue: unknown): ShownFile | null {
  const name = shownPathOf(seen);
  return shown && name !== null && isRecord(argumentsValue) && argumentsValue[name] === shown.path ? shown : null;
}

const short = (text: string) => shortened(text, titleMaxCharacters, () => "…");

const resultCut = (text: string) => (shown: number) =>
  `\n(Cut: ${shown} of ${text.length} characters are shown. read_file with start_line and end_line shows a part of a file.)`;

const noSuchTool = (name: string, tools: readonly Tool[]) => `There is no tool ${short(name)}. The tools are: ${names(tools)}.`;

const names = (tools: readonly Tool[]) => tools.flatMap(({ name, offeredTo }) => (offeredTo === "all" ? name : [])).join(", ");

const onlyAnswer = "The message is a question, so nothing can be changed now. Answer it in prose.";

const notCarriedOut = "The call was incomplete and was not carried out";

/** Even when the cut arguments can be read: an array or text may have been meant to be longer. */
function cutOff(name: string): ReadArguments {
  const reason = `The output limit cut this call of ${name} off, so nothing of it was done. Write less at once: smaller files, or the file in parts by edit_file.`;
  return { ok: false, reason };
}
