// Threads that earlier versions left behind, with what models wrote wrongly in them: a strict server takes them as they are sent now.
import { expect, test } from "vitest";
import type { ConversationItem } from "../../src/llm/model.ts";
import { run } from "../../src/orchestrator/run.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { strictViolationsOf } from "../fakes/strict-messages.ts";
import { modelOf } from "../llm/wire.ts";
import { harness, html } from "./harness.ts";

const called = (id: string, name: string, args: string, text = ""): ConversationItem => ({
  role: "assistant",
  text,
  calls: [{ id, name, arguments: args }],
});
const result = (callId: string, text: string): ConversationItem => ({ role: "tool", callId, text });

const items: ConversationItem[] = [
  { role: "user", text: "a page" },
  called("call_0", "write_file", JSON.stringify({ path: "index.html", content: html })),
  result("call_0", ""),
  called("call_0", "write_file", '{"path":"a.css","content":"a {', "\n"),
  result("call_0", "Error: The arguments of write_file are not valid JSON."),
  called("call_0", "functions.list_files<|x|>", '"x"'),
  result("call_0", "Error: There is no such tool."),
  called("call_0", "finish_app", '{"summary":"Done."}'),
  result("call_0", "The run ends here."),
];

test("the next message is answered", async () => {
  const files = { "index.html": "0".repeat(64) };
  const thread = { form: 1, manifest: "Name: App", items, appName: "App", until: 2, files, known: {}, charactersPerToken: null };
  const asked: unknown[] = [];
  const model = modelOf({ api: "chat", model: "m", custom: true }, async (_url, init) => {
    const { messages } = JSON.parse(String(init?.body));
    asked.push(messages);
    if (strictViolationsOf(messages).length > 0) return Response.json({ error: { message: "refused" } }, { status: 400 });
    const answer = { id: "c", choices: [{ index: 0, delta: { content: "It is blue." }, finish_reason: "stop" }] };
    return new Response(`data: ${JSON.stringify(answer)}\n\ndata: [DONE]\n\n`, {
      headers: { "content-type": "text/event-stream" },
    });
  });
  const workspace = createWorkspace([["index.html", html]]);
  const more = { kind: "update" as const, request: "blue", thread: JSON.stringify(thread), answerPosition: 4, workspace };
  const { input, events } = harness([model], more);
  expect(await run(input)).toMatchObject({ ending: { status: "completed", content: "It is blue." } });
  expect(strictViolationsOf(asked[0])).toEqual([]);
  expect(JSON.stringify(asked[0])).toContain("a page");
  // Healed, and not begun anew.
  expect(events.filter(({ type }) => type === "notice")).toEqual([]);
  expect(asked).toHaveLength(1);
});
