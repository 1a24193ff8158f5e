// The Worker's bundle and start-up time, against the same Worker with `ai` in place of `openai`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, runWrangler } from "../../scripts/lib/wrangler.ts";
import { bundleLimitBytes } from "../architecture/bundle-limit.ts";
import { atMost, type Bench, type Figure, type Row, timesTheirs } from "./lib/bench.ts";
import { compare, type Side } from "./lib/compare.ts";
import { kilobyte } from "./lib/content.ts";
import { configOf, writeConfig } from "./lib/worker.ts";
import { startWorkerd, workerdConfig } from "./lib/workerd.ts";

const runs = 15;
const mostOfAi = 1 / 3;

interface Build {
  name: string;
  folder: string;
}

/** As `npm run deploy` builds it, without sending it anywhere. */
async function build(name: string, config: string): Promise<Build> {
  const folder = join(root, ".wrangler/bench/bundles", name.replaceAll(/\W+/g, "-"));
  rmSync(folder, { recursive: true, force: true });
  const configPath = writeConfig(name.replaceAll(/\W+/g, "-"), config);
  const { code, output } = await runWrangler(["deploy", "--dry-run", "--minify", "--outdir", folder, "--config", configPath]);
  if (code !== 0) throw new Error(`The bundle of ${name} could not be built:\n${output}`);
  return { name, folder };
}

const emptyName = "an empty Worker";

/** A Worker that does nothing: what the runtime itself takes to start. */
function emptyBuild(): Build {
  const folder = join(root, ".wrangler/bench/bundles/empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "entry.js"), 'export default { fetch: () => new Response("{}") };\n');
  return { name: emptyName, folder };
}

const modulesOf = ({ folder }: Build) => readdirSync(folder).filter((name) => !name.endsWith(".map") && name !== "README.md");

function gzOf(made: Build): Figure {
  const bytes = modulesOf(made).reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(made.folder, name)), { level: 9 }).byteLength,
    0,
  );
  return { value: bytes / kilobyte, unit: "KB gz" };
}

/** From starting the runtime with the bundle until it has answered. */
function startUp(made: Build): Side {
  const config = join(made.folder, "..", `${made.name.replaceAll(/\W+/g, "-")}.capnp`);
  writeFileSync(config, capnpOf(made));
  return {
    name: made.name,
    async run() {
      const began = performance.now();
      const runtime = await startWorkerd(config);
      try {
        const response = await fetch(`http://127.0.0.1:${runtime.port}/api/nothing-is-here`);
        // Whatever it says without its bindings, it has started.
        await response.arrayBuffer();
        return { result: "answered", ms: performance.now() - began };
      } finally {
        await runtime.stop();
      }
    },
  };
}

/** As much of a configuration as the first answer needs. */
function capnpOf(made: Build): string {
  // The entry comes first. Paths count from the configuration.
  const names = modulesOf(made).sort((a, b) => Number(b.endsWith(".js")) - Number(a.endsWith(".js")));
  const modules = names.map((name) => {
    const kind = name.endsWith(".js") ? "esModule" : "text";
    return `(name = ${JSON.stringify(name)}, ${kind} = embed ${JSON.stringify(join(basename(made.folder), name))})`;
  });
  if (made.name === emptyName) return workerdConfig(made.folder, modules, "");
  const objects = '(className = "AppHub", uniqueKey = "bench", enableSql = true)';
  return workerdConfig(
    made.folder,
    modules,
    `durableObjectNamespaces = [${objects}],
  durableObjectStorage = (inMemory = void),
  bindings = [(name = "AUTH_SECRET", text = "a secret of the bench, long enough")],`,
  );
}

async function run(say: (line: string) => void): Promise<Row[]> {
  say("bundles");
  const main = join(root, "src/worker.ts");
  const stand = JSON.stringify(join(root, "tests/bench/workers/openai-by-ai.ts"));
  // `ai` needs the part of zod that ours leaves out.
  const withAiConfig = configOf(main)
    .replace(/^"openai" = .*\n/m, `"openai" = ${stand}\n`)
    .replace(/^"zod\/v4\/core" = .*\n/m, "");
  const ours = await build("ours", configOf(main));
  const withAi = await build("the same Worker with ai", withAiConfig);
  const empty = emptyBuild();
  say(`starting each ${runs} times`);
  const times = await compare([ours, withAi, empty].map(startUp), { expected: "answered", runs, warmUp: 2 });
  const own = (made: Build): Figure => {
    const [figure, floor] = [times.get(made.name), times.get(empty.name)];
    if (!figure || !floor) throw new Error(`${made.name} was not started.`);
    return { ...figure, value: figure.value - floor.value };
  };
  const sizes = [gzOf(ours), gzOf(withAi)] as const;
  const starts = [own(ours), own(withAi)] as const;
  const ratio = timesTheirs(...starts);
  return [
    {
      what: "Worker bundle",
      ours: sizes[0],
      peer: { name: withAi.name, figure: sizes[1] },
      ratio: timesTheirs(...sizes),
      target: atMost(sizes[0].value, Math.floor(bundleLimitBytes / kilobyte), " KB gz"),
    },
    {
      what: "Worker start-up, without the runtime's own",
      ours: starts[0],
      peer: { name: withAi.name, figure: starts[1] },
      ratio,
      target: { words: "at most 1/3", reached: ratio.value <= mostOfAi },
    },
  ];
}

export const bench: Bench = {
  name: "bundle",
  title: "Bundle and start-up",
  method: `The Worker as \`npm run deploy\` builds it (\`wrangler deploy --dry-run --minify\`), all its modules compressed with gzip -9. The other side is the same source with
the \`openai\` package replaced by a module that does the same with streamText of \`ai\` and its OpenAI-compatible provider. Start-up is the time from starting
workerd with the bundle to its first answer, minus that of a Worker that does nothing; ${runs} starts each, in turns.`,
  caveats: [
    "Start-up here is wall time on a machine with two cores. Cloudflare counts processor time on its own machines and allows 1 s.",
    "Start-up grew with libraries, checks by a parser and binary files: 172 ± 13.7 ms before and 183 ± 9.46 ms after (28 November 2026, one after the other), 526 and 670 KB gz. In the bundle: what libraries export 47 kB, acorn 34 kB, names of browsers 7 kB, files 6 kB, the CDN 5 kB. The compiler of styles (222 kB) is not part of it.",
    "Start-up target not reached: most of it is the runtime reading the code, and the code of `ai` is not three times as much as all of ours. Ours was cut from 235 to 72 ms of processor time (docs/decisions/2026-11-26-bundle.md). The figure here includes the first request, which loads the sign-in.",
  ],
  run,
};
