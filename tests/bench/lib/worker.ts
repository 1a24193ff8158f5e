// Starts the bench Worker (tests/bench/workers) under `wrangler dev`, with the product's own configuration but for what is added here.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../../scripts/lib/server.ts";
import { root } from "../../../scripts/lib/wrangler.ts";

const added = `
[[queues.producers]]
binding = "RUNS_PATIENT"
queue = "edgewright-runs-patient"

# Cloudflare's default batch time-out, written down: the local default is another one.
[[queues.consumers]]
queue = "edgewright-runs-patient"
max_batch_size = 10
max_batch_timeout = 5
`;

export function startBenchWorker(providerUrl: string): Promise<RunningServer> {
  const config = writeConfig("worker", configOf(join(root, "tests/bench/workers/entry.ts")) + added);
  return startServer({
    variables: { OPENAI_API_KEY: "sk-test-0123456789abcdef", OPENAI_BASE_URL: providerUrl, OPENAI_MODEL: "fake-model" },
    moreArguments: ["--config", config],
  });
}

/** The product's wrangler.toml with another entry, for a config file that lies elsewhere. */
export function configOf(main: string): string {
  const folder = (name: string) => JSON.stringify(join(root, name));
  return readFileSync(join(root, "wrangler.toml"), "utf8")
    .replace(/^main = .*$/m, `main = ${JSON.stringify(main)}`)
    .replace('"migrations"', folder("migrations"))
    .replaceAll('"./', `"${root}/`)
    .replace('command = "npm run --silent build"', `command = "npm run --silent build"\ncwd = ${JSON.stringify(root)}`)
    .replace('"src"', folder("src"));
}

/** Answers the path of the file. */
export function writeConfig(name: string, config: string): string {
  const folder = join(root, ".wrangler/bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.toml`);
  writeFileSync(path, config);
  return path;
}
