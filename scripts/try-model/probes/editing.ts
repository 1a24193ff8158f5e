// Whether the model changes a file by search text, through the real loop and the real tools.
import { createCircuitBreaker } from "../../../src/llm/circuit-breaker.ts";
import { run } from "../../../src/orchestrator/run.ts";
import { createWorkspace } from "../../../src/workspace/files.ts";
import type { Probe } from "../probe.ts";

const before = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Sea</title>
    <link rel="stylesheet" href="style.css">
  </head>
  <body>
    <h1>Sea</h1>
    <p>The sea is deep.</p>
    <p>The sea is wide.</p>
  </body>
</html>
`;
const after = before.replace("<p>The sea is wide.</p>", "<p>The sea is salty.</p>");
const css = "body {\n  margin: 2rem;\n}\n";

/** A change of one line takes three rounds; a model that needs more than these is not given more of your money. */
const roundsMax = 6;

export const editing: Probe = {
  id: "editing",
  title: "Edits a file by search text",
  essential: true,
  advice: "Changes go wrong. A larger model helps.",
  async run(asker, signal) {
    const workspace = createWorkspace([
      ["index.html", before],
      ["style.css", css],
    ]);
    let usesEdit = false;
    const result = await run({
      kind: "update",
      request: 'In index.html, change "The sea is wide." to "The sea is salty." by edit_file. Change nothing else.',
      ...surroundings,
      models: [asker.model],
      workspace,
      emit: (events) => {
        usesEdit ||= events.some((event) => event.type === "file.start" && event.action === "edit");
      },
      checkpoint: (_round, _data, usage) => asker.add(usage),
      ready: async (rounds) => {
        if (rounds >= roundsMax) throw new Error(`It was not done after ${roundsMax} rounds.`);
      },
      breaker: createCircuitBreaker(Date.now),
      signal,
    });
    const failure = result.type === "ended" ? result.ending.error?.message : "The provider asks to wait.";
    if (failure) return { ok: false, says: failure };
    if (workspace.read("index.html") !== after || workspace.read("style.css") !== css)
      return { ok: false, says: "The file does not hold what was asked for, and nothing else." };
    return { ok: true, says: usesEdit ? "" : "It wrote the whole file anew." };
  },
};

const surroundings = {
  appId: "try-model",
  appName: "Sea",
  answerPosition: 2,
  history: [],
  thread: null,
  checkpoints: [],
  adoptedRounds: 0,
  startedAtMs: Date.now(),
  sliceMs: Number.POSITIVE_INFINITY,
  started: () => undefined,
  drained: () => null,
  sleep: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
  now: Date.now,
  random: Math.random,
  log: () => undefined,
};
