// delete_file: removes one file from the app, and says what other files then miss.
import { meantFile } from "../../workspace/meant-path.ts";
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";

export const deleteFile = defineTool({
  name: "delete_file",
  description: "Delete a file of the app.",
  entries: { path: pathArgument },
  writes: true,
  seen: { as: "unseen" },
  files: ({ path }) => [path],
  title: ({ path }) => `Delete ${path}`,
  run({ path }, context) {
    const { workspace, round, callId, emit } = context;
    const result = workspace.remove(meantFile(workspace, path, true));
    if (!result.ok) return failed(result.reason);
    emit([{ type: "file.deleted", round, call_id: callId, path: result.path }]);
    return report(context, `Deleted ${result.path}.`, { gone: [result.path] });
  },
});
