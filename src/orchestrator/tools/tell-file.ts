// Tells viewers about a file a tool wrote or changed: the parts they have not seen, and its end. Shared by all tools.
import { describeContent } from "../../base/content.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { ToolContext } from "./define.ts";

export interface WrittenFile {
  path: string;
  action: "write" | "edit";
  /** As it is now. */
  content: string;
  /** Changes from the viewers' state to that one, each valid after those before. Offsets and lengths in UTF-16 units. */
  changes: readonly { offset: number; remove?: number; text: string }[];
}

export async function tellFile(
  { round, callId, shown, emit }: Pick<ToolContext, "round" | "callId" | "shown" | "emit">,
  { path, action, content, changes }: WrittenFile,
): Promise<{ sha256: string; size: number }> {
  const call = { round, call_id: callId };
  const described = await describeContent(content);
  emit([
    ...(shown ? [] : [{ type: "file.start" as const, ...call, path, action }]),
    ...changes.map((change): RunEvent => ({ type: "file.delta", ...call, ...change })),
    { type: "file.end", ...call, path, ...described },
  ]);
  return described;
}
