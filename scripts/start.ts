// `npm start`: brings the local database up to date, runs `wrangler dev`, and says where Edgewright is once it answers.
// All arguments go on to wrangler: npm start -- --port 8799 --persist-to DIR --var OPENAI_API_KEY:… --var OPENAI_BASE_URL:…
import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, isPortFree } from "./lib/ports.ts";
import { stopTree } from "./lib/processes.ts";
import { readStartArguments, type StartArguments } from "./lib/start-arguments.ts";
import { mergeVariables, ourVariables, readVariables, writeVariables } from "./lib/variables.ts";
import { root, runWrangler, spawnWrangler, toolEnvironment } from "./lib/wrangler.ts";
import { isNoise } from "./lib/wrangler-noise.ts";

const healthPollMs = 200;
/** From then on a person wonders whether it hangs, milliseconds. */
const slowStartMs = 60_000;

async function main(): Promise<number> {
  const given = readStartArguments(process.argv.slice(2));
  const port = given.port === 0 ? await freePort() : given.port;
  if (!(await isPortFree(port, given.ip))) {
    console.error(`Port ${port} is in use. Stop what runs there, or choose another one: npm start -- --port ${port + 1}`);
    return 1;
  }
  const state = resolve(given.persistTo ?? join(root, ".wrangler/state"));
  if (!(await migrate(state))) return 1;
  const variables = writeVariables(join(root, ".wrangler/edgewright"), await variablesFor(given));
  const child = spawnWrangler(
    [
      "dev",
      ...["--port", String(port), "--persist-to", state, "--env-file", variables.path, "--show-interactive-dev-session=false"],
      ...(given.ip ? ["--ip", given.ip] : []),
      ...given.rest,
    ],
    // Two servers at a time must not find each other's objects and queues in a common registry.
    { env: toolEnvironment({ WRANGLER_REGISTRY_PATH: join(state, "registry") }), stdio: ["ignore", "pipe", "pipe"] },
  );
  try {
    return await serve(child, `http://${given.ip && given.ip !== "0.0.0.0" ? given.ip : "localhost"}:${port}`);
  } finally {
    variables.remove();
  }
}

async function migrate(state: string): Promise<boolean> {
  const { code, output } = await runWrangler(["d1", "migrations", "apply", "DB", "--local", "--persist-to", state]);
  if (code === 0) return true;
  console.error(output);
  console.error(`The local database in ${state} could not be brought up to date (see above).`);
  return false;
}

/** The files that wrangler itself would read (tests do without: nobody's key takes part in them), then the shell, then the command line. */
async function variablesFor(given: StartArguments): Promise<Record<string, string>> {
  if (process.env.EDGEWRIGHT_ENV_FILES === "none") return mergeVariables([ourVariables(process.env), given.variables]);
  // A .env may hold the token for deploying, which the Worker must not see.
  const shared = [".env", ".env.local"].map((name) => ourVariables(readVariables(join(root, name), false)));
  const own = readVariables(join(root, ".dev.vars"), false);
  const named = given.envFiles.map((path) => readVariables(resolve(path), true));
  return mergeVariables([...shared, own, ...named, ourVariables(process.env), given.variables]);
}

/** Resolves to the exit code once the server has ended, by itself or because we were asked to stop. */
async function serve(child: ChildProcess, url: string): Promise<number> {
  let stopping: NodeJS.Signals | null = null;
  const over = new AbortController();
  show(child.stdout, (line) => console.log(line));
  show(child.stderr, (line) => console.error(line));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopping ??= signal;
      over.abort();
      void stopTree(child);
    });
  }
  const code = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  void code.then(
    () => over.abort(),
    () => over.abort(),
  );
  void announce(url, over.signal);
  const status = await code;
  // The way a shell reports a signal, for those who look at the exit code.
  if (stopping) return 128 + constants.signals[stopping];
  if (status !== 0) console.error(`wrangler dev has ended with exit code ${status} (its reason is above).`);
  return status;
}

function show(stream: Readable | null, print: (line: string) => void): void {
  if (!stream) return;
  createInterface({ input: stream }).on("line", (line) => {
    if (!isNoise(line)) print(line);
  });
}

async function announce(url: string, signal: AbortSignal): Promise<void> {
  const began = Date.now();
  let lastTrouble = "";
  let warned = false;
  while (!signal.aborted) {
    try {
      const response = await fetch(`${url}/api/health`, { signal });
      if (response.ok) return console.log(`Edgewright is running: ${url}`);
      lastTrouble = `it answered ${response.status}: ${await response.text()}`;
    } catch (error) {
      lastTrouble = error instanceof Error ? error.message : String(error);
    }
    if (!warned && Date.now() - began > slowStartMs) {
      warned = true;
      console.error(`Edgewright does not answer at ${url} yet (${lastTrouble}). Still waiting.`);
    }
    await sleep(healthPollMs);
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
