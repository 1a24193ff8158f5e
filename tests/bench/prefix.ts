// What a provider's cache finds again: how much of each request stood in the one before, over a session of twenty turns, and how much a turn adds.
import type { ModelEvent, ModelRequest } from "../../src/llm/model.ts";
import type { HistoryEntry } from "../../src/orchestrator/context.ts";
import { run as runOrchestrator } from "../../src/orchestrator/run.ts";
import { createWorkspace } from "../../src/workspace/files.ts";
import { harness, scripted } from "../orchestrator/harness.ts";
import { atLeast, type Bench, type Row } from "./lib/bench.ts";
import { sourceOf } from "./lib/content.ts";

const turns = 20;
/** The cache is warm, and the first turns' files are written. */
const judgedFromTurn = 3;
const files = 12;
const fileCharacters = 4_000;

/** As the provider's cache sees it: tools and standing texts first, then the conversation; open at the end. */
const bytesOf = ({ tools, system, conversation }: ModelRequest) =>
  new TextEncoder().encode(JSON.stringify([tools, system, conversation]).slice(0, -2));

function commonPrefix(a: Uint8Array, b: Uint8Array): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

type Call = [name: string, args: Record<string, unknown>];

const answerOf = (text: string, calls: Call[]): ModelEvent[] => [
  ...(text ? [{ type: "text" as const, text }] : []),
  ...calls.flatMap(([name, args], index): ModelEvent[] => [
    { type: "call.start", call: index, id: `call_${index}`, name },
    { type: "call.delta", call: index, text: JSON.stringify(args) },
  ]),
  { type: "finish", reason: "tool_calls", usage: null },
];

const pathOf = (index: number) => `src/part${index % files}.ts`;
const markOf = (index: number, turn: number) => `// Part ${index % files}, changed in turn ${turn}\n`;
/** Loads none of the parts: they are cut to their length anywhere, and need not run. */
const html = "<!doctype html>\n<title>x</title>\n<p>x</p>\n";
const finish: ModelEvent[] = answerOf("", [["finish_app", { summary: "It is as asked for." }]]);

/** What the model does in a turn: the first one writes the app; then it reads two files, edits both, and every fifth time writes one anew. */
function scriptOf(turn: number): ModelEvent[][] {
  if (turn === 1) {
    const writes = Array.from(
      { length: files },
      (_, index): Call => ["write_file", { path: pathOf(index), content: markOf(index, 1) + sourceOf(fileCharacters) }],
    );
    return [
      answerOf("I write an app of several parts.", [["write_file", { path: "index.html", content: html }], ...writes]),
      finish,
    ];
  }
  const touched = [turn, turn + 1];
  const reads = touched.map((index): Call => ["read_file", { path: pathOf(index) }]);
  const changes = touched.map(
    (index): Call => [
      "edit_file",
      {
        path: pathOf(index),
        edits: [{ search: `// Part ${index % files}, `, replace: `// Part ${index % files}, again ${turn}, ` }],
      },
    ],
  );
  const anew: Call[] = turn % 5 === 0 ? [["write_file", { path: "src/new.ts", content: sourceOf(fileCharacters) }]] : [];
  return [answerOf("First I read them.", reads), answerOf(`Now the change of turn ${turn}.`, [...changes, ...anew]), finish];
}

async function play() {
  const requests: { turn: number; bytes: Uint8Array }[] = [];
  const history: HistoryEntry[] = [];
  let stored: [string, string][] = [];
  let thread: string | null = null;
  for (let turn = 1; turn <= turns; turn += 1) {
    const { model, requests: asked } = scripted(scriptOf(turn));
    const workspace = createWorkspace(stored);
    const request = `Please make the change number ${turn}, so that it does what I have in mind.`;
    const { input } = harness([model], {
      kind: turn === 1 ? "create" : "update",
      request,
      answerPosition: 2 * turn,
      history: [...history],
      thread,
      workspace,
    });
    const result = await runOrchestrator(input);
    requests.push(...asked.map((one) => ({ turn, bytes: bytesOf(one) })));
    if (result.type !== "ended" || result.ending.status !== "completed")
      throw new Error(`Turn ${turn}: ${JSON.stringify(result)}`);
    history.push({ position: 2 * turn - 1, role: "user", text: request, status: "completed" });
    history.push({ position: 2 * turn, role: "assistant", text: result.ending.content, status: "completed" });
    thread = result.thread;
    stored = workspace.list().map(({ path }) => [path, workspace.read(path) ?? ""]);
  }
  return requests;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function run(): Promise<Row[]> {
  const requests = await play();
  const shares: number[] = [];
  const reused: number[] = [];
  for (const [index, { turn, bytes }] of requests.entries()) {
    const before = requests[index - 1]?.bytes;
    if (!before || turn < judgedFromTurn) continue;
    const common = commonPrefix(before, bytes);
    shares.push(common / before.length);
    reused.push(common / bytes.length);
  }
  const firstOf = (turn: number) => requests.find((request) => request.turn === turn)?.bytes.length ?? Number.NaN;
  const growth = Array.from(
    { length: turns - judgedFromTurn },
    (_, index) => firstOf(index + judgedFromTurn + 1) - firstOf(index + judgedFromTurn),
  );
  const least = Math.min(...shares);
  const row = (what: string, value: number, unit: string): Row => ({
    what,
    ours: { value, unit },
    peer: null,
    ratio: null,
    target: null,
  });
  return [
    {
      ...row(
        `request prefix, ${turns} turns: share of a request that the next one begins with, least from turn ${judgedFromTurn}`,
        least,
        "",
      ),
      target: atLeast(least, 0.95, ""),
    },
    {
      ...row("request prefix: share of a request that the provider has read already, median", median(reused), ""),
      target: atLeast(median(reused), 0.95, ""),
    },
    row("request prefix: what a turn adds, median", median(growth) / 1_000, "KB"),
    row(`request prefix: the last request of turn ${turns}`, (requests.at(-1)?.bytes.length ?? 0) / 1_000, "KB"),
  ];
}

export const bench: Bench = {
  name: "prefix",
  title: "Request prefix",
  method: `A scripted session of ${turns} turns through the real orchestrator. The first turn writes ${files} files of ${fileCharacters / 1_000} KB; each later one reads and edits two files,
and every fifth one writes another file. Each request is written out as a provider's cache sees it (tools, standing texts, conversation) and compared
byte by byte with the one before.`,
  caveats: [
    "Nothing is timed, so the machine does not matter. The session stays below the length at which a conversation is shortened; a shortening makes one request start afresh.",
  ],
  run,
};
