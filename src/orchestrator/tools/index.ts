// All tools, in the order models are told about them.
import type { PageCall } from "../../llm/text-calls/text-calls.ts";
import { addComponent } from "./add-component.ts";
import { applyPatchTool } from "./apply-patch.ts";
import { broadcastProgress } from "./broadcast-progress.ts";
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

/** All tools a run carries out, whether or not they were offered. */
export const tools: readonly Tool[] = [
  listFiles,
  readFile,
  searchFiles,
  writeFile,
  editFile,
  applyPatchTool,
  addComponent,
  renameFile,
  deleteFile,
  broadcastProgress,
  setAppDetails,
  finishApp,
];

const byName: ReadonlyMap<string, Tool> = new Map(tools.map((tool) => [tool.name, tool]));
export const toolNamed = (name: string): Tool | undefined => byName.get(name);

/**
 * Tools a model is told about. `patch`: it was trained on apply_patch. The same for every run, even for a question: the list comes before the
 * conversation, and a different one would miss the cache.
 */
export const toolsFor = ({ patch }: { patch: boolean }): readonly Tool[] =>
  tools.filter((tool) => patch || tool.offeredTo === "all");

/** Tools that change files or the app, by name. */
export const writingTools: ReadonlySet<string> = new Set(tools.flatMap(({ name, writes }) => (writes ? name : [])));

/** The call that makes a text the whole file at this path. */
export function callThatWrites(path: string): PageCall | null {
  for (const { name, seen } of tools) {
    if (seen?.as !== "write") continue;
    return { tool: name, argumentsFor: (content) => JSON.stringify({ [seen.path]: path, [seen.content]: content }) };
  }
  return null;
}
