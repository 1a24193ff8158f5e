// What a tool declares of its calls is what they do: each tool that changes files has a row here, and everyone who reads declarations is asked.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConversation } from "../../src/demo/conversation.ts";
import type { ConversationItem } from "../../src/llm/model.ts";
import { filesNamed, wholeTextIn } from "../../src/orchestrator/call-facts.ts";
import { compact } from "../../src/orchestrator/compaction.ts";
import { run } from "../../src/orchestrator/run.ts";
import type { ComponentSources } from "../../src/orchestrator/tools/add-component.ts";
import { toolNamed, tools } from "../../src/orchestrator/tools/index.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { liveFiles } from "../../src/web/model/files.ts";
import { reduceRun } from "../../src/web/model/reduce-run.ts";
import { newRun } from "../../src/web/model/state.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { call, done, finish, harness, html, scripted } from "./harness.ts";

const sources: ComponentSources = JSON.parse(readFileSync("public/components/sources.json", "utf8"));

const patch = `*** Begin Patch
*** Update File: a.js
@@
-old text
+new text
*** Add File: src/c.js
+c
*** Delete File: gone.js
*** Update File: was.js
*** Move to: is.js
@@
-w
+i
*** End Patch`;

/** Arguments of one call of each tool that changes files, for the app below. */
const rows: Record<string, Record<string, unknown>> = {
  write_file: { path: "./a.js", content: "new text ä\n" },
  edit_file: { path: "a.js", edits: [{ search: "old", replace: "new" }] },
  apply_patch: { input: patch },
  add_component: { names: ["button"] },
  rename_file: { from: "a.js", to: "src/b.js" },
  delete_file: { path: "gone.js" },
};
const base: [path: string, content: string][] = [
  ["index.html", html],
  ["a.js", "old text\n"],
  ["gone.js", "g\n"],
  ["was.js", "w\n"],
];

test("each tool that changes files has a row", () => {
  expect(Object.keys(rows).sort()).toEqual(tools.flatMap(({ name, seen }) => (seen ? name : [])).sort());
});

test("the text form of a call that is shown as it is written holds path and content in that order", () => {
  const written = tools.flatMap(({ seen, definition }) =>
    seen?.as === "write" && definition.text ? [{ seen, text: definition.text }] : [],
  );
  expect(written.length).toBeGreaterThan(0);
  for (const { seen, text } of written) expect([text.firstLine, text.rest]).toEqual([seen.path, seen.content]);
});

test.each(Object.entries(rows))("%s", async (name, args) => {
  const { model, requests } = scripted([[...call(0, name, args), finish()], done]);
  const workspace = createWorkspace(base);
  const { input, events } = harness([model], { kind: "update", workspace, components: async () => sources });
  await run(input);
  const { written, deleted } = workspace.changes();
  expect(written.length + deleted.length).toBeGreaterThan(0);
  const stored = new Map(workspace.list().map(({ path }) => [path, workspace.read(path)]));

  // Viewers end with what is stored.
  const at = "2026-01-01T00:00:00.000Z";
  const log = events.map((event, index): LogEvent => ({ ...event, seq: index + 1, at }));
  const seen = liveFiles(log.reduce(reduceRun, newRun("r", at)), (path) => new Map(base).get(path) ?? null);
  expect(new Map(seen.map(({ path, text }) => [path, text]))).toEqual(
    new Map(written.map(({ path, content }) => [path, content])),
  );

  // What is written is named, so that its text stands in a conversation that was made shorter.
  const items = requests[1]!.conversation;
  const made = items.flatMap((item) => (item.role === "assistant" ? item.calls : []))[0]!;
  expect(filesNamed(made)).toEqual(expect.arrayContaining(written.map(({ path }) => path)));
  const later: ConversationItem[] = [{ role: "assistant", text: "Well.", calls: [] }];
  expect(compact([...items, ...later], workspace, 9_000).bodies).toEqual(expect.arrayContaining(written.map(({ path }) => path)));
  const whole = wholeTextIn(made);
  if (toolNamed(name)?.seen?.as === "write") expect(written.map(({ content }) => content)).toEqual([whole]);
  else expect(whole).toBeNull();

  // The demo model, which has only what was said, knows which files there are, and no text that is not theirs.
  const known = readConversation({
    model: "demo",
    tools: [],
    messages: [
      { role: "system", content: `Name: App\nThe app's files:\n${base.map(([path]) => `- ${path} (3 bytes)`).join("\n")}` },
      ...items.map((item) => ({
        role: item.role,
        content: item.text,
        ...(item.role === "assistant"
          ? {
              tool_calls: item.calls.map(({ id, ...rest }) => ({ id, function: { name: rest.name, arguments: rest.arguments } })),
            }
          : {}),
        ...(item.role === "tool" ? { tool_call_id: item.callId } : {}),
      })),
      { role: "user", content: "now" },
    ],
  }).files;
  expect([...known.keys()].sort()).toEqual([...stored.keys()].sort());
  for (const [path, text] of known) expect(text ?? stored.get(path)).toBe(stored.get(path));
});
