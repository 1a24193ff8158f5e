// Calls in text form, and what a model wants back: through the loop, its checkpoints and the next request.
import { describe, expect, test } from "vitest";
import type { ConversationItem, ModelEvent } from "../../src/llm/model.ts";
import { compact } from "../../src/orchestrator/compaction.ts";
import { charactersOf } from "../../src/orchestrator/tokens.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { done, ending, finish, harness, html, type Script, scripted } from "./harness.ts";

const textCall = (index: number, name: string, text: string): ModelEvent[] => [
  { type: "call.start", call: index, id: `c${index}`, name, form: "text" },
  { type: "call.delta", call: index, text },
];
const reasoning = {
  of: "responses https://openai.test gpt-5",
  items: [{ reasoning: { encrypted_content: "secret" } }, { call: 0 }],
};
const thoughtful: ModelEvent = { type: "finish", reason: "tool_calls", usage: null, reasoning };

describe("a call in text form", () => {
  test("is carried out byte for byte, kept with its reasoning, and the same after a start anew", async () => {
    const rounds = (): Script[] => [[...textCall(0, "write_file", `index.html\n${html}"\\n"`), thoughtful], done];
    const whole = scripted(rounds());
    const first = harness([whole.model]);
    expect(await ending(first.input)).toMatchObject({ status: "completed" });
    expect(first.workspace.read("index.html")).toBe(`${html}"\\n"`);
    expect(whole.requests[0]?.cacheKey).toBe(first.input.appId);
    expect(whole.requests[1]?.conversation.at(-2)).toEqual({
      role: "assistant",
      text: "",
      calls: [{ id: "c0", name: "write_file", arguments: `index.html\n${html}"\\n"`, form: "text" }],
      reasoning,
    });
    // The body is in the checkpoint as the call and as the file, and not once more.
    expect(first.checkpoints[0]?.split("<!doctype html>")).toHaveLength(3);

    const rest = scripted(rounds().slice(1));
    const resumed = harness([rest.model], { checkpoints: first.checkpoints.slice(0, 1) });
    expect(await ending(resumed.input)).toMatchObject({ status: "completed" });
    expect(rest.requests).toEqual(whole.requests.slice(1));
  });

  test.each<[what: string, calls: ModelEvent[], reason: "length" | "tool_calls", says: string]>([
    ["cut off by the output limit", textCall(0, "write_file", "a.css\na { col"), "length", "cut this call of write_file off"],
    ["cut in its first line", textCall(0, "write_file", "a.c"), "tool_calls", "from the next line on"],
    ["written as JSON", textCall(0, "write_file", '{\n"path": "a.css",\n"content": ""\n}'), "tool_calls", "not JSON"],
    ["of a tool that takes JSON only", textCall(0, "read_file", "a.css"), "tool_calls", "not valid JSON"],
    ["of a tool that there is none of", textCall(0, "patch_file", "a.css"), "tool_calls", "no tool patch_file"],
  ])("%s does nothing, and the model is told", async (_what, calls, reason, says) => {
    const { model, requests } = scripted([
      [...calls, finish(reason)],
      [...textCall(0, "write_file", `index.html\n${html}`), finish()],
      done,
    ]);
    const { input, workspace } = harness([model]);
    expect(await ending(input)).toMatchObject({ status: "completed" });
    expect(workspace.list().map(({ path }) => path)).toEqual(["index.html"]);
    expect(requests[1]?.conversation.at(-1)).toMatchObject({ role: "tool", callId: "c0", text: expect.stringContaining(says) });
  });
});

describe("a conversation with calls in text form that is made shorter", () => {
  const written = (path: string, content: string): ConversationItem[] => [
    {
      role: "assistant",
      text: "",
      calls: [{ id: path, name: "write_file", arguments: `${path}\n${content}`, form: "text" }],
      reasoning,
    },
    { role: "tool", callId: path, text: "Wrote it." },
  ];

  test("has each file's text once, as it is now, and no thoughts about calls that went", () => {
    const [old, fresh] = ['let a = "old";\n', 'let b = "new";\n'];
    const items: ConversationItem[] = [{ role: "user", text: "two files" }, ...written("a.ts", old), ...written("b.ts", fresh)];
    const workspace = createWorkspace([
      ["a.ts", old],
      ["b.ts", fresh],
    ]);
    const { items: shorter, bodies } = compact(items, workspace, 10_000);
    expect(new Set(bodies)).toEqual(new Set(["a.ts", "b.ts"]));
    const texts = shorter.flatMap((item) => [
      item.text,
      ...(item.role === "assistant" ? item.calls.map((call) => call.arguments) : []),
    ]);
    for (const content of [old, fresh]) expect(texts.join("\n").split(content)).toHaveLength(2);
    expect(shorter.filter((item) => "reasoning" in item)).toHaveLength(1);
  });

  test("is as long as everything that is sent of it", () => {
    const [bare, thoughtfully] = [written("a.ts", "x"), written("a.ts", "x")];
    delete (bare[0] as { reasoning?: unknown }).reasoning;
    expect(charactersOf(thoughtfully) - charactersOf(bare)).toBe(JSON.stringify(reasoning.items).length);
  });
});
