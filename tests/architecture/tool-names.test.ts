// A tool's name stands in its own file: who has to know what a call does reads the tool's declaration. The demo model calls tools, as any model does,
// and knows no more of them than what they answer.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";
import { tools } from "../../src/orchestrator/tools/index.ts";

const names: ReadonlySet<unknown> = new Set(tools.map(({ name }) => name));

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

/** The name that a node is, as a text or as a key; prose that has a name in it is none. */
function nameIn(node: Node): unknown {
  switch (node.type) {
    case "Literal":
      return node.value;
    case "TemplateElement":
      return (node.value as { cooked: string }).cooked;
    case "Identifier":
      return node.name;
    default:
      return null;
  }
}

/** Lines with a tool's name, other than as the `name` of a tool that is defined, or of a call that the demo makes. */
function namesIn(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, isOwn: boolean): void => {
    if (names.has(nameIn(node)) && !isOwn) {
      const line = source.slice(0, node.start).split("\n").length;
      found.push(`${path}:${line} ${String(nameIn(node))}`);
    }
    const isName = node.type === "Property" && isNode(node.key) && node.key.name === "name";
    for (const [key, value] of Object.entries(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (isNode(child)) visit(child, isName && key === "value" && /^src\/(?:orchestrator\/tools|demo)\//.test(path));
  };
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be read.`);
  visit(program as unknown as Node, false);
  return found;
}

test("no file but a tool's own knows its name", () => {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: root }).filter((path) => !path.startsWith("src/demo/apps/"));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((path) => namesIn(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
});

describe("a name is found", () => {
  test.each([
    ["src/orchestrator/x.ts", 'if (call.name === "write_file") again();'],
    ["src/orchestrator/x.ts", 'switch (name) {\n  case "edit_file":\n    break;\n}'],
    ["src/llm/x.ts", 'const unseen = new Set(["rename_file"]);'],
    ["src/llm/x.ts", "const page = { tool: `write_file` };"],
    ["src/web/x.tsx", "const icons = { delete_file: <i /> };"],
    ["src/web/x.tsx", "const icon = icons.delete_file;"],
    ["src/orchestrator/tools/x.ts", 'emit(tool("delete_file", event));'],
    ["src/demo/x.ts", 'if (call.name === "read_file") again();'],
    ["src/demo/x.ts", 'const calls = { read: "read_file" };'],
  ])("%s: %s", (path, source) => expect(namesIn(path, source)).toHaveLength(1));
});

describe("what is allowed passes", () => {
  test.each([
    ["src/orchestrator/tools/x.ts", 'export const x = defineTool({ name: "write_file", description: "…" });'],
    ["src/demo/x.ts", 'const call = { name: "write_file", arguments: {} };'],
    ["src/orchestrator/x.ts", 'const note = "Correct it, then call finish_app.";'],
    ["src/orchestrator/x.ts", "// write_file takes the whole file.\nconst text = `Use another, not write_file.`;"],
  ])("%s: %s", (path, source) => expect(namesIn(path, source)).toEqual([]));
});
