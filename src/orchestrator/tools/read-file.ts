// read_file: a file's text with line numbers, or a range of it.
import * as v from "valibot";
import { readMaxLines } from "../limits.ts";
import { defineTool, done, failed, pathArgument } from "./define.ts";

const lineNumber = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));

export const readFile = defineTool({
  name: "read_file",
  description: "Read a file. Each line comes after its number and a tab, which are not part of the text. A range is optional.",
  entries: { path: pathArgument, start_line: lineNumber, end_line: lineNumber },
  writes: false,
  title: ({ path }) => `Read ${path}`,
  run({ path, start_line: start = 1, end_line: end }, { workspace }) {
    const content = workspace.read(path);
    if (content === undefined) return failed(`There is no file ${path}. list_files shows what there is.`);
    const lines = content.split("\n");
    // A final line break ends the last line, it does not begin another.
    if (lines.at(-1) === "") lines.pop();
    const last = Math.min(end ?? lines.length, lines.length, start + readMaxLines - 1);
    if (start > Math.max(lines.length, 1)) return failed(`${path} has ${lines.length} lines; line ${start} is beyond its end.`);
    const body = lines.slice(start - 1, last).map((line, index) => `${start + index}\t${line}`);
    return done([`${path}, lines ${start}-${last} of ${lines.length}`, ...body].join("\n"), `${last - start + 1} lines`);
  },
});
