// Reads a run stream: bytes to frames, in order. What the frames mean is the hub's business.
import type { Frame } from "./contract/run-stream.ts";

/** Frames of one stream. Ends when the stream ends; throws when it breaks. Takes time linear in the bytes, whatever the size of the chunks. */
export async function* readFrames(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Frame> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = decoder.decode(value, { stream: true }).split("\n");
    for (const [index, line] of lines.entries()) {
      pieces.push(line);
      if (index === lines.length - 1) break;
      yield JSON.parse(pieces.join("")) as Frame;
      pieces = [];
    }
  }
}
