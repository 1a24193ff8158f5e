// list_files: what the app holds now, with sizes.
import { describeFile } from "../../workspace/binary.ts";
import { defineTool, done } from "./define.ts";

export const listFiles = defineTool({
  name: "list_files",
  description: "List all files of the app with their sizes; pictures and other binary files with their kind.",
  entries: {},
  writes: false,
  title: () => "List files",
  run(_input, { workspace }) {
    const files = workspace.list();
    if (files.length === 0) return done("The app has no files yet.");
    return done(files.map((file) => `${file.path} (${describeFile(file)})`).join("\n"), `${files.length} files`);
  },
});
