// The one executor of tools: parses a call's arguments, runs the tool, tells viewers, and answers the model.
import type { ConversationItem, FinishReason, ToolCall } from "../llm/model.ts";
import { wireCallId } from "../llm/streaming-buffer.ts";
import type { RunEvent } from "../protocol/events.ts";
import { failed, type Tool, type ToolContext, type ToolResult } from "./tools/define.ts";

export interface CallsInput {
  round: number;
  calls: readonly ToolCall[];
  announced: ReadonlySet<string>;
  finish: FinishReason;
  tools: readonly Tool[];
  context: Omit<ToolContext, "round" | "callId" | "emit">;
  emit(events: RunEvent[]): void;
  onFile(): void;
  signal: AbortSignal;
}

export interface CallsResult {
  items: ConversationItem[];
  /** Calls that no tool could take: broken JSON, unknown name. */
  malformed: number;
}

/** Runs the calls of one round in the model's order; each gets exactly one result. */
export async function runCalls(input: CallsInput): Promise<CallsResult> {
  const items: ConversationItem[] = [];
  let malformed = 0;
  for (const call of input.calls) {
    input.signal.throwIfAborted();
    const callId = wireCallId(input.round, call.id);
    const tool = input.tools.find((candidate) => candidate.name === call.name);
    const parsed = parseArguments(call.arguments);
    const file = (tool?.streamsFile ?? false) && input.announced.has(call.id);
    const title = tool && parsed.ok ? tool.title(parsed.value) : call.name;
    if (!file) input.emit([{ type: "tool.start", round: input.round, call_id: callId, name: call.name, title }]);

    let result: ToolResult;
    if (!tool) {
      malformed += 1;
      result = failed(
        `There is no tool ${call.name}. The tools are: ${input.tools.map((candidate) => candidate.name).join(", ")}.`,
      );
    } else if (!parsed.ok) {
      malformed += 1;
      result = failed(brokenArguments(call, input.finish, parsed.reason), "The call was incomplete and was not carried out");
    } else {
      result = await tool.run(parsed.value, { ...input.context, round: input.round, callId, emit: input.emit });
    }

    if (file && result.ok) input.onFile();
    else input.emit([{ type: "tool.end", round: input.round, call_id: callId, ok: result.ok, detail: result.detail }]);
    items.push({ role: "tool", callId: call.id, text: result.text });
  }
  return { items, malformed };
}

type Parsed = { ok: true; value: unknown } | { ok: false; reason: string };

function parseArguments(text: string): Parsed {
  try {
    // Some models call a tool without arguments by sending none.
    return { ok: true, value: text.trim() === "" ? {} : JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Cut arguments are never carried out, whatever finish reason a router reports. */
function brokenArguments(call: ToolCall, finish: FinishReason, reason: string): string {
  if (finish === "length") {
    return `The output limit cut this call of ${call.name} off, so nothing of it was done. Write less at once: smaller files, or the file in parts by edit_file.`;
  }
  return `The arguments of ${call.name} are not valid JSON (${reason}), so nothing was done. Send the complete call again.`;
}
