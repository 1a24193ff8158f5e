// Arguments that are nearly right, against the tools' own schemas: what is read from them, and what is left for the schema to refuse.
import { expect, test } from "vitest";
import { fitArguments } from "../../../src/orchestrator/arguments/fit.ts";
import { tools } from "../../../src/orchestrator/tools/index.ts";

function fitted(name: string, given: unknown): unknown {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  return fitArguments(given, tool.definition.parameters, name);
}

const edit = { path: "a.js", edits: [{ search: "x", replace: "y" }] };
const pair = edit.edits[0];

test.each<[what: string, tool: string, given: unknown, right: unknown]>([
  ["what is right", "edit_file", edit, edit],
  ["a file in a list of one", "write_file", { files: [{ path: "a.txt", content: "x" }] }, { path: "a.txt", content: "x" }],
  ["one path in a list", "read_file", { paths: ["a.js"] }, { path: "a.js" }],
  ["a list as text", "edit_file", { path: "a.js", edits: JSON.stringify([pair]) }, edit],
  ["a list as text, encoded twice", "edit_file", { path: "a.js", edits: JSON.stringify(JSON.stringify([pair])) }, edit],
  ["one object for a list", "edit_file", { path: "a.js", edits: pair }, edit],
  ["one object as text for a list", "edit_file", { path: "a.js", edits: JSON.stringify(pair) }, edit],
  ["objects as texts in a list", "edit_file", { path: "a.js", edits: [JSON.stringify(pair)] }, edit],
  ["a list in an object", "edit_file", { path: "a.js", edits: { edit: [pair] } }, edit],
  ["a list with numbers for names", "edit_file", { path: "a.js", edits: { 0: pair } }, edit],
  ["an element beside the path", "edit_file", { path: "a.js", ...pair }, { ...edit, ...pair }],
  [
    "an element in other products' names",
    "edit_file",
    { file_path: "a.js", old_string: "x", new_string: "y" },
    { path: "a.js", old_string: "x", new_string: "y", edits: [pair] },
  ],
  ["names in another style", "edit_file", { Path: "a.js", edits: [{ oldText: "x", newText: "y" }] }, edit],
  ["everything as text", "edit_file", JSON.stringify(edit), edit],
  ["everything in a list", "edit_file", [edit], edit],
  ["everything as text in a list", "edit_file", [JSON.stringify(edit)], edit],
  ["in arguments", "edit_file", { arguments: edit }, edit],
  ["in arguments as text", "edit_file", { name: "edit_file", arguments: JSON.stringify(edit) }, edit],
  ["in parameters beside the tool", "edit_file", { tool: "edit_file", parameters: edit }, edit],
  ["in function and arguments", "edit_file", { type: "function", function: { name: "edit_file", arguments: edit } }, edit],
  ["in the tool's name", "edit_file", { edit_file: edit }, edit],
  ["an input that holds the input", "apply_patch", { input: { input: "*** Begin Patch" } }, { input: "*** Begin Patch" }],
  ["a patch under another name", "apply_patch", { patch: "*** Begin Patch" }, { input: "*** Begin Patch" }],
  ["a command line", "apply_patch", { command: ["apply_patch", "x"] }, { input: "apply_patch\nx" }],
  ["details in arguments", "set_app_details", { name: "set_app_details", arguments: { name: "Cake" } }, { name: "Cake" }],
  ["null for what is optional", "read_file", { path: "a.js", start_line: null, end_line: null }, { path: "a.js" }],
  ["'null' for what is optional", "read_file", { path: "a.js", start_line: "null", end_line: "" }, { path: "a.js" }],
  [
    "numbers as text",
    "read_file",
    { path: "a.js", start_line: "2", end_line: " 5 " },
    { path: "a.js", start_line: 2, end_line: 5 },
  ],
  ["lines from 0 to -1", "read_file", { path: "a.js", start_line: 0, end_line: -1 }, { path: "a.js" }],
  ["lines from 0 to -1 as text", "read_file", { path: "a.js", start_line: "0", end_line: "-1" }, { path: "a.js" }],
  ["every text in a list of one", "write_file", { path: ["a.txt"], content: ["x"] }, { path: "a.txt", content: "x" }],
  ["lines for a text", "write_file", { path: "a.txt", content: ["x", "", "y"] }, { path: "a.txt", content: "x\n\ny" }],
  ["lines with their breaks", "write_file", { path: "a.txt", content: ["x\n", "y\n"] }, { path: "a.txt", content: "x\ny\n" }],
  ["lines of a JSON file", "write_file", { path: "a.json", content: ["[", "1]"] }, { path: "a.json", content: "[\n1]" }],
  [
    "a list for a JSON file",
    "write_file",
    { path: "a.json", content: ["x", "y"] },
    { path: "a.json", content: '[\n  "x",\n  "y"\n]\n' },
  ],
  [
    "an object for a JSON file",
    "write_file",
    { path: "a.json", content: { a: 1 } },
    { path: "a.json", content: '{\n  "a": 1\n}\n' },
  ],
  [
    "a part of a message for a text",
    "write_file",
    { path: "a.txt", content: [{ type: "text", text: "x" }] },
    { path: "a.txt", content: "x" },
  ],
  ["the end as a word", "read_file", { path: "a.js", end_line: "end" }, { path: "a.js" }],
  ["a number for a text", "write_file", { path: "a.txt", content: 5 }, { path: "a.txt", content: "5" }],
  [
    "a text that looks like JSON stays",
    "write_file",
    { path: "a.json", content: '{"a":1}' },
    { path: "a.json", content: '{"a":1}' },
  ],
  ["one text for a list", "finish_app", { summary: "S", suggestions: "One" }, { summary: "S", suggestions: ["One"] }],
  ["lines for a list", "finish_app", { summary: "S", suggestions: "One\nTwo" }, { summary: "S", suggestions: ["One", "Two"] }],
  ["the one text alone", "finish_app", "Done.", { summary: "Done." }],
  ["nothing at all", "list_files", [], {}],
  ["null for no arguments", "list_files", null, {}],
  // Left as they are.
  [
    "an object for a file that is no JSON",
    "write_file",
    { path: "a.js", content: { a: 1 } },
    { path: "a.js", content: { a: 1 } },
  ],
  ["null for what is required", "write_file", { path: "a.js", content: null }, { path: "a.js", content: null }],
  [
    "two names for one argument",
    "write_file",
    { file: "a", filename: "b", content: "" },
    { file: "a", filename: "b", content: "" },
  ],
  ["two calls in one", "edit_file", [edit, edit], [edit, edit]],
  ["a line that is no number", "read_file", { path: "a.js", start_line: "two" }, { path: "a.js", start_line: "two" }],
])("%s", (_what, tool, given, right) => {
  expect(fitted(tool, given)).toEqual(right);
});
