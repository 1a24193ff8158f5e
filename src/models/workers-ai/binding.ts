// The `AI` binding as a `fetch` for the openai client. Sources: workerd (src/cloudflare/internal/ai-api.ts) for the binding, and for what comes
// through it Cloudflare's documentation of Workers AI; both read in November 2026.

import { createEventParser } from "../../llm/answer/server-sent-events.ts";
import { createBoundedFetch } from "../../llm/request/bounded-fetch.ts";
import { type Answer, createRewriter, wholeCompletion, wholeEvents } from "./answers.ts";
import { errorOf, refusal, thrownError } from "./errors.ts";

/** The part of the binding in use. */
export interface AiBinding {
  run(
    model: string,
    inputs: Record<string, unknown>,
    options: { returnRawResponse: true; signal?: AbortSignal; extraHeaders?: Record<string, string> },
  ): Promise<unknown>;
}

/** Models validate parameters and differ in those they know; all tool-calling models know these. */
const parameters = ["messages", "tools", "max_tokens", "stream"];

export function createBindingFetch(ai: AiBinding): typeof fetch {
  return async (url, init) => {
    const asked = JSON.parse(String(init?.body)) as Asked;
    const model = String(asked.model);
    const ask = createBoundedFetch(async () => responseOf(await run(ai, asked, init?.signal ?? null)));
    try {
      const response = await ask(url, init);
      if (!response.ok) return refusal(errorOf(await response.text(), response.status));
      if (!isJson(response)) return new Response(rewritten(response, model), { headers: eventStream });
      const answer = (await response.json()) as Answer;
      if (answer?.errors?.[0]) return refusal(errorOf(JSON.stringify(answer), null));
      return asked.stream === true
        ? new Response(wholeEvents(answer, model), { headers: eventStream })
        : Response.json(wholeCompletion(answer, model));
    } catch (error) {
      init?.signal?.throwIfAborted();
      const known = thrownError(error);
      if (known) return refusal(known);
      throw error;
    }
  };
}

type Asked = Record<string, unknown>;

function run(ai: AiBinding, asked: Asked, signal: AbortSignal | null): Promise<unknown> {
  const inputs = Object.fromEntries(parameters.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])));
  const session = asked.prompt_cache_key;
  return ai.run(String(asked.model), inputs, {
    // For the status of a refusal.
    returnRawResponse: true,
    ...(signal ? { signal } : {}),
    // Requests with the same value go to the machine that has their prefix cached.
    ...(typeof session === "string" ? { extraHeaders: { "x-session-affinity": session } } : {}),
  });
}

const eventStream = { "Content-Type": "text/event-stream" };

const isJson = (response: Response) => response.headers.get("Content-Type")?.startsWith("application/json") === true;

/** Without `returnRawResponse`, which gateway models do not know, the binding returns a stream or the object itself. */
function responseOf(result: unknown): Response {
  if (result instanceof Response) return result;
  return result instanceof ReadableStream ? new Response(result, { headers: eventStream }) : Response.json(result);
}

function rewritten(response: Response, model: string): ReadableStream<Uint8Array> | null {
  const rewrite = createRewriter(model);
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let text = "";
  const parser = createEventParser(({ data }) => {
    text += rewrite(data);
  });
  const send = (controller: TransformStreamDefaultController<Uint8Array>) => {
    if (text !== "") controller.enqueue(encoder.encode(text));
    text = "";
  };
  const transform = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      parser.feed(decoder.decode(bytes, { stream: true }));
      send(controller);
    },
    flush(controller) {
      parser.end();
      send(controller);
    },
  });
  return response.body?.pipeThrough(transform) ?? null;
}
