// The byte stream of a Runner: frames go in at once, and out as the hub pulls them. Cancelling it aborts the work.
import type { Frame } from "../hub/contract/run-stream.ts";

/** Unread bytes at which a producer should wait for the hub: far below the 128 MB of an isolate. */
const highWaterBytes = 512 * 1024;

export interface FrameStream {
  stream: ReadableStream<Uint8Array>;
  send(frame: Frame): void;
  /** Resolves once the hub has read most of what was sent; null if it already has. */
  drained(): Promise<void> | null;
  close(): void;
}

export function createFrameStream(onCancel: (reason: unknown) => void): FrameStream {
  const encoder = new TextEncoder();
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  let closed = false;
  let wake = Promise.withResolvers<void>();
  let relief = Promise.withResolvers<void>();

  const stream = new ReadableStream({
    type: "bytes",
    // pull, not a loop in start(): a loop ran 64 MB ahead of a slow reader (PLATFORM).
    async pull(controller: ReadableByteStreamController) {
      while (chunks.length === 0 && !closed) await wake.promise;
      for (const chunk of chunks) controller.enqueue(chunk);
      chunks = [];
      waitingBytes = 0;
      wake = Promise.withResolvers<void>();
      relief.resolve();
      relief = Promise.withResolvers<void>();
      if (!closed) return;
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel(reason) {
      closed = true;
      relief.resolve();
      wake.resolve();
      onCancel(reason);
    },
  });

  async function relieved(): Promise<void> {
    while (waitingBytes > highWaterBytes && !closed) await relief.promise;
  }

  return {
    stream,
    send(frame) {
      if (closed) return;
      const bytes = encoder.encode(`${JSON.stringify(frame)}\n`);
      chunks.push(bytes);
      waitingBytes += bytes.byteLength;
      wake.resolve();
    },
    drained: () => (waitingBytes > highWaterBytes && !closed ? relieved() : null),
    close() {
      closed = true;
      wake.resolve();
    },
  };
}
