// write_file: the whole content of one file, shown while it streams.
import * as v from "valibot";
import { type FileType, promisedBinary } from "../../base/file-types.ts";
import { cleanContent, takenOffSentence } from "../../workspace/contents/clean.ts";
import { placeholderRefusal } from "../../workspace/edits/placeholders.ts";
import { changesBetween } from "../../workspace/edits/rewrite.ts";
import { meantTarget } from "../../workspace/meant-path.ts";
import { learn } from "../known-files.ts";
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";
import { tellFile } from "./tell-file.ts";

/** Text under such a name would be served as what it is not, and show nothing. */
const onlyText = ({ name, kind }: FileType) =>
  `Its name promises a ${name}, and this tool writes text. ${kind === "picture" ? "Draw it as an SVG file or with CSS instead." : "The person can add such a file."}`;

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
  async run({ path: givenPath, content: given }, context) {
    const { workspace, known, shown } = context;
    const meant = meantTarget(workspace, givenPath);
    if (!meant.ok) return failed(meant.reason);
    const { path } = meant;
    const promised = promisedBinary(path);
    if (promised !== null && !workspace.has(path)) return failed(`${path} was not written. ${onlyText(promised)}`);
    const clean = cleanContent(path, given);
    if (!clean.ok) return failed(`${path} was not written. ${clean.reason}`);
    const { content, takenOff } = clean;
    const stub = placeholderRefusal(workspace.read(path) ?? "", content);
    if (stub !== null) return failed(`${path} was not written. ${stub}`);
    const result = workspace.write(path, content);
    if (!result.ok) return failed(result.reason);
    // Viewers saw everything that was written, including what is now removed.
    const changes = changesBetween(shown ? given : "", content);
    const { sha256, size } = await tellFile(context, { path: result.path, action: "write", content, changes });
    // The conversation holds the text as it was given.
    if (takenOff.length === 0) learn(known, result.path, sha256);
    return report(context, `Wrote ${result.path} (${size} bytes).${meant.note}${takenOffSentence(takenOff)}`, {
      written: [result.path],
    });
  },
});
