// What is sent of a conversation over Chat Completions: nothing that the strictest servers refuse, whatever the conversation holds, and nothing that was
// sent before in another way.
import fc from "fast-check";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { messagesOf, reasoningMark } from "../../../src/llm/chat/messages.ts";
import type { ConversationItem, KeptReasoning } from "../../../src/llm/model.ts";
import type { ModelOptions } from "../../../src/llm/request/options.ts";
import { wholeRequest } from "../../../src/llm/whole-characters.ts";
import { familyOptions } from "../../fakes/families.ts";
import { fuzzRuns } from "../../fakes/fuzz.ts";
import { compatible } from "../../fakes/servers/index.ts";
import { strictViolationsOf } from "../../fakes/strict-messages.ts";
import { anyCall, anyConversation, anyText, called, callOf, note, result, said, user } from "../conversations.ts";
import { emptyRequest, patience } from "../wire.ts";

const runs = fuzzRuns(300);

function optionsOf(name = "m", provider = "openai", custom = provider === "openai"): ModelOptions {
  const client = new OpenAI({ apiKey: "sk-test", baseURL: "http://127.0.0.1:1/v1" });
  return { client, ...familyOptions(provider, name, custom), name, patience, now: Date.now };
}

/** As they are sent, read from JSON. */
function sent(
  conversation: ConversationItem[],
  options = optionsOf(),
  system = ["Be kind.", "Name: A"],
): Record<string, unknown>[] {
  const request = wholeRequest({ ...emptyRequest, system, conversation });
  return JSON.parse(JSON.stringify(messagesOf(options, request)));
}

