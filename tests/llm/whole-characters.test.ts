// Halves of characters: none comes in, none goes out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelEvent } from "../../src/llm/model.ts";
import { createWholeTexts, wholeJson, wholeRequest } from "../../src/llm/whole-characters.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { emptyRequest, read } from "./wire.ts";

const runs = fuzzRuns(300);
const [high, low] = ["\ud83d", "\ude00"];
const anyText = fc
  .array(fc.constantFrom(high, low, "😀", "a", "\\", '"', "u", "d83d", "\n"), { maxLength: 12 })
  .map((all) => all.join(""));

describe("texts as they come", () => {
  type Piece = Extract<ModelEvent, { text: string }>;
  const kinds: ((text: string) => Piece)[] = [
    (text) => ({ type: "text", text }),
    (text) => ({ type: "reasoning", text }),
    (text) => ({ type: "call.delta", call: 0, text }),
    (text) => ({ type: "call.delta", call: 1, text }),
  ];
  const keyOf = (event: Piece) => JSON.stringify({ ...event, text: "" });

  test("each is whole, all of a kind together are what came, and nothing waits that need not", () => {
    const pieces = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(high, low, "😀", "a", `a${high}`, `${low}a`)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, (list) => {
        const sent = new Map<string, string>();
        const got = new Map<string, string>();
        const texts = createWholeTexts((event) => {
          expect(event.text).not.toBe("");
          expect(event.text.isWellFormed()).toBe(true);
          got.set(keyOf(event), (got.get(keyOf(event)) ?? "") + event.text);
        });
        for (const [kind, text] of list) {
          const event = kinds[kind]!(text);
          sent.set(keyOf(event), (sent.get(keyOf(event)) ?? "") + text);
          texts.take(event);
          const behind = sent.get(keyOf(event))!.length - (got.get(keyOf(event))?.length ?? 0);
          expect(behind).toBe(text.endsWith(high) ? 1 : 0);
        }
        texts.end();
        expect(got).toEqual(new Map([...sent].map(([key, text]) => [key, text.toWellFormed()])));
      }),
      { numRuns: runs },
    );
  });

  const bodies = {
    chat: (texts: string[]) => [
      ...texts.map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
      { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
    ],
    responses: (texts: string[]) => [
      ...texts.map((delta) => ({ type: "response.output_text.delta", item_id: "m", output_index: 0, content_index: 0, delta })),
      { type: "response.completed", response: { status: "completed", output: [] } },
    ],
  };

  test.each(["chat", "responses"] as const)(
    "a pair that the server cuts in two is one character, a half alone is none (%s)",
    async (api) => {
      const events = bodies[api]([`smile ${high}`, `${low} and ${high}`, " broken", high]);
      const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
      const { said, finish } = await read({ api }, [new TextEncoder().encode(body)]);
      expect(finish?.reason).toBe("stop");
      expect(said).toEqual([["text", "smile 😀 and \ufffd broken\ufffd"]]);
    },
  );
});

describe("JSON arguments", () => {
  const escaped = (text: string) => text.replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16)}`);

  test("are read as before where they are whole, and have no halves else, however those are written", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), fc.boolean(), (list, asEscapes) => {
        const json = asEscapes ? escaped(JSON.stringify(list)) : JSON.stringify(list);
        const whole = wholeJson(json);
        expect(whole.isWellFormed()).toBe(true);
        expect(JSON.parse(whole)).toEqual(list.map((text) => text.toWellFormed()));
        if (list.every((text) => text.isWellFormed())) expect(whole).toBe(json);
      }),
      { numRuns: runs },
    );
  });

  test.each([
    ["code that names a half is code", String.raw`{"a":"\\ud83d"}`, String.raw`{"a":"\\ud83d"}`],
    ["a half behind an escaped back-slash", String.raw`{"a":"\\\ud83d"}`, String.raw`{"a":"\\\ufffd"}`],
    ["cut off in the middle of a pair", String.raw`{"a":"\ud83d\u`, String.raw`{"a":"\ufffd\u`],
    ["upper case", String.raw`["\uD83D","\uDE00\uD83D\uDE00"]`, String.raw`["\ufffd","\ufffd\uD83D\uDE00"]`],
  ])("%s", (_, json, whole) => expect(wholeJson(json)).toBe(whole));
});

test("a conversation that has halves from earlier is sent without them; what a provider attached goes back as it came", () => {
  const reasoning = { of: "m", items: [high] };
  const request = wholeRequest({
    ...emptyRequest,
    system: [high],
    conversation: [
      { role: "user", text: `u${high}` },
      {
        role: "assistant",
        text: low,
        reasoning,
        calls: [
          { id: "1", name: "a", arguments: String.raw`{"a":"\ud83d"}` },
          { id: "2", name: "b", arguments: high, form: "text" },
        ],
      },
      { role: "tool", callId: "1", text: `t${low}` },
    ],
  });
  expect(request.system).toEqual(["\ufffd"]);
  expect(request.conversation).toEqual([
    { role: "user", text: "u\ufffd" },
    {
      role: "assistant",
      text: "\ufffd",
      reasoning,
      calls: [
        { id: "1", name: "a", arguments: String.raw`{"a":"\ufffd"}` },
        { id: "2", name: "b", arguments: "\ufffd", form: "text" },
      ],
    },
    { role: "tool", callId: "1", text: "t\ufffd" },
  ]);
});
