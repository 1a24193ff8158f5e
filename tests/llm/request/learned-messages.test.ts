// What only a refusal can say of the messages that a server wants: it is made up for at once, and remembered.
import { expect, test } from "vitest";
import type { ModelRequest } from "../../../src/llm/model.ts";
import { emptyRequest, modelOf, readFrom } from "../wire.ts";

interface Message {
  role: string;
  content: unknown;
  reasoning_content?: unknown;
  tool_calls?: { extra_content?: unknown }[];
}

const request: ModelRequest = {
  ...emptyRequest,
  conversation: [
    { role: "user", text: "a" },
    { role: "assistant", text: "", calls: [{ id: "1", name: "list_files", arguments: "{}" }] },
    { role: "tool", callId: "1", text: "none" },
  ],
};
const answer = `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta: { content: "ok" }, finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`;

const rows: [what: string, name: string, refuses: (message: Message) => boolean, says: string][] = [
  [
    "Anthropic's own words, through a gateway",
    "claude-by-gateway",
    ({ content }) => content === "",
    "messages.1: text content blocks must be non-empty",
  ],
  [
    "Bedrock",
    "nova",
    ({ content }) => content === "",
    "The text field in the ContentBlock object at messages.1.content.0 is blank.",
  ],
  [
    "DeepSeek under another name",
    "house-model",
    ({ reasoning_content }) => !reasoning_content,
    "The `reasoning_content` in the thinking mode must be passed back to the API.",
  ],
  [
    "Kimi under another name",
    "house-model-2",
    ({ reasoning_content }) => !reasoning_content,
    "thinking is enabled but reasoning_content is missing in assistant tool call message at index 1",
  ],
  [
    "a gateway to Gemini that knows no attachments",
    "gemini-by-gateway",
    ({ tool_calls }) => tool_calls?.some((call) => "extra_content" in call) === true,
    "messages.1.tool_calls.0: property 'extra_content' is unsupported",
  ],
];

test.each(rows)("%s", async (_what, name, refuses, says) => {
  const asked: boolean[] = [];
  const model = modelOf({ api: "chat", model: name, custom: true }, async (_url, init) => {
    const { messages } = JSON.parse(String(init?.body)) as { messages: Message[] };
    asked.push(messages.some((message) => message.role === "assistant" && refuses(message)));
    if (asked.at(-1)) return Response.json({ error: { message: says, type: "invalid_request_error" } }, { status: 400 });
    return new Response(answer, { headers: { "content-type": "text/event-stream" } });
  });
  for (let time = 0; time < 2; time += 1) expect((await readFrom(model, request)).said).toEqual([["text", "ok"]]);
  expect(asked).toEqual([true, false, false]);
});
