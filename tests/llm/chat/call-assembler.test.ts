import { expect, test } from "vitest";
import { type CallFragment, createCallAssembler } from "../../../src/llm/chat/call-assembler.ts";
import type { ModelEvent } from "../../../src/llm/model.ts";

/** Calls as the fragments leave them: id, name, arguments. */
function assemble(fragments: CallFragment[]): [id: string, name: string, text: string][] {
  const calls: [string, string, string][] = [];
  const pass = (event: ModelEvent) => {
    if (event.type === "call.start") calls[event.call] = [event.id, event.name, ""];
    if (event.type === "call.delta") calls[event.call]![2] += event.text;
  };
  const assembler = createCallAssembler(pass, new Set(["list_files", "read_file", "write_file"]));
  for (const fragment of fragments) assembler.add(fragment);
  assembler.end();
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
  [
    "the same id at two indexes",
    [start(0, "a", "f", '{"x":1}'), start(1, "a", "f", '{"x":2}')],
    [
      ["a", "f", '{"x":1}'],
      ["a_1", "f", '{"x":2}'],
    ],
  ],
  [
    "the same id at two indexes, in turns",
    [start(0, "a", "f"), start(1, "a", "f"), more(0, '{"x":1'), more(1, '{"x":2}'), more(0, "}")],
    [
      ["a", "f", '{"x":1}'],
      ["a_1", "f", '{"x":2}'],
    ],
  ],
  [
    "empty ids, the index always 0",
    [start(0, "", "f", '{"x":1}'), start(0, "", "g", '{"x":2}'), start(0, "", "g"), more(0, '{"x":3}')],
    [
      ["call_0", "f", '{"x":1}'],
      ["call_1", "g", '{"x":2}'],
      ["call_2", "g", '{"x":3}'],
    ],
  ],
  [
    "neither ids nor indexes",
    [start(undefined, null, "f", '{"x":1}'), start(undefined, null, "f", '{"x":2}')],
    [
      ["call_0", "f", '{"x":1}'],
      ["call_1", "f", '{"x":2}'],
    ],
  ],
  [
    "ids in turns, the index always 0",
    [start(0, "a", "f"), start(0, "b", "f"), start(0, "a", "f", '{"x":1}'), start(0, "b", "f", '{"x":2}')],
    [
      ["a", "f", '{"x":1}'],
      ["b", "f", '{"x":2}'],
    ],
  ],
  [
    "an index as text",
    [
      { index: "0", id: "a", function: { name: "f" } },
      { index: "0", function: { arguments: "{}" } },
    ],
    [["a", "f", "{}"]],
  ],
  [
    "a new id and the name with each piece",
    [start(0, "r1", "f"), start(0, "r2", "f"), start(0, "r3", "f", '{"x"'), start(0, "r4", "f", ":1}")],
    [["r2", "f", '{"x":1}']],
  ],
  ["a new index with each piece", [start(0, "a", "f"), more(1, '{"x"'), more(2, ":1}")], [["a", "f", '{"x":1}']]],
  ["the id, then the name", [{ index: 0, id: "a", function: {} }, start(0, null, "f"), more(0, "{}")], [["a", "f", "{}"]]],
  ["arguments, then the name", [{ index: 0, id: "a" }, more(0, '{"x":1}'), start(0, null, "f")], [["a", "f", '{"x":1}']]],
  ["a name in pieces", [start(0, "a", "write"), start(0, null, "_file"), more(0, '{"x":1}')], [["a", "write_file", '{"x":1}']]],
  [
    "a name that grows",
    [start(0, "a", "write"), start(0, "a", "write_file"), more(0, '{"x":1}')],
    [["a", "write_file", '{"x":1}']],
  ],
  [
    "two calls without arguments, by the names of tools",
    [start(0, "", "list_files"), start(0, "", "read_file", '{"x":1}')],
    [
      ["call_0", "list_files", ""],
      ["call_1", "read_file", '{"x":1}'],
    ],
  ],
  ["an empty object before the arguments", [start(0, "a", "f", "{}"), more(0, '{"x":'), more(0, "1}")], [["a", "f", '{"x":1}']]],
  ["an empty object before all of the call", [start(0, "a", "f", "{}"), start(0, "a", "f", '{"x":1}')], [["a", "f", '{"x":1}']]],
  [
    "a call again as a whole",
    [start(0, "a", "f", '{"x"'), more(0, ":1}"), start(0, "a", "f", '{"x":1}')],
    [["a", "f", '{"x":1}']],
  ],
  ["arguments again as a whole", [start(0, "a", "f"), more(0, '{"x":1}'), more(0, '{"x":1}')], [["a", "f", '{"x":1}']]],
  ["a call's name again at its end", [start(0, "a", "f", '{"x":1}'), start(0, "a", "f", "")], [["a", "f", '{"x":1}']]],
  [
    "arguments from the beginning with each piece",
    [start(0, "a", "f", '{"x'), more(0, '{"x":"y'), more(0, '{"x":"y {z}"}')],
    [["a", "f", '{"x":"y {z}"}']],
  ],
  [
    "an object in an object alike",
    [start(0, "a", "f", '{"x":'), more(0, '{"x":1}'), more(0, "}")],
    [["a", "f", '{"x":{"x":1}}']],
  ],
  [
    "braces in a text",
    [start(0, "a", "f", '{"x":"'), start(0, "a", "f", '{ \\" }'), start(0, "a", "f", '{}"}')],
    [["a", "f", '{"x":"{ \\" }{}"}']],
  ],
  ["no function around the name", [{ name: "f", arguments: { x: 1 } }], [["call_0", "f", '{"x":1}']]],
  ["arguments without any name", [more(0, '{"x":1}')], [["call_0", "", '{"x":1}']]],
  [
    "order, though the second is known first",
    [start(0, "a", "list_files"), start(1, "b", "f", '{"x":1}')],
    [
      ["a", "list_files", ""],
      ["b", "f", '{"x":1}'],
    ],
  ],
  ["empty pieces", [start(0, "a", "f"), more(0, ""), {}], [["a", "f", ""]]],
];

test.each(cases)("%s", (_what, fragments, calls) => expect(assemble(fragments)).toEqual(calls));
