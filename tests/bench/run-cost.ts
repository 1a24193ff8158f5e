// What one run costs: D1 round trips and log rows for a 64 KB file, and bytes on the wire, at several speeds of the model, through the whole Worker.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { jsonSchema, streamText, tool } from "ai";
import type { WireEvent } from "../../src/protocol/events.ts";
import { atMost, type Bench, type Row } from "./lib/bench.ts";
import { kilobyte, sourceOf, tokenCharacters } from "./lib/content.ts";
import { isTerminal, type Person, signIn } from "./lib/person.ts";
import { startTokenProvider, type TokenProvider } from "./lib/token-provider.ts";
import { startBenchWorker } from "./lib/worker.ts";

const fileBytes = 64 * kilobyte;
/** A usual model, a fast one, and one that is only held up by us. */
const speeds = [100, 1000, Number.POSITIVE_INFINITY];

interface RunCost {
  roundTrips: string[];
  log: { rows: number; events: number; characters: number };
  wireBytes: number;
}

/** Bytes of a WebSocket frame from a server besides its payload (RFC 6455, 5.2). */
const headerBytes = (payload: number) => (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);

const nameOf = (speed: number) => (Number.isFinite(speed) ? `${speed.toLocaleString("en")} tokens/s` : "full speed");

async function runOnce(url: string, person: Person, provider: TokenProvider, content: string, speed: number): Promise<RunCost> {
  const prompt = `Write the file at ${nameOf(speed)}`;
  provider.tell(prompt, { content, tokensPerSecond: speed });
  const { app, version } = await person.create(prompt);
  const over = Promise.withResolvers<WireEvent>();
  let wireBytes = 0;
  const viewer = await person.follow(app.id, (events, _atMs, bytes) => {
    wireBytes += bytes + headerBytes(bytes);
    const end = events.find((event) => isTerminal(event, version.id));
    if (end) over.resolve(end);
  });
  const end = await over.promise;
  viewer.close();
  if (end.type !== "version.completed") throw new Error(`The run ended as ${JSON.stringify(end)}`);
  const files = await person.client.contents(app.id, 1, [{ path: "src/App.tsx", size: 0, sha256: "" }]);
  if (files.get("src/App.tsx") !== content) throw new Error("Another file came out than was written.");
  const told = (await (await fetch(`${url}/__bench/run/${app.id}`)).json()) as { calls: string[]; log: RunCost["log"] };
  return { roundTrips: told.calls, log: told.log, wireBytes };
}

/** The same tokens as the UI message stream of `ai`: its own server-sent events, as its chat client gets them. */
async function uiStreamBytes(provider: TokenProvider, content: string): Promise<number> {
  const prompt = "Write the file for ai";
  provider.tell(prompt, { content, tokensPerSecond: Number.POSITIVE_INFINITY });
  const model = createOpenAICompatible({ name: "bench", baseURL: provider.url, apiKey: "sk-bench" })("bench");
  const properties = { path: { type: "string" as const }, content: { type: "string" as const } };
  const schema = jsonSchema<{ path: string; content: string }>({ type: "object", properties, required: ["path", "content"] });
  const written = new Map<string, string>();
  const result = streamText({ model, prompt, tools: { write_file: tool({ inputSchema: schema }) } });
  let bytes = 0;
  for await (const chunk of result.toUIMessageStreamResponse().body ?? []) bytes += chunk.byteLength;
  for (const call of await result.toolCalls) if (!call.dynamic) written.set(call.input.path, call.input.content);
  if (written.get("src/App.tsx") !== content) throw new Error("ai read another file than was written.");
  return bytes;
}

async function run(say: (line: string) => void): Promise<Row[]> {
  const content = sourceOf(fileBytes);
  const provider = await startTokenProvider();
  const server = await startBenchWorker(provider.url);
  try {
    const rows: Row[] = [];
    say("UI message stream of ai");
    const theirs = { value: (await uiStreamBytes(provider, content)) / fileBytes, unit: "bytes/byte" };
    const person = await signIn(server);
    for (const speed of speeds) {
      say(`${nameOf(speed)}${Number.isFinite(speed) ? `, about ${Math.ceil(fileBytes / tokenCharacters / speed)} s` : ""}`);
      const cost = await runOnce(server.url, person, provider, content, speed);
      say(`round trips: ${cost.roundTrips.join(" · ")}`);
      const wire = { value: cost.wireBytes / fileBytes, unit: "bytes/byte" };
      rows.push(
        {
          what: `bytes on the wire per byte of content, ${nameOf(speed)}`,
          ours: wire,
          peer: { name: "UI message stream of ai", figure: theirs },
          ratio: { value: theirs.value / wire.value, of: "theirs / ours" },
          target: atMost(wire.value, 1.9, " bytes/byte"),
        },
        {
          what: `D1 round trips of a run, ${nameOf(speed)}`,
          ours: { value: cost.roundTrips.length, unit: "round trips" },
          peer: null,
          ratio: null,
          target: atMost(cost.roundTrips.length, 3, ""),
        },
        {
          what: `log rows after a run, ${nameOf(speed)}`,
          ours: { value: cost.log.rows, unit: "rows" },
          peer: null,
          ratio: null,
          target: atMost(cost.log.rows, 20, ""),
          note: `At ${nameOf(speed)} the log held ${cost.log.events.toLocaleString("en")} events in ${cost.log.characters.toLocaleString("en")} characters.`,
        },
      );
    }
    return rows;
  } finally {
    await server.stop();
    await provider.close();
  }
}

export const bench: Bench = {
  name: "run-cost",
  title: "What a run costs",
  method: `The whole Worker under \`wrangler dev\`, with a viewer. A model on loopback writes a small index.html and one 64 KB TypeScript file in
${tokenCharacters}-character tokens at an exact pace, then calls finish_app. Bytes on the wire are all frames the viewer receives (with their WebSocket headers),
per byte of the file. A wrapper around the binding counts D1 round trips from the hub's start of the run to its terminal event (a
batch is one). Log rows are all rows in the hub's SQLite after the run. \`ai\` gets the same tokens and answers with its UI message stream.`,
  caveats: [
    "The bytes of the UI message stream do not depend on the model's speed, because it sends each token separately. Ours do, because everything within a 50 ms window shares one frame. HTTP chunk headers are not counted.",
    "One run each: chance only affects how tokens fall into windows.",
    "The target for bytes on the wire is not reached at 100 tokens/s, and narrowly missed at 1,000: an event gives its time, version, round, call and offset, about 170 characters whatever it carries, and at 100 tokens/s a 50 ms frame carries twenty. Longer windows would reduce this but delay each token.",
    "The D1 target is missed by one. The four round trips are the initial read (one batch), the run's start, the contents of its files, and the commit (one batch that returns the app). Contents and commit are written by two invocations, so that what the commit refers to exists before it; the start is written at once, because the API answers from D1.",
  ],
  run,
};
