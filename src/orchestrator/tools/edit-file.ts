// edit_file: search and replace by position, all edits of a call or none.
import * as v from "valibot";
import { kindOf } from "../../workspace/contents/file-kinds.ts";
import { changesBetween } from "../../workspace/edits/rewrite.ts";
import { applyEdits } from "../../workspace/edits.ts";
import { binaryRefusal } from "../../workspace/files.ts";
import { meantFile } from "../../workspace/meant-path.ts";
import { createEditCall } from "../live/edit-call.ts";
import { defineTool, failed, pathArgument } from "./define.ts";
import { report } from "./report.ts";
import { tellFile } from "./tell-file.ts";

export const editFile = defineTool({
  name: "edit_file",
  description:
    "Change parts of a file. Each search text must occur exactly once in the file as it is now; it is replaced by the replace text. " +
    "All edits of one call are made, or none. Include enough neighbouring lines to make a search text unique.",
  entries: {
    path: pathArgument,
    edits: v.pipe(v.array(v.object({ search: v.string(), replace: v.string() })), v.minLength(1)),
  },
  writes: true,
  seen: {
    as: "edit",
    path: "path",
    follow: (viewers) => createEditCall({ path: "path", edits: "edits", search: "search", replace: "replace" }, viewers),
  },
  files: ({ path }) => [path],
  title: ({ path }) => `Edit ${path}`,
  async run({ path: given, edits }, context) {
    const { workspace, shown } = context;
    const path = meantFile(workspace, given);
    const before = workspace.read(path);
    const binary = workspace.binary(path);
    if (binary !== undefined) return failed(binaryRefusal(path, binary, "Only text can be edited.").reason);
    if (before === undefined) return failed(`${workspace.missing(path).reason} write_file makes a new one.`);
    const result = applyEdits(before, edits, kindOf(path) === "prose");
    if (!result.ok) return failed(result.reason);
    const write = workspace.write(path, result.content);
    if (!write.ok) return failed(write.reason);
    // Whatever viewers saw while the edit was written, after this they have the file as it is now.
    const seen = shown?.content ?? null;
    const changes = seen === null ? result.changes : changesBetween(seen, result.content);
    await tellFile(context, { path: write.path, action: "edit", content: result.content, changes });
    const places = result.changes.length === 1 ? "1 place" : `${result.changes.length} places`;
    return report(context, `Edited ${write.path} in ${places}.`, { written: [write.path] });
  },
});
