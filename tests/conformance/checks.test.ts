// The list of checks: each quotes a sentence of PROTOCOL.md, and each has a server that makes it fail.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checks } from "../../scripts/conformance/checks/index.ts";
import { createJudge } from "../../scripts/conformance/follow.ts";
import { lineOf, summaryOf } from "../../scripts/conformance/report.ts";
import { conform } from "../../scripts/conformance/run.ts";
import { createFrameReader, opcodes, writeFrame } from "../../scripts/lib/web-socket-frames.ts";
import { root } from "../../scripts/lib/wrangler.ts";
import { breaches, breachesOfTheFirstRun } from "./breaches/index.ts";

const flat = (text: string) => text.replace(/\s+/g, " ");
const protocol = flat(readFileSync(join(root, "PROTOCOL.md"), "utf8"));

test("each promise stands in PROTOCOL.md, word by word", () => {
  expect(checks.filter(({ promise }) => !protocol.includes(flat(promise))).map(({ name, promise }) => [name, promise])).toEqual(
    [],
  );
});

test("each check has a name of its own, and a server that it finds out", () => {
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const reachable = names.filter((name) => !name.startsWith("beyond."));
  expect(Object.keys({ ...breaches, ...breachesOfTheFirstRun }).sort()).toEqual(reachable.toSorted());
});

const terminal = (seq: number) => ({ type: "version.cancelled", seq, version_id: "v" });

test.each([
  ["an event before hello", 0, [{ type: "notice", seq: 1 }], /The first event is notice/],
  ["a second hello", 0, [{ type: "hello" }, { type: "hello" }], /a second hello/],
  ["a gap", 0, [{ type: "hello" }, { type: "notice", seq: 2 }], /seq 2 \(notice\) comes after 0/],
  ["a repetition", 3, [{ type: "hello" }, { type: "notice", seq: 3 }], /seq 3 \(notice\) comes after 3/],
  [
    "a gap after the floor",
    null,
    [
      { type: "hello", floor: 6 },
      { type: "notice", seq: 8 },
    ],
    /seq 8 \(notice\) comes after 6/,
  ],
  ["a gap, of types that are newer than the check", 0, [{ type: "hello" }, { type: "new.one", seq: 4 }], /new.one/],
  [
    "a reset in the middle",
    0,
    [{ type: "hello" }, { type: "notice", seq: 1 }, { type: "log.reset", floor: 0 }],
    /middle of the log/,
  ],
  ["a second end", 0, [{ type: "hello" }, terminal(1), terminal(2)], /after the run's terminal event/],
])("a log is judged: %s", (_, after, events, says) => {
  const judge = createJudge(after);
  expect(() => events.forEach(judge)).toThrow(says);
});

test("a log in order is let be, also where it begins anew", () => {
  const judge = createJudge(90);
  const events = [{ type: "hello", floor: 3 }, { type: "log.reset", floor: 3 }, { type: "notice", seq: 4 }, terminal(5)];
  expect(() => events.forEach(judge)).not.toThrow();
});

test("frames are read whatever the cuts, and written so that they are read", () => {
  const payloads = ["", "short", "m".repeat(126), "é".repeat(40_000)].map((text) => Buffer.from(text));
  const mask = Buffer.from([1, 2, 3, 250]);
  const frames = payloads.map((payload) => ({ opcode: opcodes.text, isLast: true, payload }));
  const bytes = Buffer.concat(frames.map((frame, at) => writeFrame(frame, at % 2 === 0 ? mask : undefined)));
  const read = createFrameReader();
  const found = [];
  for (let at = 0; at < bytes.length; at += 7_001) found.push(...read(bytes.subarray(at, at + 7_001)));
  expect(found.map(({ payload }) => payload.toString())).toEqual(payloads.map(String));
  const byOne = createFrameReader();
  const small = writeFrame({ opcode: opcodes.close, isLast: true, payload: Buffer.from([15, 160]) }, mask);
  expect([...small].flatMap((byte) => byOne(Buffer.from([byte])))).toEqual([
    { opcode: opcodes.close, isLast: true, payload: Buffer.from([15, 160]) },
  ]);
});

test("the report names what is not held, what is not told, and what is left", () => {
  const result = { promise: "It is so.", ms: 1234, reason: null };
  const results = [
    { ...result, name: "a.one", outcome: "passed" as const },
    { ...result, name: "a.two", outcome: "failed" as const, reason: "It is not.\nat line 7" },
    { ...result, name: "a.three", outcome: "skipped" as const, reason: "nobody knows" },
  ];
  expect(results.map((entry) => lineOf(entry).replace(/ +/g, " ").trim())).toEqual([
    "ok a.one 1.2 s",
    "FAIL a.two 1.2 s It is not.",
    "skip a.three 1.2 s nobody knows",
  ]);
  expect(summaryOf(results, ["the app x"]).split("\n").filter(Boolean)).toEqual([
    "Not told from here:",
    "  a.three",
    "      PROTOCOL.md: It is so.",
    "      nobody knows",
    "Not held:",
    "  a.two",
    "      PROTOCOL.md: It is so.",
    "      It is not.",
    "at line 7",
    "Not deleted again: the app x.",
    "1 passed, 1 failed, 1 skipped",
  ]);
});

test("a check that there is not is refused before anything is asked", async () => {
  const options = { url: "http://nowhere.invalid", key: null, runMs: 1, totalMs: 1, onResult: () => {} };
  await expect(conform({ ...options, only: ["no-such"] })).rejects.toThrow("No check is called no-such.");
});
