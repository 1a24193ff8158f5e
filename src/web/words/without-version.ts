// Why an app has no version yet, in words for the panes that would show it.
import type { AppState } from "../model/index.ts";
import { fitted } from "./failures.ts";

/** For when nothing is running. `offeredModels`: how many models there are to choose from. */
export function withoutVersion({ messages, runs, versions }: AppState, offeredModels: number): string {
  const last = messages.findLast(({ role }) => role === "assistant");
  const run = runs[last?.version_id ?? ""];
  switch (run?.status ?? versions.find(({ id }) => id === last?.version_id)?.status ?? last?.status) {
    case "failed":
      return `Nothing was built. ${fitted(run?.error?.message ?? "The run failed.", offeredModels)}`;
    case "cancelled":
      return "Nothing was built: the run was stopped. Send another message, or run it again from the chat.";
    case "completed":
      return "Nothing was built. The answer is in the chat.";
    default:
      return "Nothing has been built yet. Describe the app in the chat.";
  }
}
