// What stays text, character by character, and goes on at once where it can; pages; what a native call means for the text.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelEvent } from "../../../src/llm/model.ts";
import { createTextCalls } from "../../../src/llm/text-calls/text-calls.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";
import { callThatWrites, cut, inTag, page, seenOf, tools, writingTools } from "./support.ts";

const call = '{"name": "write_file", "arguments": {"path": "a.txt", "content": "x"}}';

describe("text stays text", () => {
  test.each<[what: string, text: string]>([
    ["a call in inline code", "A call looks so: `<tool_call>{}</tool_call>`, and ends there."],
    ["a call in inline code of two ticks", `Like \`\`${inTag("tool_call", call)}\`\` here.`],
    ["a tag that is talked about", "The tag <tool_call> begins one, and [TOOL_CALLS] another."],
    ["a fence that explains", `Hermes writes:\n\n\`\`\`xml\nSo:\n${inTag("tool_call", call)}\n\`\`\`\nThat is all.`],
    ["JSON that is data", '{"name": "my-app", "version": "1.0.0"}'],
    ["JSON in a fence that is data", 'So:\n```json\n{"name": "my-app", "arguments": {"a": 1}}\n```\n'],
    ["a list of data", 'So:\n[{"id": "a", "title": "b"}]\n'],
    ["JSON in the middle of a line", `The text is ${call} there.`],
    ["code", 'Use it so:\n```js\nlist_files();\nwrite_file("a", "b");\n```\n'],
    ["a function in prose", "write_file(path, content) writes a file."],
    ["links and lists", "[a](b) and [1, 2]\n[ ] to do\n<b>bold</b> <i"],
    ["a page in a fence, when it is not wanted", `So:\n\`\`\`html\n${page}\`\`\`\n`],
    ["a tag of a tool's name that is talked about", "The tag <write_file> begins it, <list_files> too."],
    ["JSON behind a colon in a sentence", `The call is: ${call} there.`],
    ["a channel", "<|channel|>final<|message|>Hello"],
    ["an open fence", "```"],
    ["an open fence with a word", "Well:\n```json"],
    ["ticks", "`` ` ``` x"],
    ["a beginning", "<tool_ca"],
    ["another beginning", "So\n[TOOL_"],
    ["a word", "functools"],
    ["a name at the end", "The tool is\nwrite_file"],
  ])("%s", (_what, text) => {
    for (const size of [1, 2, 5, 11, text.length]) {
      expect(seenOf(cut(text, size))).toEqual({
        text,
        calls: [],
        attempt: null,
        cutsLast: false,
        notices: [],
        early: expect.any(String),
      });
    }
  });

  test("when nothing in it is a call, wherever it is cut", () => {
    const pieces = [
      "<tool_call>",
      "</tool_call>",
      "<function=",
      "<invoke name=",
      "[TOOL_CALLS]",
      "```",
      "```json\n",
      "`",
      "\n",
      " ",
      "{",
      "}",
      "[",
      "]",
      '"name"',
      ":",
      '"x"',
      "list",
      "print(",
      "<|channel|>",
      "<｜tool▁calls▁begin｜>",
      "é🌍",
      "\ud83c",
      "<!doctype html>",
      "</html>",
      "word",
      "  ",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 24 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (parts, size, isCut) => {
          const text = parts.join("");
          const seen = seenOf(cut(text, size), {}, isCut);
          // An attempt is no text; without one nothing is lost.
          if (seen.attempt === null && seen.calls.length === 0) expect(seen.text).toBe(text);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("and arbitrary text is never taken for a call", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, size) => {
        expect(seenOf(cut(text, size))).toMatchObject({ text, calls: [], attempt: null });
      }),
    );
  });

  test("and goes on at once", () => {
    const text = "A list:\n- `a` <b>\n- b [1]\n\n```ts\nconst a = {};\n```\nThe end.";
    expect(seenOf(cut(text, 3)).early).toBe(text);
  });
});

describe("a native call", () => {
  test("makes text of all text around it", () => {
    const events: ModelEvent[] = [];
    const calls = createTextCalls({
      tools,
      explained: null,
      page: callThatWrites("index.html"),
      nameOf: (name) => name,
      pass: (event) => void events.push(event),
    });
    calls.take({ type: "text", text: `I call: ${inTag("tool_call", call)}` });
    calls.take({ type: "call.start", call: 0, id: "a", name: "list_files" });
    calls.take({ type: "text", text: inTag("tool_call", call) });
    expect(calls.end(false)).toEqual({ attempt: null, cutsLast: false });
    const text = events.flatMap((event) => (event.type === "text" ? [event.text] : [])).join("");
    expect(text).toBe(`I call: ${inTag("tool_call", call)}${inTag("tool_call", call)}`);
    expect(events.filter(({ type }) => type === "call.start")).toHaveLength(1);
  });

  test("is not looked for where no tools are", () => {
    expect(seenOf([inTag("tool_call", call)], { tools: [] })).toMatchObject({ calls: [], text: inTag("tool_call", call) });
  });
});

