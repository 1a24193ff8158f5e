// What servers attach to calls and messages, as they send it: kept word for word, however its pieces come.
import { describe, expect, test } from "vitest";
import { createAttachmentCollector } from "../../../src/llm/chat/attachments.ts";
import { modelOf, read, readFrom } from "../wire.ts";

const server = { api: "chat", model: "gemini-3-pro", custom: true } as const;
const signed = { extra_content: { google: { thought_signature: "c2ln" } } };
const of = "chat https://provider.test/v1 gemini-3-pro";

const chunk = (delta: unknown, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const end = `${chunk({}, "stop")}data: [DONE]\n\n`;
const call = (more: object) => ({ type: "function", function: { name: "f", arguments: "{}" }, ...more });
const keptOf = async (body: string) => (await read(server, [new TextEncoder().encode(body)])).finish?.reasoning;

describe("in a stream", () => {
  test("with the call", async () => {
    const body = chunk({ tool_calls: [call({ index: 0, id: "a", ...signed }), call({ index: 1, id: "b" })] }) + end;
    expect(await keptOf(body)).toEqual({ of, items: [{ attached: signed, call: 0 }] });
  });

  test("after it, in a piece that has nothing else", async () => {
    for (const piece of [{ index: 0, ...signed }, { ...signed }, { id: "", function: { arguments: "" }, ...signed }]) {
      const body = chunk({ tool_calls: [call({ index: 0, id: "a" })] }) + chunk({ tool_calls: [piece] }) + end;
      expect(await keptOf(body)).toEqual({ of, items: [{ attached: signed, call: 0 }] });
    }
  });

  test("to the message, without the mark that is one piece's", async () => {
    const body = chunk({ content: "a", extra_content: { google: { thought: true } } }) + chunk({ content: "", ...signed }) + end;
    expect(await keptOf(body)).toEqual({ of, items: [{ attached: signed }] });
  });

  test("nothing of what says nothing", async () => {
    const empty = { extra_content: null, provider_specific_fields: {} };
    expect(
      await keptOf(chunk({ content: "a", ...empty, tool_calls: [call({ index: 0, id: "a", ...empty })] }) + end),
    ).toBeUndefined();
  });
});

test("in an answer in one piece", async () => {
  const message = { role: "assistant", content: "", tool_calls: [call({ id: "a", ...signed })] };
  const whole = { id: "c", object: "chat.completion", choices: [{ index: 0, message, finish_reason: "tool_calls" }] };
  const refused = { error: { message: "must be verified to stream", param: "stream", code: "unsupported_value" } };
  const model = modelOf({ ...server, model: "gemini-3-whole" }, async (_url, init) => {
    const isStream = String(init?.body).includes('"stream":true');
    return Response.json(isStream ? refused : whole, { status: isStream ? 400 : 200 });
  });
  expect((await readFrom(model)).finish?.reasoning?.items).toEqual([{ attached: signed, call: 0 }]);
});

test("what is too long is not kept in part", () => {
  const collector = createAttachmentCollector();
  for (let call = 0; call < 3; call += 1) collector.ofCall(call, { extra_content: { a: "x".repeat(90_000) } });
  expect(collector.all()).toEqual([]);
});
