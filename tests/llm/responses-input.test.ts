// What is sent of a conversation to the Responses API: as strict as it is about pairs, names and arguments, whatever the conversation holds.
import fc from "fast-check";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { capabilitiesOf } from "../../src/llm/capabilities.ts";
import type { ConversationItem } from "../../src/llm/model.ts";
import { requestBody } from "../../src/llm/responses/request.ts";
import { wholeRequest } from "../../src/llm/whole-characters.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { isRecord } from "../fakes/request-checks.ts";
import { responsesViolationsOf } from "../fakes/responses-checks.ts";
import { anyConversation, called, callOf, result, user } from "./conversations.ts";
import { emptyRequest, patience } from "./wire.ts";

const client = new OpenAI({ apiKey: "sk-test", baseURL: "http://127.0.0.1:1/v1" });
const options = {
  client,
  provider: "openai" as const,
  name: "gpt-5",
  capabilities: capabilitiesOf("openai", "gpt-5", false),
  patience,
  now: Date.now,
};
const headers = { authorization: "Bearer sk-test", "content-type": "application/json" };

function sent(conversation: ConversationItem[]) {
  const body = JSON.parse(JSON.stringify(requestBody(options, wholeRequest({ ...emptyRequest, conversation }))));
  return { body, input: (body.input as unknown[]).filter(isRecord) };
}

test("whatever a conversation holds, it is taken", () => {
  fc.assert(
    fc.property(anyConversation, (items) => {
      const { body, input } = sent([user("a"), ...items]);
      expect(responsesViolationsOf(body, headers)).toEqual([]);
      const calls = input.filter(({ type }) => type === "function_call" || type === "custom_tool_call");
      const ids = calls.map(({ call_id }) => String(call_id));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[\w-]{1,64}$/);
      for (const { name, arguments: text } of calls) {
        expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
        if (text !== undefined) expect(isRecord(JSON.parse(String(text)))).toBe(true);
      }
    }),
    { numRuns: fuzzRuns(300) },
  );
});

test("ids of the server's own stay, others make way for ours", () => {
  const conversation = [
    user("a"),
    called(callOf("call_a"), callOf("call_a"), callOf("x".repeat(80))),
    result("call_a", "1"),
    result("call_a", "2"),
  ];
  const { input } = sent(conversation);
  expect(input.slice(1).map(({ call_id }) => call_id)).toEqual([
    "call_a",
    "call00001",
    "call00002",
    "call_a",
    "call00001",
    "call00002",
  ]);
});

test("a thought that led to nothing but white space is left out with it", () => {
  const thought = { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "x" };
  const reasoning = { of: "responses http://127.0.0.1:1/v1 gpt-5", items: [{ reasoning: thought }, { text: 1 }] };
  const { input } = sent([user("a"), { role: "assistant", text: " ", calls: [], reasoning }, user("b")]);
  expect(input.map(({ content }) => content)).toEqual(["a", "b"]);
});
