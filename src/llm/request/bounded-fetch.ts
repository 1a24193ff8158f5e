// Limits the bytes that a model's server may send in one response: a whole answer or an error's body; also holds the limit that readers of streams
// apply. What a model writes has tighter limits (orchestrator/output-meter.ts); these cover the rest.

/** A round's largest answer in one-character tokens, each with 250 bytes around it, would be 1 GB; at four characters a token it is a quarter. */
export const streamMaxBytes = 512_000_000;
/** Read into memory whole, as text: a round's largest answer, escaped, takes a third of it. */
export const bodyMaxBytes = 32_000_000;

export class ResponseTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The server sent more than ${maxBytes} bytes.`);
    this.name = "ResponseTooLarge";
  }
}

/** Like `fetch`, but the body fails with ResponseTooLarge when it gets too large. Streams pass through: each layer costs time per token. */
export function createBoundedFetch(inner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await inner(input, init);
    const isStream = response.ok && response.headers.get("Content-Type")?.startsWith("text/event-stream") === true;
    if (isStream || !response.body) return response;
    return new Response(response.body.pipeThrough(bound(bodyMaxBytes)), response);
  };
}

function bound(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) controller.error(new ResponseTooLarge(maxBytes));
      else controller.enqueue(chunk);
    },
  });
}
