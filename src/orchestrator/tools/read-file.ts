// read_file: a file's text with line numbers, or a range of it. If it does not fit one answer, the answer says so, with the call that shows the rest.
import * as v from "valibot";
import { describeContent } from "../../base/content.ts";
import { boundaryBefore } from "../../base/surrogates.ts";
import { describeBinary } from "../../workspace/binary.ts";
import { meantFile } from "../../workspace/meant-path.ts";
import { checkPath } from "../../workspace/paths.ts";
import { holds, learn } from "../known-files.ts";
import { readMaxLines, toolResultMaxCharacters } from "../run-limits.ts";
import { defineTool, done, failed, pathArgument } from "./define.ts";

const unchanged =
  "has not changed since its whole text was written or read in this conversation: that is what it is now. Look it up above.";

const position = v.pipe(v.number(), v.integer(), v.minValue(1));
const lineNumber = v.optional(position);
const startCharacter = v.optional(v.pipe(position, v.description("Only for a very long line: where in start_line to begin")));

/** Room for the line that names the range and the one that says how to continue, UTF-16 units. */
const aroundMaxCharacters = 1_000;
const bodyMaxCharacters = toolResultMaxCharacters - aroundMaxCharacters;

export const readFile = defineTool({
  name: "read_file",
  description: "Read a file. Each line comes after its number and a tab, which are not part of the text. A range is optional.",
  entries: { path: pathArgument, start_line: lineNumber, end_line: lineNumber, start_character: startCharacter },
  writes: false,
  files: ({ path }) => [path],
  title: ({ path }) => `Read ${path}`,
  async run({ path: given, start_line: first = 1, end_line: last, start_character: from = 1 }, { workspace, known }) {
    // A range given backwards means the same lines.
    const [start, end] = last !== undefined && last < first ? [last, first] : [first, last];
    const path = meantFile(workspace, given);
    const content = workspace.read(path);
    const binary = workspace.binary(path);
    if (binary !== undefined)
      return done(`${path} is no text: ${describeBinary(binary)}. ${howToUse(path)}`, describeBinary(binary));
    if (content === undefined) return failed(workspace.missing(path).reason);
    const { sha256 } = await describeContent(content);
    const checked = checkPath(path);
    const at = checked.ok ? checked.path : path;
    if (holds(known, at, sha256)) return done(`${path} ${unchanged}`, "Not changed since it was read or written");
    const lines = content.split("\n");
    // A final line break ends the last line; it does not start another.
    if (lines.at(-1) === "") lines.pop();
    if (start > Math.max(lines.length, 1)) return failed(`${path} has ${lines.length} lines; line ${start} is beyond its end.`);
    const wanted = lines.slice(start - 1, Math.min(end ?? lines.length, lines.length));
    const begin = boundaryBefore(wanted[0] ?? "", from - 1);
    if (wanted[0] !== undefined) wanted[0] = wanted[0].slice(begin);
    const { shown, rest } = fitting(wanted, start, begin + 1);
    if (shown.length === lines.length && rest.length === 0 && from === 1) learn(known, at, sha256);
    const body = shown.map((line, index) => `${start + index}\t${line}`);
    const head = `${path}, lines ${start}-${start + shown.length - 1} of ${lines.length}`;
    return done([head, ...body, ...rest].join("\n"), `${shown.length} lines`);
  },
});

/** What can be done with a file that cannot be read. */
const howToUse = (path: string) =>
  `It cannot be read or written, but used by its address (/${path.replace(/^public\//, "")}) or imported, renamed and deleted.`;

/** The lines that fit one answer, at least a part of the first, and what to ask for next. */
function fitting(wanted: string[], start: number, from: number): { shown: string[]; rest: string[] } {
  const shown: string[] = [];
  let room = bodyMaxCharacters;
  for (const line of wanted) {
    const number = start + shown.length;
    const cost = line.length + `${number}\t\n`.length;
    if (cost > room && shown.length === 0) {
      const cut = boundaryBefore(line, room);
      const next = from + cut;
      const note = `(Line ${number} goes on for ${line.length - cut} characters: read_file with start_line ${number} and start_character ${next}.)`;
      return { shown: [line.slice(0, cut)], rest: [note] };
    }
    if (cost > room || shown.length === readMaxLines) return { shown, rest: [`(Cut here: go on with start_line ${number}.)`] };
    shown.push(line);
    room -= cost;
  }
  return { shown, rest: [] };
}
