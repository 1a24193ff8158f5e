// The judge of the wire: what it lets through is exactly what the schemas say.
import { expect, test } from "vitest";
import { readEvent, readFrame, readServerSentEvent, strictly } from "../../scripts/lib/strict-wire.ts";
import { endedVersion as made } from "../../src/api/operations/examples.ts";
import { version } from "../../src/protocol/resources.ts";

const at = "2026-01-01T00:00:00.000Z";
const notice = { type: "notice", seq: 7, at, version_id: "v", code: "resumed", message: "Going on." };
const hello = { type: "hello", app_id: "a", last_seq: 7, floor: 0, running: null };

test("takes what the schemas say, with and without what is optional", () => {
  expect(readFrame(JSON.stringify([hello, notice, { ...notice, hint: "Wait." }]))).toEqual([
    hello,
    notice,
    { ...notice, hint: "Wait." },
  ]);
  expect(strictly("A version", version, made)).toEqual(made);
  expect(readServerSentEvent({ event: "notice", id: "7", data: JSON.stringify(notice) })).toEqual(notice);
  expect(readServerSentEvent({ event: "hello", id: null, data: JSON.stringify(hello) })).toEqual(hello);
});

test.each<[what: string, event: unknown, says: RegExp]>([
  ["an unknown type", { ...notice, type: "version.exploded" }, /"version.exploded" is not in the protocol/],
  ["no type", { seq: 1, at }, /type "" is not in the protocol/],
  ["a field more", { ...notice, colour: "red" }, /colour is not part of it/],
  ["a field less", { type: "notice", seq: 7, at, code: "resumed" }, /message/],
  ["a code that is not in the catalogue", { ...notice, code: "no_such_code" }, /code/],
  ["a time in words", { ...notice, at: "yesterday" }, /at: /],
  ["a seq that is no whole number", { ...notice, seq: 1.5 }, /seq/],
  [
    "a field more, deep inside",
    {
      type: "version.completed",
      seq: 7,
      at,
      version: { ...made, metadata: { ...made.metadata, stages: [{ stage: "coding", at, by: "me" }] } },
    },
    /version\.metadata\.stages\.0\.by is not part of it/,
  ],
])("refuses %s", (_, event, says) => {
  expect(() => readEvent(event)).toThrow(says);
});

test("refuses a message that is no array, and a server-sent event with another name or id", () => {
  expect(() => readFrame(JSON.stringify(notice))).toThrow("is no array");
  expect(() => readServerSentEvent({ event: "message", id: "7", data: JSON.stringify(notice) })).toThrow('named "message"');
  expect(() => readServerSentEvent({ event: "notice", id: null, data: JSON.stringify(notice) })).toThrow("its seq is 7");
  expect(() => readServerSentEvent({ event: "hello", id: "7", data: JSON.stringify(hello) })).toThrow("its seq is null");
});
