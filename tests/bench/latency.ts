// Token in, subscriber receives: the whole Worker against a bare `ws` server that pipes the same tokens.
import { once } from "node:events";
import WebSocket from "ws";
import { atMost, type Bench, type Row, timesTheirs } from "./lib/bench.ts";
import { startChild } from "./lib/child.ts";
import { inTurns, quantile } from "./lib/compare.ts";
import { piecesOf, sourceOf, tokenCharacters } from "./lib/content.ts";
import { isTerminal, signIn } from "./lib/person.ts";
import { startTokenProvider } from "./lib/token-provider.ts";
import { startBenchWorker } from "./lib/worker.ts";

const tokensPerSecond = 100;
const seconds = 5;
const contentBytes = tokensPerSecond * seconds * tokenCharacters;
const runs = 5;

/** One stream of a side: calls `got` with the characters of content that have come so far, as they come. Resolves at its end. */
type Stream = (prompt: string, got: (characters: number) => void) => Promise<void>;

async function run(say: (line: string) => void): Promise<Row[]> {
  const content = sourceOf(contentBytes);
  const tokens = piecesOf(content);
  const ends = tokens.map((_, index) => tokens.slice(0, index + 1).join("").length);
  const provider = await startTokenProvider();
  const server = await startBenchWorker(provider.url);
  const pipe = startChild<{ port: number }>("pipe-server", [provider.url]);
  try {
    const { port } = await pipe.next();
    const person = await signIn(server);

    const whole: Stream = async (prompt, got) => {
      const { app, version } = await person.create(prompt);
      const over = Promise.withResolvers<void>();
      let text = "";
      const viewer = await person.follow(app.id, (events) => {
        for (const event of events) {
          if (event.type === "file.delta" && event.call_id.endsWith(":1")) text += event.text;
          if (isTerminal(event, version.id)) over.resolve();
        }
        got(text.length);
      });
      await over.promise;
      viewer.close();
      if (text !== content) throw new Error("The viewer got another text than was written.");
    };

    const bare =
      (coalesces: boolean): Stream =>
      async (prompt, got) => {
        const query = new URLSearchParams({ prompt, ...(coalesces ? { coalesce: "1" } : {}) });
        const socket = new WebSocket(`ws://127.0.0.1:${port}/?${query}`);
        let args = "";
        let sizes = 0;
        socket.on("message", (data: Buffer) => {
          for (const chunk of JSON.parse(data.toString()) as Chunk[]) {
            const call = chunk.choices[0]?.delta.tool_calls?.[0];
            const piece = call?.index === 1 ? (call.function?.arguments ?? "") : "";
            args += piece;
            // The head of the arguments and their end are not of the content. A token's text is one JSON string's inside.
            if (piece && !piece.startsWith('{"path"') && piece !== '"}') sizes += (JSON.parse(`"${piece}"`) as string).length;
          }
          got(sizes);
        });
        await once(socket, "close");
        if ((JSON.parse(args) as { content: string }).content !== content)
          throw new Error("Another text was piped than was written.");
      };

    const sides = [
      { name: "ours", stream: whole },
      { name: "bare ws, a frame a token", stream: bare(false) },
      { name: "bare ws, the same 50 ms window", stream: bare(true) },
    ];
    const delays = new Map(sides.map(({ name }): [string, number[]] => [name, []]));
    let count = 0;
    await inTurns(sides, { runs, warmUp: 1 }, async ({ name, stream }, counts) => {
      count += 1;
      say(`${name}, ${seconds} s`);
      const prompt = `Stream number ${count} of the bench.`;
      const sent = provider.tell(prompt, { content, tokensPerSecond });
      let next = 0;
      await stream(prompt, (characters) => {
        const atMs = performance.now();
        for (; next < ends.length && (ends[next] ?? 0) <= characters; next += 1) {
          if (counts) delays.get(name)?.push(atMs - (sent[next] ?? Number.NaN));
        }
      });
      if (next < ends.length) throw new Error(`${name}: ${ends.length - next} tokens did not arrive.`);
    });

    const [ours = [], ...theirs] = sides.map(({ name }) => delays.get(name));
    return [0.5, 0.95].flatMap((share) =>
      theirs.map((values = [], index): Row => {
        const figure = (all: number[]) => ({ value: quantile(all, share), unit: "ms" });
        const ratio = timesTheirs(figure(ours), figure(values));
        return {
          what: `token in to subscriber receives, p${share * 100}`,
          ours: figure(ours),
          peer: { name: sides[index + 1]?.name ?? "", figure: figure(values) },
          ratio,
          target: share === 0.95 ? atMost(ratio.value, 1.5) : null,
        };
      }),
    );
  } finally {
    await pipe.stop();
    await server.stop();
    await provider.close();
  }
}

interface Chunk {
  choices: { delta: { tool_calls?: { index: number; function?: { arguments?: string } }[] } }[];
}

export const bench: Bench = {
  name: "latency",
  title: "Token in, subscriber receives",
  method: `A model on loopback sends ${tokensPerSecond} tokens/s for ${seconds} s, each on schedule. A subscriber records when the text with the token arrives. Ours is the whole Worker
under \`wrangler dev\`: openai client, orchestrator, run stream, hub with its log on disk, WebSocket. The floor is a Node process that reads the same
stream and sends each chunk to a \`ws\` socket at once. On every side, the model and the subscriber share one process and so one monotonic
clock. ${runs} streams per side in turns, all tokens together.`,
  caveats: [
    "We deliberately wait up to 50 ms for more before sending, because one frame per token is expensive, as the fan-out bench shows. Against a floor that sends at once, the ratio therefore shows the length of the window; against the floor with the same window, it shows the cost of the Worker.",
    "So the target is not reached against a floor that sends each token at once, and with a window it cannot be. A token that follows a silence of 50 ms is sent without waiting.",
  ],
  run,
};
