// A Chat Completions server on loopback that writes one file at an exact pace: each token in a chunk of its own, at its time, and the time remembered.
// What a request gets is decided by the prompt it is about: first the file, then `finish_app`.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { piecesOf } from "./content.ts";

export interface Script {
  content: string;
  /** Infinity: as fast as the reader takes it. */
  tokensPerSecond: number;
}

/** Monotonic time at which each token of the content was written, milliseconds. */
export type SendTimes = number[];

export interface TokenProvider {
  /** Base URL, ends in "/v1". */
  url: string;
  /** What the next run about `prompt` writes. The times are filled in while it does. */
  tell(prompt: string, script: Script): SendTimes;
  close(): Promise<void>;
}

/** Longest sleep between two looks at the clock. */
const tickMs = 1;

/** Loads, so that a run which leaves it is complete. */
const entry =
  '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>Bench</title>\n  </head>\n  <body>\n    <h1>Bench</h1>\n  </body>\n</html>\n';

export async function startTokenProvider(): Promise<TokenProvider> {
  const scripts = new Map<string, { script: Script; sent: SendTimes }>();
  const server = createServer(async (request, response) => {
    const body = JSON.stringify(await json(request));
    const isSecondRound = body.includes('"role":"tool"') && body.lastIndexOf('"role":"tool"') > body.lastIndexOf('"role":"user"');
    // The newest prompt that the conversation holds.
    const told = [...scripts]
      .sort(([a], [b]) => body.lastIndexOf(b) - body.lastIndexOf(a))
      .find(([prompt]) => body.includes(prompt))?.[1];
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    // A token that waits for the next one to share a packet would be measured as a delay of the reader.
    response.socket?.setNoDelay(true);
    if (told && !isSecondRound) await writeFiles(response, told.script, told.sent);
    else call(response, 0, "finish_app", JSON.stringify({ summary: "Done.", suggestions: [] }));
    finish(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    tell(prompt, script) {
      const sent: SendTimes = [];
      scripts.set(prompt, { script, sent });
      return sent;
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function writeFiles(response: ServerResponse, { content, tokensPerSecond }: Script, sent: SendTimes): Promise<void> {
  call(response, 0, "write_file", JSON.stringify({ path: "index.html", content: entry }));
  start(response, 1, "write_file");
  fragment(response, 1, '{"path":"src/App.tsx","content":"');
  const tokens = piecesOf(content).map((text) => JSON.stringify(text).slice(1, -1));
  const beganMs = performance.now();
  for (let next = 0; next < tokens.length; ) {
    const dueTokens = Math.min(tokens.length, ((performance.now() - beganMs) * tokensPerSecond) / 1000);
    for (; next < dueTokens; next += 1) {
      sent.push(performance.now());
      const hasRoom = fragment(response, 1, tokens[next] ?? "");
      if (!hasRoom && !response.destroyed) await once(response, "drain");
    }
    if (next < tokens.length) await sleep(tickMs);
  }
  fragment(response, 1, '"}');
}

export const contentChunk = (index: number, text: string) => chunk({ tool_calls: [{ index, function: { arguments: text } }] });

function chunk(delta: unknown, finish: string | null = null): string {
  const head = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 0, model: "bench" };
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

function start(response: ServerResponse, index: number, name: string): void {
  const call = { index, id: `call_${index}`, type: "function", function: { name, arguments: "" } };
  response.write(chunk({ role: "assistant", tool_calls: [call] }));
}

const fragment = (response: ServerResponse, index: number, text: string) => response.write(contentChunk(index, text));

function call(response: ServerResponse, index: number, name: string, args: string): void {
  start(response, index, name);
  fragment(response, index, args);
}

function finish(response: ServerResponse): void {
  response.write(chunk({}, "tool_calls"));
  response.end("data: [DONE]\n\n");
}
