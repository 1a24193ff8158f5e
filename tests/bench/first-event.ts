// POST to first event of the run: over the queue as it is configured, against a hub that is called without one, and a queue with the default time-out.
import type { WireEvent } from "../../src/protocol/events.ts";
import { atMost, type Bench, type Row, timesTheirs } from "./lib/bench.ts";
import { inTurns, quantile } from "./lib/compare.ts";
import { sourceOf } from "./lib/content.ts";
import { isTerminal, signIn } from "./lib/person.ts";
import { startTokenProvider } from "./lib/token-provider.ts";
import { startBenchWorker } from "./lib/worker.ts";

const runs = 40;
/** Each waits for five seconds. */
const patientRuns = 5;

/** Names of the ways in the bench Worker. */
const transports = { queue: "our queue", direct: "hub called directly", patient: "queue with its default time-out" } as const;
type Transport = keyof typeof transports;

async function run(say: (line: string) => void): Promise<Row[]> {
  const provider = await startTokenProvider();
  const server = await startBenchWorker(provider.url);
  try {
    const person = await signIn(server);
    const prompt = "Make the app of the bench.";
    provider.tell(prompt, { content: sourceOf(1024), tokensPerSecond: Number.POSITIVE_INFINITY });
    let look: (events: WireEvent[], atMs: number) => void = () => {};
    const { app, version } = await person.create(prompt);
    const made = Promise.withResolvers<void>();
    look = (events) => void (events.some((event) => isTerminal(event, version.id)) && made.resolve());
    const viewer = await person.follow(app.id, (events, atMs) => look(events, atMs));
    await made.promise;

    /** Milliseconds from the POST to the first event that says that the run works. */
    async function once(transport: Transport): Promise<number> {
      await (await fetch(`${server.url}/__bench/transport/${transport}`)).text();
      const started = Promise.withResolvers<number>();
      const over = Promise.withResolvers<WireEvent>();
      const beganMs = performance.now();
      look = (events, atMs) => {
        for (const event of events) {
          if (event.type === "version.started") started.resolve(atMs - beganMs);
          if (event.type === "version.completed") over.resolve(event);
          if (event.type === "version.failed") over.reject(new Error(event.message));
        }
      };
      await person.send(app.id, "Nothing is to be changed.");
      const ms = await started.promise;
      await over.promise;
      return ms;
    }

    const times: Record<Transport, number[]> = { queue: [], direct: [], patient: [] };
    say(`${runs} messages each over our queue and to the hub directly`);
    await inTurns(["queue", "direct"] as const, { runs, warmUp: 5 }, async (transport, counts) => {
      const ms = await once(transport);
      if (counts) times[transport].push(ms);
    });
    say(`${patientRuns} messages over a queue with its default time-out`);
    for (let count = 0; count < patientRuns; count += 1) times.patient.push(await once("patient"));
    viewer.close();

    return [0.5, 0.95].flatMap((share) =>
      (["direct", "patient"] as const).map((peer): Row => {
        const figure = (values: number[]) => ({ value: quantile(values, share), unit: "ms" });
        const ratio = timesTheirs(figure(times.queue), figure(times[peer]));
        return {
          what: `POST to first event of the run, p${share * 100}`,
          ours: figure(times.queue),
          peer: { name: transports[peer], figure: figure(times[peer]) },
          ratio,
          target: share === 0.95 && peer === "direct" ? atMost(ratio.value, 1.3) : null,
        };
      }),
    );
  } finally {
    await server.stop();
    await provider.close();
  }
}

export const bench: Bench = {
  name: "first-event",
  title: "POST to first event",
  method: `The time from POSTing a message to the arrival of \`version.started\`, the first event that shows the run is working, followed over a WebSocket through the
whole Worker under \`wrangler dev\`; each app has its own user. The bench's Worker can hand over a run in three ways: through our queue as
configured, by calling the hub's \`start\` instead of the queue's \`send\`, or through a second queue whose consumer has the default batch time-out.
Nothing else differs. ${runs} messages per side in turns, ${patientRuns} for the slow queue.`,
  caveats: [
    "The local queue runs in the same process. In production it is a separate service, so expect more.",
    "The result is close to the target: p95 of forty messages varies by a few milliseconds between runs (1.24 in an earlier one). The queue itself costs 3 to 4 ms at the median. We keep it because it buffers bursts.",
  ],
  run,
};
