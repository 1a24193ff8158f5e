// What the demo model reads off the answers of calls, whatever the tools are called.
import { describe, expect, test } from "vitest";
import { changesTold, filesRead, nameTold, type ToldChange } from "../../src/demo/results.ts";

const call = (result: string, args: unknown = {}) => ({ name: "x", arguments: JSON.stringify(args), result });
const there = (path: string, text: string | null = null): ToldChange => ({ type: "there", path, text });

describe("what changed", () => {
  test.each<[result: string, args: unknown, changes: ToldChange[]]>([
    ["Wrote src/a.ts (3 bytes).", { path: "./src/a.ts", content: "ä\n" }, [there("src/a.ts", "ä\n")]],
    ["Wrote a.ts (3 bytes). A code fence was taken off.", { path: "a.ts", content: "```\nä\n```" }, [there("a.ts")]],
    ["Appended to a.ts (9 bytes).", { path: "a.ts", content: "ä\n" }, [there("a.ts")]],
    ["Edited my notes.md in 2 places.", { path: "my notes.md" }, [there("my notes.md")]],
    ["Deleted a.ts. To be solved before the app can load:\nb.ts:1:1 error: it is gone", {}, [{ type: "gone", path: "a.ts" }]],
    ["Renamed a.ts to b/c.ts.", {}, [{ type: "moved", from: "a.ts", to: "b/c.ts" }]],
    ["Applied: wrote a.ts, edited b.ts, deleted c.ts.", {}, [there("a.ts"), there("b.ts"), { type: "gone", path: "c.ts" }]],
    ["Error: Wrote a.ts.", {}, []],
    ["a.ts, lines 1-2 of 2\n1\ta\n2\tb", { path: "a.ts" }, []],
    ["a.ts has not changed since its whole text was written or read in this conversation.", { path: "a.ts" }, []],
    ["a.ts (12 bytes)\nb.ts (3 bytes)", {}, []],
    ["a.ts:12\tWrote it", { query: "Wrote" }, []],
    ["Finished, but the app does not load.", {}, []],
    ["Set.", { name: "N" }, []],
  ])("%s", (result, args, changes) => expect(changesTold(call(result, args))).toEqual(changes));
});

test("a file that was read whole, and one that was read in part", () => {
  const known = new Map([["c.ts", "c\n"]]);
  const read = filesRead(
    [
      call("a.ts, lines 1-2 of 2\n1\ta\n2\tb", { path: "a.ts" }),
      call("b.ts, lines 1-1 of 2\n1\ta", { path: "b.ts" }),
      call("c.ts has not changed since its whole text was written", { path: "c.ts" }),
    ],
    known,
  );
  expect([...read]).toEqual([
    ["a.ts", "a\nb\n"],
    ["c.ts", "c\n"],
  ]);
});

test("the app's name is what was set", () => {
  expect(nameTold(call("Set.", { name: "Notes" }))).toBe("Notes");
  expect(nameTold(call("Set.", { description: "For notes." }))).toBeNull();
  expect(nameTold(call("Error: Give a name.", { name: "Notes" }))).toBeNull();
});
