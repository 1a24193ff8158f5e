import { expect, test } from "vitest";
import { type CallFragment, createCallAssembler } from "../../src/llm/call-assembler.ts";
import type { ModelEvent } from "../../src/llm/model.ts";

/** Calls as the fragments leave them: id, name, arguments. */
function assemble(fragments: CallFragment[]): [id: string, name: string, text: string][] {
  const assembler = createCallAssembler();
  const calls: [string, string, string][] = [];
  const pass = (event: ModelEvent) => {
    if (event.type === "call.start") calls[event.call] = [event.id, event.name, ""];
    if (event.type === "call.delta") calls[event.call]![2] += event.text;
  };
  for (const fragment of fragments) assembler.add(fragment, pass);
  return calls;
}

const start = (index: number | undefined, id: string | null, name: string, text = ""): CallFragment => ({
  ...(index === undefined ? {} : { index }),
  id,
  function: { name, arguments: text },
});
const more = (index: number | undefined, text: string): CallFragment => ({
  ...(index === undefined ? {} : { index }),
  function: { arguments: text },
});

const cases: [what: string, fragments: CallFragment[], calls: [string, string, string][]][] = [
  ["fragments by index", [start(0, "a", "f"), more(0, '{"x"'), more(0, ":1}")], [["a", "f", '{"x":1}']]],
  [
    "two calls that take turns",
    [start(0, "a", "f"), start(1, "b", "g"), more(0, "1"), more(1, "2"), more(0, "3")],
    [
      ["a", "f", "13"],
      ["b", "g", "2"],
    ],
  ],
  ["a whole call in one piece", [start(0, "a", "f", "{}")], [["a", "f", "{}"]]],
  [
    "the next call at the same index",
    [start(0, "a", "f", "{}"), start(0, "b", "f", "{}")],
    [
      ["a", "f", "{}"],
      ["b", "f", "{}"],
    ],
  ],
  ["the id and name repeated with every piece", [start(0, "a", "f", "{"), start(0, "a", "f", "}")], [["a", "f", "{}"]]],
  ["no index at all", [start(undefined, "a", "f"), more(undefined, "{}")], [["a", "f", "{}"]]],
  ["no id", [start(0, null, "f"), more(0, "{}")], [["call_0", "f", "{}"]]],
  ["empty pieces", [start(0, "a", "f"), more(0, ""), {}], [["a", "f", ""]]],
];

test.each(cases)("%s", (_what, fragments, calls) => expect(assemble(fragments)).toEqual(calls));
