// rename_file: moves one file; imports of it are the model's to correct, and the answer names them.
import { meantFile, meantTarget } from "../../workspace/meant-path.ts";
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";

export const renameFile = defineTool({
  name: "rename_file",
  description: "Rename or move a file. Imports that name it are not changed by this.",
  entries: { from: pathArgument, to: pathArgument },
  writes: true,
  seen: { as: "unseen" },
  files: ({ to }) => [to],
  title: ({ from, to }) => `Rename ${from} to ${to}`,
  run({ from, to }, context) {
    const { workspace, round, callId, emit } = context;
    const source = meantFile(workspace, from, true);
    const target = meantTarget(workspace, to);
    // Renaming a file to its own name in another case is fine.
    if (!target.ok && source.toLowerCase() !== to.toLowerCase()) return failed(target.reason);
    const result = workspace.rename(source, target.ok ? target.path : to);
    if (!result.ok) return failed(result.reason);
    emit([{ type: "file.renamed", round, call_id: callId, from: result.from, to: result.to }]);
    return report(context, `Renamed ${result.from} to ${result.to}.`, { written: [result.to], gone: [result.from] });
  },
});
