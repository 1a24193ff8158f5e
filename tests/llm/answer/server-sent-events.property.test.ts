// Server-sent events, cut anywhere: the same events come out as of the openai client's own reader, which is slower but well tried.
import fc from "fast-check";
import { Stream } from "openai/streaming";
import { describe, expect, test } from "vitest";
import { createEventParser, eventMaxCharacters, type ServerSentEvent } from "../../../src/llm/answer/server-sent-events.ts";
import { fuzzRuns } from "../../fakes/fuzz.ts";

function parse(pieces: Iterable<string>): ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const parser = createEventParser((event) => events.push(event));
  for (const piece of pieces) parser.feed(piece);
  parser.end();
  return events;
}

function* cutInto(text: string, lengths: number[]): Generator<string> {
  let at = 0;
  for (const length of lengths) {
    yield text.slice(at, at + length);
    at += length;
  }
  yield text.slice(at);
}

async function asClientReads(text: string): Promise<ServerSentEvent[]> {
  const response = new Response(text);
  const stream = Stream.fromSSEResponse<{ event: string | null; data: unknown }>(
    response,
    new AbortController(),
    undefined,
    true,
    "events",
  );
  const events: ServerSentEvent[] = [];
  for await (const { event, data } of stream) events.push({ name: event ?? "", data: JSON.stringify(data) });
  return events;
}

const json = fc.json({ maxDepth: 1 }).map((text) => JSON.stringify(JSON.parse(text)));
const lineBreak = fc.constantFrom("\n", "\r\n");
/** An event as servers write it, with comments and fields that say nothing to us. */
const event = fc
  .record({
    name: fc.option(fc.constantFrom("error", "response.created", "x"), { nil: null }),
    data: json,
    space: fc.constantFrom("", " "),
    extra: fc.constantFrom("", ": PROCESSING", "id: 7", "retry: 10", ":"),
  })
  .map(({ name, data, space, extra }) => [
    ...(extra ? [extra] : []),
    ...(name ? [`event:${space}${name}`] : []),
    `data:${space}${data}`,
    "",
  ]);
const body = fc
  .record({
    events: fc.array(event, { maxLength: 8 }),
    end: lineBreak,
    rest: fc.constantFrom("", "data: {}", "data: 1\n", ":", "\n"),
  })
  .map(
    ({ events, end, rest }) =>
      events
        .flat()
        .map((line) => line + end)
        .join("") + rest,
  );

describe("any body", () => {
  test("gives what the client's own reader gives, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), async (text, lengths) => {
        expect(parse(cutInto(text, lengths))).toEqual(await asClientReads(text));
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  test("gives the same cut or whole, with every kind of line break", () => {
    const wild = fc.array(fc.constantFrom("data: a", "data", "data:b", "event: e", ": c", "", "\n", "\r", "\r\n", "x: y", "😀"), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(wild, fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }), (parts, lengths) => {
        const text = parts.join("");
        const whole = parse([text]);
        expect(parse(cutInto(text, lengths))).toEqual(whole);
        expect(parse([text.replace(/\r\n|\r/g, "\n")])).toEqual(whole);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});

test("an event in several lines is one, and the last one needs no empty line", () => {
  const events = [
    { name: "a", data: "1\n2" },
    { name: "", data: "3" },
  ];
  expect(parse(["event: a\ndata: 1\ndata: 2\n\ndata: 3\n"])).toEqual(events);
});

test("what has no end is not kept for ever", () => {
  const part = "x".repeat(1_000_000);
  const count = eventMaxCharacters / part.length + 1;
  expect(() => parse(Array(count).fill(part))).toThrow("an event that never ended");
  expect(() => parse(Array(count).fill(`data: ${part}\n`))).toThrow("an event that never ended");
});
