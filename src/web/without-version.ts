// Why an app has no version yet, in words for the panes that would show it.
import { fitted } from "./chat/failure-words.ts";
import { models } from "./models.ts";
import type { Workspace } from "./workspace.ts";

/** Null while a run may still bring one. */
export function withoutVersion({ state, activeRun }: Pick<Workspace, "state" | "activeRun">): string | null {
  if (activeRun.value) return null;
  const { messages, runs, versions } = state.value;
  const last = messages.findLast(({ role }) => role === "assistant");
  const run = runs[last?.version_id ?? ""];
  switch (run?.status ?? versions.find(({ id }) => id === last?.version_id)?.status ?? last?.status) {
    case "failed":
      return `Nothing was built. ${fitted(run?.error?.message ?? "The run failed.", models.value.length)}`;
    case "cancelled":
      return "Nothing was built: the run was stopped. Send the next message, or run it again from the chat.";
    case "completed":
      return "Nothing was built: the message was answered without a file. The answer is in the chat.";
    default:
      return "Nothing was built yet. Describe the app in the chat.";
  }
}
