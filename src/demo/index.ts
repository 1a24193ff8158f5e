// The built-in demo model: a `fetch` that answers Chat Completions locally, so that the product works without a key or a network.
// It keeps no state: every answer depends on the request alone. brain.ts decides what to answer.
import * as v from "valibot";

export { refusalOf } from "./brain.ts";

import { decide } from "./brain.ts";
import { readConversation, requestBody } from "./conversation.ts";
import { completion, eventStream } from "./stream.ts";

export function createDemoFetch(options: { charactersPerSecond: number }): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const signal = init?.signal ?? request.signal;
    signal.throwIfAborted();
    if (request.method !== "POST" || !new URL(request.url).pathname.endsWith("/chat/completions")) {
      return refusal(404, "The demo model answers POST /chat/completions only.");
    }
    const text = await request.text();
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), requestBody), text);
    if (!parsed.success) return refusal(400, `The request cannot be read: ${parsed.issues[0].message}`);
    const body = parsed.output;
    const answer = {
      id: `chatcmpl-demo${fingerprint(text)}`,
      model: body.model,
      createdSeconds: Math.floor(Date.now() / 1000),
      promptCharacters: text.length,
      includeUsage: body.stream_options?.include_usage ?? false,
      charactersPerSecond: options.charactersPerSecond,
      signal,
    };
    const reply = decide(readConversation(body));
    return body.stream ? eventStream(reply, answer) : completion(reply, answer);
  };
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { message, type: "invalid_request_error", param: null, code: null } }, { status });
}

/** FNV-1a, eight hexadecimal digits: equal requests get equal ids, and the rounds of a run get different ones. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
