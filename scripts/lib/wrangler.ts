// Runs the wrangler of this checkout with the settings that all our scripts share: no questions, no telemetry, no network of its own.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { delimiter, join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** Environment for tools: ours first on the path (a machine may carry an older Node), and nothing that asks or calls home. */
export function toolEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_HIDE_BANNER: "true",
    // wrangler asks a server for details of the request's location; offline that ends in a stack trace, and we use none of it.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    CLOUDFLARE_INCLUDE_PROCESS_ENV: "false",
    ...extra,
  };
}

export function spawnWrangler(args: string[], options: SpawnOptions): ChildProcess {
  return spawn(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], { cwd: root, ...options });
}

/** Runs wrangler to its end and shows all it says. Answers its exit code. */
export async function showWrangler(args: string[]): Promise<number> {
  const child = spawnWrangler(args, { env: toolEnvironment(), stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Runs wrangler to its end and gives back all it wrote. */
export async function runWrangler(args: string[]): Promise<{ code: number; output: string }> {
  const child = spawnWrangler(args, { env: toolEnvironment({ CI: "true" }), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const add = (data: Buffer) => {
    output += data.toString();
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
