// write_file: the whole content of one file, shown while it streams.
import * as v from "valibot";
import { describeContent } from "../../base/content.ts";
import { cleanContent, takenOffSentence } from "../../workspace/contents/clean.ts";
import { placeholderRefusal } from "../../workspace/edits/placeholders.ts";
import { changesBetween } from "../../workspace/edits/rewrite.ts";
import { meantTarget } from "../../workspace/meant-path.ts";
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
  seen: { as: "write", path: "path", content: "content" },
  files: ({ path }) => [path],
  title: ({ path }) => `Write ${path}`,
  async run({ path: givenPath, content: given }, { workspace, known, shown, round, callId, emit }) {
    const meant = meantTarget(workspace, givenPath);
    if (!meant.ok) return failed(meant.reason);
    const { path } = meant;
    const clean = cleanContent(path, given);
    if (!clean.ok) return failed(`${path} was not written. ${clean.reason}`);
    const { content, takenOff } = clean;
    const stub = placeholderRefusal(workspace.read(path) ?? "", content);
    if (stub !== null) return failed(`${path} was not written. ${stub}`);
    const result = workspace.write(path, content);
    if (!result.ok) return failed(result.reason);
    const { sha256, size } = await describeContent(content);
    const call = { round, call_id: callId };
    emit([
      ...(shown ? [] : [{ type: "file.start" as const, ...call, path: result.path, action: "write" as const }]),
      // Viewers saw all of what was written, what is taken off of it, too.
      ...changesBetween(shown ? given : "", content).map((change) => ({ type: "file.delta" as const, ...call, ...change })),
      { type: "file.end", ...call, path: result.path, size, sha256 },
    ]);
    // What stands in the conversation is the text as it was given.
    if (takenOff.length === 0) learn(known, result.path, sha256);
    return report(workspace, `Wrote ${result.path} (${size} bytes).${meant.note}${takenOffSentence(takenOff)}`, {
      written: [result.path],
    });
  },
});
