// A message as viewers see it, from the hub's own record of it.
import type { Message } from "../../protocol/resources.ts";
import type { AskedRun, MessageRecord } from "./records.ts";

export const iso = (ms: number): string => new Date(ms).toISOString();

/** `run`: the run the message came with. */
export function messageOf({ id, role, content, status, createdAtMs }: MessageRecord, run: AskedRun): Message {
  return { id, app_id: run.submission.appId, role, content, status, version_id: run.id, created_at: iso(createdAtMs) };
}
