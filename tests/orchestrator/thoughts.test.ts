// A text that turns out to be a thought, and an end that nobody knows the reason of.
import { expect, test } from "vitest";
import { createWorkspace } from "../../src/workspace/files.ts";
import { done, ending, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const late: Script = [
  { type: "text", text: "I could call <tool_call>" },
  { type: "text.was_thought" },
  { type: "reasoning", text: " it." },
  { type: "text", text: "I make a page." },
  ...write(0, "index.html", html),
  finish(),
];

test("a text that was a thought is no part of the message, and viewers forget it", async () => {
  const { model, requests } = scripted([late, done]);
  const { input, events } = harness([model]);
  expect(await ending(input)).toMatchObject({ status: "completed", content: "I make a page." });
  expect(requests[1]?.conversation.at(-2)).toMatchObject({ role: "assistant", text: "I make a page." });
  const reset = events.findIndex((event) => event.type === "round.reset");
  const after = events.slice(reset).flatMap((event) => (event.type.endsWith(".delta") && "text" in event ? [event] : []));
  const said = (type: string) =>
    after
      .filter((event) => event.type === type)
      .map(({ text }) => text)
      .join("");
  expect(said("reasoning.delta")).toBe("I could call <tool_call> it.");
  expect(said("text.delta")).toBe("I make a page.");
});

test("a reason that nobody knows is logged, and words with it are shown", async () => {
  const { model } = scripted([
    [
      { type: "text", text: "It is a page." },
      { type: "finish", reason: "unknown", unknown: "odd", usage: null },
    ],
  ]);
  const { input, logged } = harness([model], { kind: "ask", workspace: createWorkspace([["index.html", html]]) });
  expect(await ending(input)).toMatchObject({ status: "completed", content: "It is a page." });
  expect(logged).toContainEqual(expect.objectContaining({ event: "round.unknown_finish", said: "odd" }));
});
