// rename_file: moves one file; imports of it are the model's to correct, and the answer names them.
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";

export const renameFile = defineTool({
  name: "rename_file",
  description: "Rename or move a file. Imports that name it are not changed by this.",
  entries: { from: pathArgument, to: pathArgument },
  writes: true,
  title: ({ from, to }) => `Rename ${from} to ${to}`,
  run({ from, to }, { workspace, round, callId, emit }) {
    const result = workspace.rename(from, to);
    if (!result.ok) return failed(result.reason);
    emit([{ type: "file.renamed", round, call_id: callId, from: result.from, to: result.to }]);
    return report(workspace, `Renamed ${result.from} to ${result.to}.`, { written: [result.to], gone: [result.from] });
  },
});
