// Bodies of servers, written for these tests, through the real client: what a model's stream is read as, however its bytes come in.
import fc from "fast-check";
import OpenAI from "openai";
import { expect } from "vitest";
import { createChatModel } from "../../src/llm/chat-completions.ts";
import { ModelError, type ModelEvent, type ModelRequest } from "../../src/llm/model.ts";
import { createResponsesModel } from "../../src/llm/responses.ts";
import { createMessagesModel } from "../../src/models/anthropic/messages.ts";
import { familyOptions } from "../fakes/families.ts";

export const patience = { firstByteMs: 5_000, idleMs: 5_000, noProgressMs: 5_000 };

export interface Call {
  id: string;
  name: string;
  arguments: string;
  form?: "text";
}

/** What came out of a stream. Pieces of the same thing that follow each other are one. */
export interface Said {
  said: [kind: "reasoning" | "text" | "refusal", text: string][];
  calls: Call[];
  finish: Extract<ModelEvent, { type: "finish" }> | null;
  notices: string[];
  /** Why the stream was no answer. */
  failed: ModelError["reason"] | null;
}

const creators = { chat: createChatModel, responses: createResponsesModel, messages: createMessagesModel };

export interface Server {
  api: keyof typeof creators;
  model?: string;
  provider?: string;
  /** A compatible server of which nothing is known. */
  custom?: boolean;
}

/** Answers requests with these bodies, one after the other, and tells what it was asked. */
export function modelOf({ api, model = "gpt-5", provider = "openai", custom = false }: Server, fetch: typeof globalThis.fetch) {
  const client = new OpenAI({ apiKey: "sk-test", baseURL: "https://provider.test/v1", maxRetries: 0, logLevel: "off", fetch });
  return creators[api]({ client, ...familyOptions(provider, model, custom), name: model, patience, now: Date.now });
}

export const emptyRequest: ModelRequest = {
  system: [],
  conversation: [{ role: "user", text: "a page" }],
  tools: [],
  maxOutputTokens: 1,
  cacheKey: "app",
};

export function streamOf(pieces: Iterable<Uint8Array>): Response {
  const source = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = source.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}

export async function read(server: Server, pieces: Iterable<Uint8Array>): Promise<Said> {
  return readFrom(modelOf(server, async () => streamOf(pieces)));
}

export async function readFrom(model: ReturnType<typeof modelOf>, request = emptyRequest): Promise<Said> {
  const result: Said = { said: [], calls: [], finish: null, notices: [], failed: null };
  const take = (event: ModelEvent) => {
    expect(result.finish).toBeNull();
    switch (event.type) {
      case "reasoning":
      case "text":
      case "refusal": {
        const last = result.said.at(-1);
        if (last?.[0] === event.type) last[1] += event.text;
        else result.said.push([event.type, event.text]);
        break;
      }
      case "call.start": {
        const { type: _, call, ...start } = event;
        expect(result.calls[call]).toBeUndefined();
        expect([typeof start.id, typeof start.name]).toEqual(["string", "string"]);
        result.calls[call] = { ...start, arguments: "" };
        break;
      }
      case "call.delta":
        result.calls[event.call]!.arguments += event.text;
        break;
      case "notice":
        result.notices.push(event.notice.code);
        break;
      case "finish":
        result.finish = event;
    }
    return null;
  };
  try {
    await model.stream(request, take, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    result.failed = error.reason;
  }
  return result;
}

/** Cuts bytes into pieces, anywhere. */
export function cutAt(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const length = lengths[n % lengths.length] ?? bytes.length;
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

export const anyCuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });

/** The same in one piece, a byte at a time, and cut anywhere. */
export async function holdsHoweverCut(server: Server, body: string, check: (said: Said) => void): Promise<void> {
  const bytes = new TextEncoder().encode(body);
  check(await read(server, [bytes]));
  check(await read(server, cutAt(bytes, [1])));
  await fc.assert(
    fc.asyncProperty(anyCuts, async (lengths) => void check(await read(server, cutAt(bytes, lengths)))),
    { numRuns: 15 },
  );
}
