import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createThoughtSplitter } from "../../../src/llm/thoughts/in-text.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";

let opensThought = false;
beforeEach(() => {
  opensThought = false;
});

/** `pieces`: each as a packet of its own. */
function split(pieces: readonly string[], isCut = false): { text: string; thought: string; takenBack: number } {
  const result = { text: "", thought: "", takenBack: 0 };
  const splitter = createThoughtSplitter(
    {
      say(text) {
        result.text += text;
      },
      think(text) {
        result.thought += text;
      },
      takeBack() {
        result.thought += result.text;
        result.text = "";
        result.takenBack += 1;
      },
    },
    {
      opensThought: () => opensThought,
      remember(opens) {
        opensThought = opens;
      },
    },
  );
  for (const piece of pieces) {
    splitter.take(piece);
    splitter.rest();
  }
  splitter.end(isCut);
  return result;
}

const cut = (text: string, length: number) => text.match(new RegExp(`[\\s\\S]{1,${length}}`, "g")) ?? [];

const thoughts: [form: string, written: string][] = [
  ["think", "<think>\nthe plan\n</think>\n\nHere."],
  ["think, in capitals", "<Think>the plan</THINK>Here."],
  ["thinking", "\n <thinking>the plan</thinking>Here."],
  ["thought", "<thought>the plan</thought>\nHere."],
  ["reasoning", "<reasoning>the plan</reasoning>Here."],
  ["reflection", "<reflection>the plan</reflection>Here."],
  ["with an attribute", '<think budget="low">the plan</think >Here.'],
  ["closed by another name", "<thinking>the plan</think>Here."],
  ["Seed-OSS", "<seed:think>the plan</seed:think>Here."],
  ["Magistral", "[THINK]the plan[/THINK]Here."],
  ["Kimi", "◁think▷the plan◁/think▷Here."],
  ["OpenThinker", "<|begin_of_thought|>the plan<|end_of_thought|><|begin_of_solution|>Here.<|end_of_solution|>"],
  ["Cohere", "<|START_THINKING|>the plan<|END_THINKING|><|START_RESPONSE|>Here.<|END_RESPONSE|>"],
  ["Hunyuan", "<think>\nthe plan\n</think>\n<answer>\nHere.\n</answer>"],
  ["Gemma", "<|channel>thought\nthe plan<channel|>Here."],
  ["two blocks", "<think>the </think>\n<think>plan</think>Here."],
  ["an empty one, and one that is not", "<think/><think>\n\n</think>\n<think>the plan</think>\n\nHere."],
  ["channels", "<|channel|>analysis<|message|>the plan<|end|><|start|>assistant<|channel|>final<|message|>Here.<|return|>"],
  [
    "channels after a role",
    "<|start|>assistant<|channel|>analysis<|message|>the plan<|end|><|start|>assistant<|channel|>final<|message|>Here.",
  ],
  ["channels without their marks", "analysisWe make the planassistantfinalHere."],
  ["only the closing tag", "the plan\n</think>\n\nHere."],
  ["only the closing tag, within a line", "the plan</think>Here."],
  ["only the closing mark", "the plan[/THINK]Here."],
];

describe("a thought at the beginning", () => {
  test.each(thoughts)("%s", (_form, written) => {
    for (const length of [1, 2, 3, 7, written.length]) {
      opensThought = false;
      const { text, thought } = split(cut(written, length));
      expect(text.trim()).toBe("Here.");
      expect(thought).toContain("the plan".slice(-4));
      expect(`${text}${thought}`).not.toMatch(/[<>|◁▷[\]]/);
    }
  });

  test("one that nobody closes is a thought to the end", () =>
    expect(split(cut("<think>the plan", 3))).toMatchObject({ text: "", thought: "the plan" }));

  test("a call in a line of its own ends one that nobody closed", () =>
    expect(split(cut('<think>the plan\n<tool_call>{"name":"f"}</tool_call>', 3))).toMatchObject({
      text: '<tool_call>{"name":"f"}</tool_call>',
      thought: "the plan\n",
    }));

  test("an empty one leaves nothing", () =>
    expect(split(["<think>\n\n</think>", "\n\n"])).toMatchObject({ text: "", thought: "" }));

  test("a call in a channel stays as it is written", () => {
    const call = "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{}<|call|>";
    const body = `<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant${call}`;
    for (const length of [1, 5, body.length]) {
      expect(split(cut(body, length))).toMatchObject({ text: `<|start|>assistant${call}`, thought: "Hm." });
    }
  });
});

describe("only the closing mark", () => {
  test("takes back what was said, once, and is known the next time", () => {
    expect(split(cut("the plan\n</think>\n\nHere.", 3))).toMatchObject({ text: "Here.", takenBack: 1 });
    expect(opensThought).toBe(true);
    expect(split(cut("another plan\n</think>\n\nHere.", 3))).toMatchObject({ text: "Here.", takenBack: 0 });
    expect(opensThought).toBe(true);
  });

  test("an answer without it, where it was known, is text after all", () => {
    opensThought = true;
    expect(split(cut("Here it is.", 3))).toMatchObject({ text: "Here it is.", thought: "Here it is." });
    expect(opensThought).toBe(false);
  });

  test("an answer that was cut before it is a thought", () => {
    opensThought = true;
    expect(split(["the plan"], true)).toMatchObject({ text: "", thought: "the plan" });
    expect(opensThought).toBe(true);
  });

  test("takes nothing back in one packet", () =>
    expect(split(["the plan\n</think>\n\nHere."])).toMatchObject({ text: "Here.", thought: "the plan\n", takenBack: 0 }));
});

describe("what stays text", () => {
  test.each([
    "Use `<think>` in the prompt and </think> after it.",
    "The block ends with </think>, and the answer follows.",
    "The block ends with </think>",
    "The mark `</think>` ends it.",
    "```\n</think>\n```\nis how it ends.",
    'It says "</think>".',
    "A tag:\n<think>\nthe plan\n</think>\n",
    "<thinker>a tag of its own</thinker>",
    "<table><tr></tr></table>",
    "<!doctype html><title>think</title>",
    "analysis of the page: good",
    "Analysis\n\nGood.",
    "[1] is a link, [THINKING] is none",
    "  \n white space stays ",
    "\n\n",
    "a < b, <b>c</b>",
    "",
  ])("%j", (written) => {
    for (const length of [1, 2, 5, 1000])
      expect(split(cut(written, length))).toEqual({ text: written, thought: "", takenBack: 0 });
    expect(opensThought).toBe(false);
  });

  test("no word of an answer is lost, however it is cut", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<", "think", ">", "</think>", "[THINK]", "word", "`", "\n", " ", "</"), { maxLength: 30 }),
        (pieces) => {
          opensThought = false;
          const { text, thought } = split(pieces);
          const words = (all: string) => all.split("word").length - 1;
          expect(words(text) + words(thought)).toBe(words(pieces.join("")));
        },
      ),
    ));

  test("a long beginning of white space, and a long text of marks, are read in linear time", () => {
    const tookMs = cpuTimeMs(() => {
      split(Array.from({ length: 100_000 }, () => "\n"));
      split(["<think>", ...Array.from({ length: 100_000 }, () => "<thin ")]);
      split(["a", ...Array.from({ length: 100_000 }, () => "</think ")]);
    });
    expect(tookMs).toBeLessThan(3_000);
  });
});
