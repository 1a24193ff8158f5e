import { expect, test } from "vitest";
import { createArgumentScanner } from "../../../src/orchestrator/live/argument-scanner.ts";

/** What the sink is told, one line each. */
function told(...pieces: string[]): string[] {
  const lines: string[] = [];
  const scanner = createArgumentScanner({
    open: (path) => lines.push(`open ${path.join(" ")}`),
    text: (text) => lines.push(JSON.stringify(text)),
    close: () => lines.push("close"),
  });
  for (const piece of pieces) scanner.feed(piece);
  return lines;
}

test.each<[what: string, pieces: string[], lines: string[]]>([
  ["a fragment at a time", ['{"a', '":"x', 'y"', "}"], ["open a", '"x"', '"y"', "close"]],
  ["an escape that is cut", ['{"a":"x\\', 'ny"}'], ["open a", '"x"', '"\\ny"', "close"]],
  ["a code that is cut", ['{"a":"\\u0', "0e", '9"}'], ["open a", '"é"', "close"]],
  [
    "half of a pair waits, escaped or not",
    ['{"a":"x\\ud83d', "\\ude00", "\ud83d", '\ude00"}'],
    ["open a", '"x"', '"😀"', '"😀"', "close"],
  ],
  ["half of a pair alone is no character", ['{"a":"x\\ud83d"}'], ["open a", '"x\ufffd"', "close"]],
  ["an empty string", ['{"a":""}'], ["open a", "close"]],
  ["empty fragments", ["", '{"a":"', "", 'b"}', ""], ["open a", '"b"', "close"]],
  [
    "pairs in an array",
    ['{"edits":[{"search":"s"},{"search":"t"}]}'],
    ["open edits 0 search", '"s"', "close", "open edits 1 search", '"t"', "close"],
  ],
  ["a key with a dot is one key", ['{"a.b":"x","a":{"b":"y"}}'], ["open a.b", '"x"', "close", "open a b", '"y"', "close"]],
  ["brackets in strings are text", ['{"a":"}],{[","b":"x"}'], ["open a", '"}],{["', "close", "open b", '"x"', "close"]],
  ["two objects in one", ['{"a":"x"}', '{"a":"y"}'], ["open a", '"x"', "close", "open a", '"y"', "close"]],
  ["a text alone", ['"x"'], ["open ", '"x"', "close"]],
  ["what is not a string", ['{"a":1,"b":true,"c":null,"d":[],"e":{}}'], []],
])("%s", (_what, pieces, lines) => expect(told(...pieces)).toEqual(lines));
