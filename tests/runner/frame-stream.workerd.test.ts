// The stream between a Runner and its hub: frames in order, and a producer that hears when the hub does not keep up.
import { expect, test } from "vitest";
import type { Frame } from "../../src/hub/contract/run-stream.ts";
import { readFrames } from "../../src/hub/run-reader.ts";
import { createFrameStream } from "../../src/runner/frame-stream.ts";

const frame = (text: string): Frame => ({ type: "events", events: [{ type: "text.delta", round: 1, block_id: "b", text }] });
/** More than the producer may be ahead, in pieces that the hub reads one by one. */
const texts = Array.from({ length: 40 }, (_, index) => `${index} ${"ä".repeat(10_000)}`);

test("says that there is room until the hub is behind, and when it has caught up", async () => {
  const frames = createFrameStream(() => {});
  frames.send(frame("first"));
  expect(frames.drained()).toBeNull();
  for (const text of texts) frames.send(frame(text));
  const wait = frames.drained();
  expect(wait).not.toBeNull();
  let isDrained = false;
  void wait?.then(() => {
    isDrained = true;
  });

  const reading = readFrames(frames.stream.getReader());
  expect((await reading.next()).value).toEqual(frame("first"));
  await wait;
  expect(isDrained).toBe(true);
  expect(frames.drained()).toBeNull();
  frames.close();
  const rest: Frame[] = [];
  for await (const next of reading) rest.push(next);
  expect(rest).toEqual(texts.map(frame));
});

test("everyone who waits for room hears of it", async () => {
  const frames = createFrameStream(() => {});
  for (const text of texts) frames.send(frame(text));
  const both = Promise.all([frames.drained(), frames.drained()]);
  await readFrames(frames.stream.getReader()).next();
  expect(await both).toHaveLength(2);
});

test("a hub that goes away lets the producer go on, and aborts its work", async () => {
  let reason: unknown = null;
  const frames = createFrameStream((why) => {
    reason = why;
  });
  for (const text of texts) frames.send(frame(text));
  const wait = frames.drained();
  await frames.stream.cancel("gone");
  await wait;
  expect(reason).toBe("gone");
  expect(frames.drained()).toBeNull();
});
