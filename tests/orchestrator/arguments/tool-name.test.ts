import { expect, test } from "vitest";
import { meantTool } from "../../../src/orchestrator/arguments/tool-name.ts";
import { tools } from "../../../src/orchestrator/tools/index.ts";

const names = tools.map(({ name }) => name);

test.each([
  "write_file",
  "functions.write_file",
  "functions__write_file",
  "functions_write_file",
  "default_api.write_file",
  "default_api:write_file",
  "mcp__files__write_file",
  "mcp_write_file",
  "tool.write_file",
  "tools/write_file",
  "repo_browser.write_file",
  "namespace::write_file",
  "write_file<|channel|>commentary",
  "write_file<|channel|>json",
  "<|constrain|>write_file",
  "commentary to=functions.write_file",
  "functions.write_file:0",
  "write_file</tool_call>",
  "assistant<|channel|>commentary to=functions.write_file",
  "write_file_0",
  "write_file()",
  "write_file({",
  "WriteFile",
  "writeFile",
  "write-file",
  "write file",
  " Write_File ",
  "`write_file`",
  '"write_file"',
  "functions.WriteFile:12",
])("%j is write_file", (given) => {
  expect(meantTool(given, names)).toBe("write_file");
});

test.each([
  "",
  "write",
  "file",
  "create_file",
  "write_file_and_read_file",
  "rewrite_file",
  "run_shell",
  "write_file/read",
  "x".repeat(300),
])("%j is none", (given) => {
  expect(meantTool(given, names)).toBe(given);
});

test("two that fit are none", () => {
  expect(meantTool("readFile", ["read_file", "read-file"])).toBe("readFile");
});
