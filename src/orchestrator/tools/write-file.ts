// write_file: the whole content of one file, shown while it streams.
import * as v from "valibot";
import { describeContent } from "../../protocol/content.ts";
import { placeholderRefusal } from "../../workspace/placeholders.ts";
import { learn } from "../known-files.ts";
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";

export const writeFile = defineTool({
  name: "write_file",
  description: "Write a whole file, new or replacing the old one. Give the path first, then the complete content.",
  entries: { path: pathArgument, content: v.string() },
  text: {
    description:
      "Write a whole file, new or replacing the old one. The input is plain text: its first line is the path from the app's root, such as " +
      "src/App.tsx, and everything after that line is the file's complete content, byte for byte. No quotes around it, no escaping, no code fence.",
    firstLine: "path",
    rest: "content",
  },
  writes: true,
  streamsFile: true,
  title: ({ path }) => `Write ${path}`,
  async run({ path, content }, { workspace, known, shown, round, callId, emit }) {
    const stub = placeholderRefusal(workspace.read(path) ?? "", content);
    if (stub !== null) return failed(`${path} was not written. ${stub}`);
    const result = workspace.write(path, content);
    if (!result.ok) return failed(result.reason);
    const { sha256, size } = await describeContent(content);
    const call = { round, call_id: callId, path: result.path };
    emit([
      ...(shown ? [] : [{ type: "file.start" as const, ...call, action: "write" as const }]),
      ...(shown ? [] : [{ type: "file.delta" as const, round, call_id: callId, offset: 0, text: content }]),
      { type: "file.end", ...call, size, sha256 },
    ]);
    learn(known, result.path, sha256);
    return report(workspace, `Wrote ${result.path} (${size} bytes).`, { written: [result.path] });
  },
});
