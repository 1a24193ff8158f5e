// All tools, in the order in which models are told of them.
import { applyPatchTool } from "./apply-patch.ts";
import { broadcastProgress } from "./broadcast-progress.ts";
import { readConsoleLogs, readNetworkRequests } from "./captured.ts";
import type { Tool } from "./define.ts";
import { deleteFile } from "./delete-file.ts";
import { editFile } from "./edit-file.ts";
import { finishApp } from "./finish-app.ts";
import { listFiles } from "./list-files.ts";
import { readFile } from "./read-file.ts";
import { renameFile } from "./rename-file.ts";
import { searchFiles } from "./search-files.ts";
import { setAppDetails } from "./set-app-details.ts";
import { writeFile } from "./write-file.ts";

const all: readonly Tool[] = [
  listFiles,
  readFile,
  searchFiles,
  writeFile,
  editFile,
  applyPatchTool,
  renameFile,
  deleteFile,
  readConsoleLogs,
  readNetworkRequests,
  broadcastProgress,
  setAppDetails,
  finishApp,
];

type Kind = "create" | "update" | "ask";

/** Tools that a run carries out, whether they were offered or not; a question gets those that change nothing. */
export function toolsOf(kind: Kind): readonly Tool[] {
  return kind === "ask" ? all.filter((tool) => !tool.writes) : all;
}

/** Tools that a model is told of. `patch`: it was trained on apply_patch. */
export function toolsFor(kind: Kind, { patch }: { patch: boolean }): readonly Tool[] {
  return toolsOf(kind).filter((tool) => patch || tool.offeredTo === "all");
}
