// search_files: lines that contain a text, in the whole app.
import * as v from "valibot";
import { shortened } from "../../base/surrogates.ts";
import { searchMaxMatches } from "../run-limits.ts";
import { defineTool, done } from "./define.ts";

const shownLineCharacters = 200;

export const searchFiles = defineTool({
  name: "search_files",
  description: "Find the lines of all text files that contain a text (not a pattern; upper and lower case are the same).",
  entries: { query: v.pipe(v.string(), v.nonEmpty()) },
  writes: false,
  title: ({ query }) => `Search for ${JSON.stringify(query)}`,
  run({ query }, { workspace }) {
    const wanted = query.toLowerCase();
    const matches = workspace.list().flatMap(({ path }) =>
      (workspace.read(path) ?? "")
        .split("\n")
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => line.toLowerCase().includes(wanted))
        .map(({ line, number }) => `${path}:${number}\t${shortened(line, shownLineCharacters, () => "…")}`),
    );
    if (matches.length === 0) return done(`No line contains ${JSON.stringify(query)}.`);
    const shown = matches.slice(0, searchMaxMatches);
    const more = matches.length - shown.length;
    return done([...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n"), `${matches.length} matches`);
  },
});
