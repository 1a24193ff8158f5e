// Fan-out: the same text deltas to 1, 20, 100 and 1,000 sockets, as the product sends them and as others do.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/lib/wrangler.ts";
import { maxSubscribers } from "../../src/hub/core/limits.ts";
import { atLeast, type Bench, type Figure, type Row } from "./lib/bench.ts";
import { type Child, startChild } from "./lib/child.ts";
import { compare, type Side } from "./lib/compare.ts";
import type { FanoutJob } from "./lib/fanout-job.ts";
import { startWorkerd, workerdConfig } from "./lib/workerd.ts";

/** Tokens of a 50 ms window at 200 tokens/s, merged into one delta. */
const updatesPerWindow = 10;
/** Frames of each side for each number of sockets: 30,000 to 40,000 sends, about a second of two cores that do other things besides. */
const framesBySockets = new Map([
  [1, 10_000],
  [20, 1_500],
  [100, 300],
  [1_000, 40],
]);
const runs = 5;

interface ClientReport {
  atNs: string;
  result: string;
}

/** A server under test: where its sockets connect, and how it is told to send. */
interface Server {
  name: string;
  socketIo: boolean;
  /** Subscribers spread over so many objects. */
  urls(sockets: number): string[];
  send(job: FanoutJob): void | Promise<void>;
}

async function run(say: (line: string) => void): Promise<Row[]> {
  const worker = await startWorkerd(await buildSenders());
  const ws = startChild<{ port: number }>("ws-server");
  const socketIo = startChild<{ port: number }>("socket-io-server");
  const clients = new Map<string, Child<ClientReport>>();
  try {
    const [wsPort, ioPort] = [(await ws.next()).port, (await socketIo.next()).port];
    const workerSockets = `ws://127.0.0.1:${worker.port}`;
    const post = async (path: string, job: FanoutJob) => {
      const response = await fetch(`http://127.0.0.1:${worker.port}/${path}`, { method: "POST", body: JSON.stringify(job) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    };
    /** A hub takes no more than its limit: more subscribers are spread over several. */
    const hubs = (sockets: number) => Math.ceil(sockets / maxSubscribers);
    const servers: Server[] = [
      {
        name: "ours",
        socketIo: false,
        urls: (sockets) =>
          Array.from({ length: sockets }, (_, index) => `${workerSockets}/fanout/${sockets}-${index % hubs(sockets)}`),
        async send(job) {
          const count = hubs(job.sockets);
          const part = { ...job, sockets: job.sockets / count };
          await Promise.all(Array.from({ length: count }, (_, hub) => post(`fanout/${job.sockets}-${hub}`, part)));
        },
      },
      {
        name: "ws",
        socketIo: false,
        urls: (sockets) => Array(sockets).fill(`ws://127.0.0.1:${wsPort}/`),
        send: (job) => ws.send({ ...job }),
      },
      {
        name: "socket.io",
        socketIo: true,
        urls: (sockets) => Array(sockets).fill(`ws://127.0.0.1:${ioPort}/socket.io/?EIO=4&transport=websocket`),
        send: (job) => socketIo.send({ ...job }),
      },
      {
        name: "partyserver",
        socketIo: false,
        urls: (sockets) => Array(sockets).fill(`${workerSockets}/parties/party/${sockets}`),
        send: (job) => post(`party/${job.sockets}`, job),
      },
    ];

    const rows: Row[] = [];
    for (const [sockets, frames] of framesBySockets) {
      say(`${sockets} sockets`);
      for (const server of servers) {
        const client = startChild<ClientReport & { opened: number }>("fanout-clients");
        clients.set(server.name, client);
        client.send({ type: "open", urls: server.urls(sockets), socketIo: server.socketIo, pings: server.name === "ours" });
        await client.next();
      }
      const sideOf = (server: Server, updatesPerFrame: number): Side => ({
        name: `${server.name}, ${updatesPerFrame === 1 ? "a frame an update" : "batched"}`,
        run: () => deliver(server, clients.get(server.name), { sockets, frames, updatesPerFrame }),
      });
      const sides = servers.flatMap((server) =>
        // Ours never sends a frame an update.
        server.name === "ours" ? [sideOf(server, updatesPerWindow)] : [sideOf(server, 1), sideOf(server, updatesPerWindow)],
      );
      const times = await compare(sides, { expected: "whole", runs, warmUp: 1 });
      rows.push(...rowsOf(sockets, frames, times));
      for (const client of clients.values()) await client.stop();
      clients.clear();
    }
    return rows;
  } finally {
    for (const client of [...clients.values(), ws, socketIo]) await client.stop();
    await worker.stop();
  }
}

/** Bundles the senders of workerd, and answers the path of their configuration. Storage is on disk, as it is in the product. */
async function buildSenders(): Promise<string> {
  const folder = join(root, ".wrangler/bench/fanout");
  rmSync(folder, { recursive: true, force: true });
  const storage = join(folder, "storage");
  mkdirSync(storage, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "workers/fanout-entry.ts")],
    outfile: join(folder, "entry.js"),
    bundle: true,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:*", "node:*"],
    logLevel: "warning",
  });
  const config = join(folder, "config.capnp");
  const objects = ["Fanout", "Party"].map((name) => `(className = "${name}", uniqueKey = "${name}", enableSql = true)`);
  const more = `durableObjectNamespaces = [${objects.join(", ")}],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [(name = "FANOUT", durableObjectNamespace = "Fanout"), (name = "Party", durableObjectNamespace = "Party")],`;
  writeFileSync(config, workerdConfig(storage, ['(name = "entry.js", esModule = embed "entry.js")'], more));
  return config;
}

