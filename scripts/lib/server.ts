// Starts a real `npm start` in a process group of its own, for the smoke test and the tests end to end, and ends it for certain.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.ts";
import { ourVariables } from "./variables.ts";
import { root, toolEnvironment } from "./wrangler.ts";

export interface ServerOptions {
  /** Any free port when not given. */
  port?: number;
  /** Where the data is kept. When not given: a temporary folder that `stop` removes. */
  persistTo?: string;
  /** The Worker's variables. Nothing else of the shell and of .dev.vars reaches it, unless `inherit` is set. */
  variables?: Record<string, string>;
  inherit?: boolean;
  /** More arguments for `npm start`. */
  moreArguments?: string[];
}

export interface RunningServer {
  url: string;
  port: number;
  persistTo: string;
  log(): string;
  /** Ends npm's process alone, by a signal that it may not even hear of, and waits until all that it started has ended by itself. Fails when it has not. */
  endNpm(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Asks it to end, and waits until all of it has. */
  stop(): Promise<void>;
  /** SIGKILL to the whole group, as a crash of the machine would end it. The data stays. */
  crash(): Promise<void>;
}

/** Building, migrating and starting on a small machine that is busy with tests. */
const startMaxMs = 120_000;
const pollMs = 100;
const stopGraceMs = 10_000;

/** Fails with the log when the server ends or does not answer in time. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "edgewright-"));
  const persistTo = options.persistTo ?? join(folder, "state");
  const logPath = join(folder, "server.log");
  const log = () => readFileSync(logPath, "utf8");
  const file = openSync(logPath, "a");
  const child = spawn(
    "npm",
    ["start", "--silent", "--", "--port", String(port), "--persist-to", persistTo, ...(options.moreArguments ?? [])],
    {
      cwd: root,
      detached: true,
      stdio: ["ignore", file, file],
      env: environmentFor(options),
    },
  );
  closeSync(file);
  // In a group of its own it would outlive us.
  const last = () => void (child.pid && signalGroup(child.pid, "SIGKILL"));
  process.once("exit", last);
  const url = `http://localhost:${port}`;
  const server: RunningServer = {
    url,
    port,
    persistTo,
    log,
    async stop() {
      await end(child, "SIGTERM");
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true });
    },
    async endNpm(signal) {
      child.kill(signal);
      if (!(await groupEnds(child))) throw new Error(`npm was ended by ${signal}, and what it started goes on.`);
    },
    crash: () => end(child, "SIGKILL"),
  };
  try {
    await untilReady(child, url, log);
  } catch (error) {
    await end(child, "SIGTERM");
    throw error;
  }
  return server;
}

function environmentFor({ inherit, variables }: ServerOptions): NodeJS.ProcessEnv {
  const environment = toolEnvironment(variables);
  if (inherit) return environment;
  for (const name of Object.keys(ourVariables(environment))) if (!(name in (variables ?? {}))) delete environment[name];
  // What happens to run on the machine takes no part in a test that does not ask for it.
  return { LOCAL_MODELS: "off", LIBRARY_CDN: "", ...environment, EDGEWRIGHT_ENV_FILES: "none" };
}

async function untilReady(child: ChildProcess, url: string, log: () => string): Promise<void> {
  let failed: Error | null = null;
  child.once("error", (error) => {
    failed = error;
  });
  for (const deadline = Date.now() + startMaxMs; !(await answers(url)); await sleep(pollMs)) {
    if (failed) throw failed;
    if (child.exitCode !== null) throw new Error(`npm start ended with exit code ${child.exitCode}:\n${log()}`);
    if (Date.now() > deadline) throw new Error(`npm start did not answer at ${url} within ${startMaxMs / 1000} s:\n${log()}`);
  }
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL("/api/health", url))).ok;
  } catch (error) {
    // fetch says "TypeError: fetch failed" for every connection that does not come about.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, signal);
  await groupEnds(child);
}

/** What has not ended by itself in time is killed, and the answer is false. */
async function groupEnds({ pid: group }: ChildProcess): Promise<boolean> {
  let byItself = true;
  if (group === undefined) return byItself;
  for (const deadline = Date.now() + stopGraceMs; groupLives(group); await sleep(pollMs)) {
    if (Date.now() <= deadline) continue;
    byItself = false;
    signalGroup(group, "SIGKILL");
  }
  return byItself;
}

function signalGroup(group: number, signal: "SIGTERM" | "SIGKILL" | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

const groupLives = (group: number) => signalGroup(group, 0);
