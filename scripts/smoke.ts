// `npm run smoke`: the quick test of a running Edgewright, over HTTP and its WebSocket only. Starts a server itself when none answers.
//   --url http://localhost:8787   --key ew_… (else a guest's own)   --prompt "…"   --json (one object on stdout, the rest on stderr)
import { parseArgs } from "node:util";
import { answers, type RunningServer, startServer } from "./lib/server.ts";
import { createChecks } from "./smoke/checks.ts";
import { createClient, createKey } from "./smoke/client.ts";
import { type Journey, travel } from "./smoke/journey.ts";
import { createProgress } from "./smoke/progress.ts";

const defaultPrompt = "a pomodoro timer with a task list";
const defaultChange = "add dark mode";
/** Fits any app. */
const generalChange = "Rename the app to Smoke Signal, also in its title and main heading.";

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      url: { type: "string", default: "http://localhost:8787" },
      key: { type: "string" },
      prompt: { type: "string", default: defaultPrompt },
      json: { type: "boolean", default: false },
    },
  });
  const out = values.json ? process.stderr : process.stdout;
  const progress = createProgress(out);
  const checks = createChecks(progress.line);
  const wanted = values.url.replace(/\/+$/, "");
  const began = Date.now();
  const server = await ensureServer(wanted, progress.line);
  const url = server?.url ?? wanted;
  let journey: Journey | null = null;
  try {
    const client = createClient(url, values.key ?? (await createKey(url)));
    const change = values.prompt === defaultPrompt ? defaultChange : generalChange;
    journey = await travel({ client, checks, progress, prompt: values.prompt, change });
  } catch (error) {
    progress.done();
    checks.ok("the smoke test got to its end", false, error instanceof Error ? error.message : String(error));
  } finally {
    await server?.stop();
  }
  const failed = checks.all.filter(({ ok }) => !ok);
  const times = { ...journey?.timesMs, total: Date.now() - began };
  progress.line("");
  if (journey) progress.line(`Chat:     ${url}/apps/${journey.appId}\nPreview:  ${journey.previewUrl}`);
  progress.line(
    `Times:    ${Object.entries(times)
      .map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`)
      .join(", ")}`,
  );
  if (server) progress.line("The server that was started for this test has ended, and its data is gone.");
  progress.line(`${checks.all.length - failed.length} passed, ${failed.length} failed`);
  if (values.json) {
    const report = { ok: failed.length === 0, url, app_id: journey?.appId ?? null, preview_url: journey?.previewUrl ?? null };
    console.log(JSON.stringify({ ...report, times_ms: times, checks: checks.all }));
  }
  return failed.length === 0;
}

/** Null when a server answers already. */
async function ensureServer(url: string, print: (line: string) => void): Promise<RunningServer | null> {
  if (await answers(url)) return null;
  const { hostname, port } = new URL(url);
  if (hostname !== "localhost" && hostname !== "127.0.0.1") throw new Error(`Nothing answers at ${url}/api/health.`);
  print(`Nothing answers at ${url}: starting a server for this test.`);
  return startServer({ port: Number(port || 80), inherit: true });
}

// Exits in the ordinary way, so that a server started for this test ends, too.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

process.exitCode = await main().then(
  (passed) => (passed ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  },
);
