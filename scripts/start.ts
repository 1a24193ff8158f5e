// `npm start`: starts the process that serves (dev-server.ts) with what it needs to know, and says where Edgewright is once it answers. What it takes:
// lib/start-arguments.ts.
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback, namesOf, reachableName } from "./lib/addresses.ts";
import { localModelVariables } from "./lib/local-models.ts";
import { localSecret } from "./lib/local-secret.ts";
import { freePort, isPortFree } from "./lib/ports.ts";
import { onStarterGone, stopTree } from "./lib/processes.ts";
import type { ServerMessage, ServerSettings } from "./lib/server-settings.ts";
import { readStartArguments, type StartArguments } from "./lib/start-arguments.ts";
import { configuredVariables, mergeVariables, readVariables, writeVariables } from "./lib/variables.ts";
import { root, toolEnvironment } from "./lib/wrangler.ts";
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
  if (!isLoopback(given.ip)) warnOfNetwork(given.ip);
  const persistTo = resolve(given.persistTo ?? join(root, ".wrangler/state"));
  console.log(`Bringing the database in ${persistTo} up to date …`);
  const secret = await localSecret(persistTo);
  const settings = await variablesFor(given, secret);
  const local = await localModelVariables(settings, (line) => console.log(line));
  const variables = writeVariables(join(root, ".wrangler/edgewright"), { ...settings, ...local });
  const child = spawnServer({
    config: resolve(given.config ?? join(root, "wrangler.toml")),
    variables: variables.path,
    ip: given.ip,
    port,
    persistTo,
    registry: join(persistTo, "registry"),
    inspectorPort: given.inspectorPort,
  });
  try {
    return await serve(child, port, `http://${reachableName(given.ip)}:${port}`);
  } finally {
    variables.remove();
  }
}

function warnOfNetwork(ip: string): void {
  console.warn(`Warning: with --ip ${ip} everybody who can reach this machine can start a guest session, and spends your key.`);
}

async function variablesFor(given: StartArguments, secret: string): Promise<Record<string, string>> {
  const local = { AUTH_SECRET: secret, HOSTS: namesOf(given.ip).join(",") };
  const named = given.envFiles.map((path) => readVariables(resolve(path), true));
  return mergeVariables([local, ...configuredVariables(named), given.variables]);
}

function spawnServer(settings: ServerSettings): ChildProcess {
  return spawn(process.execPath, [join(root, "scripts/dev-server.ts"), JSON.stringify(settings)], {
    cwd: root,
    // wrangler's explorer answers SQL without a sign-in, under every address of the server.
    env: toolEnvironment({ X_LOCAL_EXPLORER: "false" }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Resolves to the exit code once the server has ended, by itself or because we were asked to stop. */
async function serve(child: ChildProcess, port: number, url: string): Promise<number> {
  let stopping: NodeJS.Signals | null = null;
  const over = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    stopping ??= signal;
    over.abort();
    void stopTree(child);
  };
  show(child.stdout, (line) => console.log(line));
  show(child.stderr, (line) => console.error(line));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
  const code = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  void code.then(
    () => over.abort(),
    () => over.abort(),
  );
  onStarterGone(() => stop("SIGTERM"), over.signal);
  // Only what our own process says counts: another program may have taken the port since we looked.
  child.on("message", (message: ServerMessage) => {
    if (message.port === port) return void announce(url, over.signal);
    console.error(`Port ${port} was taken in the meantime. Choose another one: npm start -- --port ${port + 1}`);
    void stopTree(child);
  });
  const status = await code;
  // The way a shell reports a signal, for those who look at the exit code.
  if (stopping) return 128 + constants.signals[stopping];
  if (status !== 0) console.error(`The server has ended with exit code ${status} (its reason is above).`);
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