describe("whatever a conversation holds", () => {
  test("the strictest server takes it", () => {
    fc.assert(
      fc.property(anyConversation, fc.array(anyText, { maxLength: 3 }), (conversation, system) => {
        expect(strictViolationsOf(sent(conversation, optionsOf(), system))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test("each compatible server that is known takes it, with every model of its own", () => {
    const targets = compatible.flatMap((server) => server.models.map((model) => ({ server, model })));
    fc.assert(
      fc.property(anyConversation, fc.constantFrom(...targets), (conversation, { server, model }) => {
        const messages = sent(conversation, optionsOf(model, server.name === "openrouter" ? "openrouter" : "openai"));
        // What is asked beside the messages is not looked at here.
        const asked = {
          method: "POST",
          path: "/chat/completions",
          headers: {},
          body: { model, messages, max_completion_tokens: 100 },
        };
        const refusal = server.refuses(asked) ?? null;
        const aboutMessages =
          refusal && !["max_completion_tokens", "max_tokens", "parameters"].includes(refusal.about) ? refusal : null;
        expect(aboutMessages).toBeNull();
      }),
      { numRuns: runs },
    );
  });

  test("OpenAI's own models and the demo model get it without turns that nobody took", () => {
    const conversation = [note("a"), user("b"), called(callOf("1")), result("1"), note("c"), user("d")];
    for (const options of [optionsOf("gpt-4.1", "openai", false), optionsOf("demo", "demo", false)]) {
      const roles = sent(conversation, options).map(({ role }) => role);
      expect(roles).toEqual(["system", "user", "user", "assistant", "tool", "user", "user"]);
    }
  });
});

describe("what was sent before is the beginning of what is sent later", () => {
  /** A step of a run: what the model answered, and what followed it before it was asked again. */
  const anyStep = fc.oneof(
    fc
      .record({ calls: fc.array(anyCall, { minLength: 1, maxLength: 3 }), text: anyText })
      .map(({ calls, text }) => [{ role: "assistant" as const, text, calls }, ...calls.map(({ id }) => result(id))]),
    // An answer that says nothing is not in the conversation.
    fc.constantFrom(
      [said("Done."), note("go on")],
      [note("You said nothing.")],
      [said("Done."), note("changed"), user("next")],
      [said("Done."), user("again")],
    ),
  );

  test("step by step, with and without an order of roles", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 6 }), fc.boolean(), (steps, strict) => {
        const options = strict ? optionsOf() : optionsOf("gpt-4.1", "openai", false);
        const conversation: ConversationItem[] = [note("What follows is a question."), user("a page")];
        let before = sent(conversation, options);
        for (const step of steps) {
          conversation.push(...step);
          const now = sent(conversation, options);
          expect(now.slice(0, before.length)).toEqual(before);
          before = now;
        }
      }),
      { numRuns: runs },
    );
  });
});

describe("calls", () => {
  const callsIn = (messages: Record<string, unknown>[]) =>
    messages.flatMap(({ tool_calls }) => (tool_calls ?? []) as { id: string; function: { name: string; arguments: string } }[]);

  test.each<[what: string, name: string, sentName: string]>([
    ["a valid one", "write_file", "write_file"],
    ["tokens of a template around it", "functions.write_file<|x|>", "functions_write_file_x_"],
    ["a digit first", "2fa", "_2fa"],
    ["nothing of use", "!?", "unnamed_tool"],
    ["too long", "a".repeat(70), "a".repeat(64)],
  ])("name: %s", (_what, name, sentName) => {
    expect(callsIn(sent([user("a"), called(callOf("1", name)), result("1")]))[0]?.function.name).toBe(sentName);
  });

  test.each<[what: string, text: string, sentText: string]>([
    ["an object is sent byte for byte", ' {"a": 1,\n"b":[2]} ', ' {"a": 1,\n"b":[2]} '],
    ["none", "", "{}"],
    ["white space", " \n", "{}"],
    ["cut off", '{"path":"a.css","content":"a {', '{"unreadable":"{\\"path\\":\\"a.css\\",\\"content\\":\\"a {"}'],
    ["a list", "[1]", '{"unreadable":"[1]"}'],
    ["null", "null", '{"unreadable":"null"}'],
    ["written as JSON twice", '"{\\"a\\":1}"', '{"a":1}'],
  ])("arguments: %s", (_what, text, sentText) => {
    expect(callsIn(sent([user("a"), called(callOf("1", "f", text)), result("1")]))[0]?.function.arguments).toBe(sentText);
  });

  test("broken arguments cost no file's tokens, and nesting without end is no object", () => {
    const broken = sent([user("a"), called(callOf("1", "f", `{"content":"${"x".repeat(100_000)}`)), result("1")]);
    expect(JSON.stringify(broken).length).toBeLessThan(1_000);
    const deep = `{"a":${"[".repeat(2_000)}${"]".repeat(2_000)}}`;
    expect(callsIn(sent([user("a"), called(callOf("1", "f", deep)), result("1")]))[0]?.function.arguments).toContain(
      "unreadable",
    );
  });

  test("ids are ours, each result finds its call, and what lacks one gets one", () => {
    const conversation = [
      user("a"),
      called(callOf("call_0"), callOf("call_0")),
      result("call_0", "first"),
      note("between"),
      result("call_0", "second"),
      result("nobody", "lost"),
      called(callOf("call_0"), callOf("x".repeat(80))),
      result("call_0", "third"),
      result("call_0", "twice"),
    ];
    const messages = sent(conversation, optionsOf("gpt-4.1", "openai", false));
    const results = messages.filter(({ role }) => role === "tool").map(({ tool_call_id, content }) => [tool_call_id, content]);
    expect(callsIn(messages).map(({ id }) => id)).toEqual(["call00000", "call00001", "call00002", "call00003"]);
    expect(results).toEqual([
      ["call00000", "first"],
      ["call00001", "second"],
      ["call00002", "third"],
      ["call00003", "(There is no result of this call.)"],
    ]);
  });

  test("Kimi K2 gets the ids that it was trained on", () => {
    const conversation = [user("a"), called(callOf("x", "list_files"), callOf("y", "read_file")), result("x"), result("y")];
    const messages = sent(conversation, optionsOf("moonshotai/Kimi-K2-Instruct"));
    expect(callsIn(messages).map(({ id }) => id)).toEqual(["functions.list_files:0", "functions.read_file:1"]);
  });
});

describe("what a provider attached", () => {
  const signature = { google: { thought_signature: "c2ln" } };
  const withKept = (
    options: ModelOptions,
    items: unknown[],
    calls = [callOf("tool_a_1"), callOf("tool_a_2")],
  ): ConversationItem[] => {
    const reasoning: KeptReasoning = { of: reasoningMark(options), items };
    return [user("a"), { role: "assistant", text: "", calls, reasoning }, ...calls.map(({ id }) => result(id))];
  };
  const callsSent = (conversation: ConversationItem[], options: ModelOptions) => sent(conversation, options)[2]?.tool_calls;

  test("goes back to its call and its message, to that server and model alone", () => {
    const options = optionsOf("gemini-3-pro");
    const items = [{ attached: { extra_content: signature }, call: 1 }, { attached: { extra_content: { google: { b: 1 } } } }];
    const conversation = withKept(options, items);
    const message = sent(conversation, options)[2];
    expect(message).toMatchObject({ extra_content: { google: { b: 1 } }, tool_calls: [{}, { extra_content: signature }] });
    expect(message?.tool_calls).not.toHaveProperty("0.extra_content");
    expect(JSON.stringify(sent(conversation, optionsOf("other")))).not.toContain("extra_content");
  });

  test("Gemini gets Google's stand-in for calls that it did not make, once a step; earlier models and routers do not", () => {
    const conversation = withKept(optionsOf("gpt"), []);
    const standIn = { extra_content: { google: { thought_signature: "skip_thought_signature_validator" } } };
    for (const name of ["gemini-3-pro-preview", "models/gemini-flash-latest", "google/gemini-3.5-flash"]) {
      expect(callsSent(conversation, optionsOf(name))).toMatchObject([standIn, {}]);
      expect(callsSent(conversation, optionsOf(name))).not.toHaveProperty("1.extra_content");
    }
    for (const options of [optionsOf("gemini-2.5-pro"), optionsOf("google/gemini-3-pro", "openrouter"), optionsOf("gpt")])
      expect(JSON.stringify(callsSent(conversation, options))).not.toContain("extra_content");
  });

  test("a signature inside of an id comes back as the id, and its result with it", () => {
    const options = optionsOf("gateway/gemini-3-pro");
    const id = "call_1__thought__c2ln";
    const messages = sent(withKept(options, [{ attached: { id }, call: 0 }], [callOf(id)]), options);
    expect(messages[2]?.tool_calls).toMatchObject([{ id }]);
    expect(messages[3]).toMatchObject({ tool_call_id: id });
    expect(JSON.stringify(messages)).not.toContain("skip_thought");
  });

  test("OpenRouter's parts name the call by the id that is sent", () => {
    const options = optionsOf("google/gemini-3-pro", "openrouter");
    const detail = { type: "reasoning.encrypted", data: "x", id: "tool_a_2" };
    const message = sent(withKept(options, [detail]), options)[2];
    expect(message?.reasoning_details).toEqual([{ ...detail, id: "call00001" }]);
    expect(message?.tool_calls).toMatchObject([{ id: "call00000" }, { id: "call00001" }]);
  });

  test("models that want their thoughts back get a word where another one made the calls", () => {
    const conversation = withKept(optionsOf("gpt"), ["thought"]);
    expect(sent(conversation, optionsOf("deepseek-v4-pro"))[2]).toMatchObject({
      reasoning_content: expect.stringContaining("not kept"),
    });
    expect(sent(conversation, optionsOf("deepseek-chat"))[2]).not.toHaveProperty("reasoning_content");
    const own = optionsOf("deepseek-v4-pro");
    expect(sent(withKept(own, ["one", "two\ud83d"]), own)[2]).toMatchObject({ reasoning_content: "onetwo\ufffd" });
  });
});
