// A server that sends anything at all: the reading ends, by an answer or by a failure with a reason, and nothing of ours breaks over it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { partKinds } from "../../src/llm/responses/parts.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { read } from "./wire.ts";

const runs = { numRuns: fuzzRuns(300) };

const encode = (events: unknown[]) => [
  new TextEncoder().encode(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")),
];
const anything = fc.jsonValue({ maxDepth: 3 });
const orNone = (value: fc.Arbitrary<unknown>) => fc.option(fc.oneof(value, anything), { nil: undefined });

const item = fc.record(
  {
    type: orNone(fc.constantFrom("message", "reasoning", "function_call", "custom_tool_call")),
    id: orNone(fc.constantFrom("a", "b")),
    call_id: orNone(fc.constantFrom("c", "d")),
    name: orNone(fc.constant("f")),
    ...{ arguments: anything, input: anything, content: anything, summary: anything },
  },
  { requiredKeys: [] },
);
const response = fc.record(
  {
    status: orNone(fc.constantFrom("completed", "incomplete", "failed")),
    output: orNone(fc.array(item, { maxLength: 4 })),
    ...{ usage: anything, error: anything, incomplete_details: anything },
  },
  { requiredKeys: [] },
);
const names = [
  "response.output_item.added",
  "response.output_item.done",
  "response.completed",
  "response.incomplete",
  "response.failed",
];
const event = fc.record(
  {
    type: fc.constantFrom(...names, ...Object.keys(partKinds)),
    item: orNone(item),
    response: orNone(response),
    item_id: orNone(fc.constantFrom("a", "b")),
    output_index: orNone(fc.nat({ max: 2 })),
    ...{
      content_index: anything,
      summary_index: anything,
      delta: anything,
      text: anything,
      arguments: anything,
      input: anything,
    },
  },
  { requiredKeys: ["type"] },
);

const delta = fc.record(
  {
    ...{ content: anything, refusal: anything, reasoning: anything, reasoning_content: anything, reasoning_details: anything },
    tool_calls: orNone(
      fc.array(
        orNone(
          fc.record({ index: anything, id: anything, function: orNone(fc.record({ name: anything, arguments: anything })) }),
        ),
      ),
    ),
  },
  { requiredKeys: [] },
);
/** The client reads the finish reason itself, so a choice has to be an object. */
const chunk = fc.record(
  {
    choices: fc.array(fc.record({ delta: orNone(delta), finish_reason: orNone(fc.constantFrom("stop", "length")) }), {
      maxLength: 2,
    }),
    usage: anything,
  },
  { requiredKeys: [] },
);

/** "connection" is what an error of our own would be taken for: these bytes can all be read. */
async function ends(server: Parameters<typeof read>[0], events: unknown[]): Promise<void> {
  const { finish, failed } = await read(server, encode(events));
  expect(failed).not.toBe("connection");
  expect(finish === null).toBe(failed !== null);
}

test("the Responses API", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(event, anything), { maxLength: 12 }), (events) => ends({ api: "responses" }, events)),
    runs,
  ));

test("Chat Completions", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(chunk, anything), { maxLength: 12 }), (events) =>
      ends({ api: "chat", model: "openai/gpt-5", provider: "openrouter" }, events),
    ),
    runs,
  ));

const messageEvent = fc.record(
  {
    type: fc.constantFrom(
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ),
    index: orNone(fc.nat({ max: 2 })),
    message: anything,
    content_block: orNone(
      fc.record({
        type: fc.constantFrom("text", "thinking", "tool_use", "redacted_thinking"),
        ...{ id: anything, name: anything, input: anything, text: anything, data: anything },
      }),
    ),
    delta: orNone(
      fc.record({
        type: anything,
        text: anything,
        thinking: anything,
        signature: anything,
        partial_json: anything,
        stop_reason: orNone(fc.constantFrom("end_turn", "tool_use", "max_tokens")),
        stop_details: anything,
      }),
    ),
    usage: anything,
  },
  { requiredKeys: ["type"] },
);

test("Anthropic's messages", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(messageEvent, anything), { maxLength: 12 }), (events) =>
      ends({ api: "messages", model: "claude-sonnet-5-5", provider: "anthropic" }, events),
    ),
    runs,
  ));