/** From the order to send until every socket has everything. */
async function deliver(server: Server, client: Child<ClientReport> | undefined, job: FanoutJob) {
  if (!client) throw new Error(`${server.name} has no subscribers.`);
  client.send({ type: "expect", job });
  await client.next();
  const arrival = client.next();
  const beganNs = process.hrtime.bigint();
  const [{ atNs, result }] = await Promise.all([arrival, server.send(job)]);
  return { result, ms: Number(BigInt(atNs) - beganNs) / 1e6 };
}

function rowsOf(sockets: number, frames: number, times: Map<string, Figure>): Row[] {
  const perSecond = ({ value, spread = 0 }: Figure, updatesPerFrame: number): Figure => {
    const rate = (sockets * frames * updatesPerFrame) / value;
    return { value: rate, unit: "k updates/s", spread: (rate * spread) / value };
  };
  const [[, oursMs], ...theirs] = [...times] as [[string, Figure], ...[string, Figure][]];
  const ours = perSecond(oursMs, updatesPerWindow);
  return theirs.map(([name, ms]) => {
    const bothBatch = name.endsWith("batched");
    const theirRate = perSecond(ms, bothBatch ? updatesPerWindow : 1);
    const ratio = ours.value / theirRate.value;
    const target = bothBatch ? atLeast(ratio, 0.9) : sockets === 100 ? atLeast(ratio, 5) : null;
    return {
      what: `fan-out to ${sockets.toLocaleString("en")}${sockets === 1 ? " socket" : " sockets"}`,
      ours,
      peer: { name, figure: theirRate },
      ratio: { value: ratio, of: "ours / theirs" },
      target,
    };
  });
}

export const bench: Bench = {
  name: "fanout",
  title: "Fan-out",
  method: `A logical update is a token of file text; delivered updates are updates times sockets. Ours is the hub's own log and sockets in a Durable Object in
workerd. It stores each frame in SQLite before sending it, and a frame holds ${updatesPerWindow} updates merged into one delta, as the streaming buffer does with a 50 ms window at
200 tokens/s. The others send one frame per update, or (batched) the very frames that ours sends; they store nothing. partyserver runs in the same
workerd as ours; ws and socket.io are Node processes. All have the same subscribers: bare sockets in a separate process, which count
frames and bytes; one of them reads its text. All sides send the same number of frames, as fast as they can. Measured from the order to send to the last arrival. ${runs} runs per side.`,
  caveats: [
    `A hub takes at most ${maxSubscribers} subscribers. For 1,000, ours is spread over two hubs, and each sends everything once.`,
    "Servers and subscribers share two cores: with a fast server, this measures the subscribers.",
    "Not reached against Node when both batch: its sockets write about twice as fast as workerd's, and ours stores each frame first, which shows with a single socket (0.1 to 0.2). Against partyserver, in the same runtime and without a store, ours is level from 20 sockets on.",
    "workerd runs without `wrangler dev`, which sends every frame through a proxy: at 1,000 sockets only that proxy was measured.",
  ],
  run,
};
