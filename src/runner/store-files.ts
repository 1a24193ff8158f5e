// The last step of a run: stores the contents of changed files, then makes the outcome that names them. A run that did not complete keeps nothing.

import { describeContent } from "../base/content.ts";
import type { Outcome } from "../hub/contract/run-stream.ts";
import type { RunEnding } from "../orchestrator/run.ts";
import type { NewBlob } from "../store/files.ts";
import type { Workspace } from "../workspace/files.ts";

/** Throws the signal's reason when the run is cancelled before or while the contents are stored; nothing refers to what was stored by then. */
export async function storeFiles(
  workspace: Workspace,
  ending: RunEnding,
  write: (blobs: NewBlob[]) => Promise<void>,
  signal: AbortSignal,
): Promise<Outcome> {
  if (ending.status !== "completed") return { ...ending, written: [], deleted: [], modified: [] };
  const { written, deleted } = workspace.changes();
  // The bytes of a binary file are stored already: a run only moves it.
  const described = await Promise.all(
    written.map(async ({ path, content, modified }) => {
      if (typeof content !== "string") return { path, modified, sha256: content.sha256, size: content.size, text: null };
      return { path, modified, ...(await describeContent(content)), text: content };
    }),
  );
  // A run that was cancelled, or whose app was deleted, leaves nothing.
  signal.throwIfAborted();
  await write(described.flatMap(({ sha256, size, text }) => (text === null ? [] : { sha256, size, content: text })));
  signal.throwIfAborted();
  return {
    ...ending,
    written: described.map(({ path, sha256, size }) => ({ path, sha256, size })),
    modified: described.filter((file) => file.modified).map((file) => file.path),
    deleted,
  };
}
