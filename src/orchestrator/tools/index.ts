// All tools, in the order in which models are told of them.
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
  renameFile,
  deleteFile,
  readConsoleLogs,
  readNetworkRequests,
  broadcastProgress,
  setAppDetails,
  finishApp,
];

/** The same for every run, a question's, too: the list stands before the conversation, and another one would be read anew. */
export const toolsFor = (): readonly Tool[] => all;
