// From a provider's bytes to the deltas of a file, through the real `openai` client, against iterating that client and doing nothing.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { jsonSchema, streamText, tool } from "ai";
import OpenAI from "openai";
import { atMost, type Bench, type Row } from "./lib/bench.ts";
import { compare, type Side, type Timed } from "./lib/compare.ts";
import { argumentsOf, kilobyte, piecesOf, sourceOf, tokenCharacters } from "./lib/content.ts";
import { readFileDeltas } from "./lib/file-deltas.ts";

const sizes = [16, 64];
const runs = 11;
/** Over bare iteration. */
const mostOfBare = 1.05;

/** A provider's answer: one `write_file`, a token a chunk. */
function answerOf(content: string): Uint8Array<ArrayBuffer> {
  const head = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 0, model: "bench" };
  const chunk = (delta: unknown, finish: string | null = null) =>
    `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const start = { index: 0, id: "call_1", type: "function", function: { name: "write_file", arguments: "" } };
  const chunks = [
    chunk({ role: "assistant", tool_calls: [start] }),
    ...piecesOf(argumentsOf(content)).map((text) => chunk({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
    chunk({}, "tool_calls"),
    "data: [DONE]\n\n",
  ];
  return new TextEncoder().encode(chunks.join(""));
}

const fetchOf = (bytes: Uint8Array<ArrayBuffer>) => async () =>
  new Response(bytes, { headers: { "Content-Type": "text/event-stream" } });

const clientOf = (bytes: Uint8Array<ArrayBuffer>) =>
  new OpenAI({ apiKey: "bench", baseURL: "https://bench.invalid/v1", maxRetries: 0, fetch: fetchOf(bytes) });

/** The side's own time ends before its arguments are read to see whether they are right. */
async function contentOf(read: () => Promise<string>): Promise<Timed> {
  const began = performance.now();
  const args = await read();
  const ms = performance.now() - began;
  return { result: (JSON.parse(args) as { content: string }).content, ms };
}

async function iterate(client: OpenAI): Promise<string> {
  const parts: string[] = [];
  const stream = await client.chat.completions.create({ model: "bench", messages: [], stream: true });
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments;
    if (text) parts.push(text);
  }
  return parts.join("");
}

async function streamed(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const model = createOpenAICompatible({ name: "bench", baseURL: "https://bench.invalid/v1", fetch: fetchOf(bytes) })("bench");
  const inputSchema = jsonSchema<{ path: string; content: string }>({ type: "object" });
  const parts: string[] = [];
  const { fullStream } = streamText({ model, prompt: "Write the file.", tools: { write_file: tool({ inputSchema }) } });
  for await (const part of fullStream) {
    if (part.type === "tool-input-delta") parts.push(part.delta);
    if (part.type === "error") throw part.error;
  }
  return parts.join("");
}

async function run(say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    say(`${size} KB`);
    const content = sourceOf(size * kilobyte);
    const bytes = answerOf(content);
    const sides: Side[] = [
      { name: "ours", run: () => readFileDeltas(clientOf(bytes)) },
      { name: "bare iteration of openai", run: () => contentOf(() => iterate(clientOf(bytes))) },
      { name: "streamText of ai", run: () => contentOf(() => streamed(bytes)) },
    ];
    const figures = await compare(sides, { expected: content, runs, warmUp: 3 });
    const ours = figures.get("ours");
    if (!ours) continue;
    for (const [name, figure] of figures) {
      if (figure === ours) continue;
      const ratio = ours.value / figure.value;
      rows.push({
        what: `SSE bytes to file deltas, ${size} KB`,
        ours,
        peer: { name, figure },
        ratio: { value: ratio, of: "ours / theirs" },
        target: name.startsWith("bare") ? atMost(ratio, mostOfBare) : null,
      });
    }
  }
  return rows;
}

export const bench: Bench = {
  name: "deltas",
  title: "From a provider's bytes to file deltas",
  method: `The server-sent events of one write_file call, one ${tokenCharacters}-character token per chunk, from a \`fetch\` that returns all bytes at once. Ours is a request by the openai
client, our own event reader, call assembly, the argument scanner and the streaming buffer; the text of the deltas must equal the file. The floor iterates the same
client's chunks and collects their text. \`ai\` reads the same bytes with its OpenAI-compatible provider. ${runs} runs per side.`,
  caveats: [
    "This runs in Node, because workerd's clock stands still while code runs. Nothing waits for a network, so this is all processor time.",
  ],
  run,
};