describe("an answer that explains", () => {
  const explained = { explained: writingTools };
  test("shows calls in fences, but looks for what it needs", () => {
    const shown = `So:\n\`\`\`json\n${call}\n\`\`\`\n`;
    expect(seenOf([shown], explained)).toMatchObject({ calls: [], text: shown });
    const looks = '```json\n{"name": "list_files", "arguments": {}}\n```';
    expect(seenOf([looks], explained)).toMatchObject({ calls: [{ name: "list_files" }], text: "" });
  });

  test("keeps what only looks like a call", () => {
    const text = `A weather service has <tool_call>{"name": "get_weather", "arguments": {}}</tool_call> in its answers.`;
    expect(seenOf([text], explained)).toMatchObject({ attempt: null, text });
    expect(seenOf(['<tool_call>{"name": "open", "arguments": {}}</tool_call>'], explained)).toMatchObject({
      text: "",
      attempt: expect.any(String),
    });
  });
});

describe("a whole page", () => {
  const wanted = { page: callThatWrites("index.html") };
  const written = [{ name: "write_file", arguments: { path: "index.html", content: page } }];
  const fenced = (content: string, run = "```") => `${run}html\n${content}${run}\n`;
  test.each<[what: string, text: string]>([
    ["in a fence", `Here it is:\n\n${fenced(page)}\nEnjoy!`],
    ["in a fence that is not closed", `Here it is:\n\n\`\`\`html\n${page}\nEnjoy!`.replace("\nEnjoy!", "")],
    ["as it is", `Here it is:\n\n${page}\nEnjoy!`],
    ["in a fence without a language", `Here it is:\n\`\`\`\n${page}\`\`\`\nEnjoy!`],
  ])("%s is written", (_what, text) => {
    for (const size of [1, 13, text.length]) {
      const seen = seenOf(cut(text, size), wanted);
      expect(seen.calls).toEqual(written);
      expect(seen.text).toMatch(/^Here it is:\s+(?:Enjoy!)?\s*$/);
      expect(seen.notices).toEqual(["calls_in_text"]);
    }
  });

  test("that shows fences of its own ends after its last tag", () => {
    const own = page.replace("<p>x</p>", "<pre>\n```js\nx\n```\n</pre>");
    expect(seenOf([fenced(own)], wanted).calls).toEqual([
      { name: "write_file", arguments: { path: "index.html", content: own } },
    ]);
  });

  test.each<[what: string, text: string]>([
    ["two of them", `${fenced(page)}\nor\n${fenced(page)}`],
    ["a part of one", fenced(page.slice(0, 60))],
    ["a part without its ends", fenced("<p>x</p>\n")],
  ])("is not guessed from %s", (_what, text) => {
    expect(seenOf(cut(text, 8), wanted)).toMatchObject({ calls: [], text });
  });

  test("is text beside a call", () => {
    const text = `${fenced(page)}\n${inTag("tool_call", call)}`;
    const seen = seenOf([text], wanted);
    expect(seen.calls).toHaveLength(1);
    expect(seen.text).toContain("<!doctype html>");
  });

  test("of a cut answer is not whole", () => {
    expect(seenOf([fenced(page)], wanted, true).calls).toEqual([]);
  });
});

test("time grows with the text, and no faster", () => {
  const hostile = [
    "<tool_call>",
    "<tool_call>{",
    "[TOOL_CALLS][",
    "```json\n{",
    "<function=write_file><parameter=path>",
    `</${"parameter"}>`,
    "`",
    "<",
    "[",
    "<a:",
    "<invoke name=",
    "write_file(",
    '{"a":',
    "<tool_call>write_file<arg_key>",
    "<!doctype html>",
    "<|channel|>",
  ];
  for (const piece of hostile) {
    const pieces = cut(piece.repeat(Math.ceil(300_000 / piece.length)), 4_000);
    expect(
      cpuTimeMs(() => seenOf(pieces, { page: callThatWrites("index.html") })),
      piece,
    ).toBeLessThan(1_500);
  }
});
