// Kinds of tests: plain functions in Node (`unit`); flows through the whole Worker inside workerd (`workerd`), with the Responses API, with a
// database that fails, with a provider that speaks as each server does, and with an impatient Worker whose provider fails; and real servers
// with a real browser (`e2e`).
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { unstable_readConfig } from "wrangler";
import { settingNames } from "./src/settings.ts";

/** A file's suffix says which project runs it: `x.workerd.test.ts` runs in `workerd`; one without a suffix in `unit`, which is plain Node. */
const suffixed = (suffix: string) => [`tests/**/*.${suffix}.test.ts`];
const suffixes = ["workerd", "responses", "database", "dialects", "faults", "e2e"];

/** Properties and growth are reckoned for seconds, where the machine does other things beside. */
const unitTimeoutMs = 30_000;
/** A flow waits for real streams and alarms, and the first one of all for the whole Worker to load; a hang should still fail within a minute. */
const flowTimeoutMs = 40_000;
/** Starting a server takes several seconds on a small machine, and a browser test makes several apps. */
const endToEndTimeoutMs = 180_000;

/** Tests run the same modules as the Worker's bundle: the plugin does not read this part of wrangler.toml by itself. */
const aliases: Record<string, string> = unstable_readConfig({ config: "wrangler.toml" }).alias ?? {};
const alias = Object.entries(aliases).map(([name, replacement]) => ({
  find: new RegExp(`^${RegExp.escape(name)}$`),
  replacement: replacement.startsWith(".") ? resolve(replacement) : replacement,
}));

const migrations = await readD1Migrations("migrations");

/**
 * Files of a project run one after the other in the same process, or the same workerd with the same database, and share what they loaded. A test keeps
 * itself apart by names of its own (`unique`) and a guest of its own.
 */
const shared = { isolate: false, provide: { migrations, isFull: process.env.EDGEWRIGHT_FULL === "1" } };

/**
 * Tests inside workerd, against the fake provider. Every variable that the Worker reads is set, so that nobody's .dev.vars or key takes part
 * in a test. Empty is "not set".
 */
function inWorker(
  name: string,
  include: string[],
  bindings: Record<string, string> = {},
  main = "src/worker.ts",
): TestProjectInlineConfiguration {
  return {
    resolve: { alias },
    plugins: [
      cloudflareTest(({ inject }) => ({
        main,
        wrangler: { configPath: "./wrangler.toml" },
        miniflare: {
          bindings: {
            ...Object.fromEntries(settingNames.map((setting) => [setting, ""])),
            OPENAI_API_KEY: "sk-test-0123456789abcdef",
            OPENAI_BASE_URL: inject("fakeProviderUrl"),
            OPENAI_MODEL: "fake-model",
            OPENAI_MODELS: "fake-model-two, fakes/*",
            OPENROUTER_API_KEY: "sk-or-test-0123456789abcdef",
            OPENROUTER_BASE_URL: inject("fakeProviderUrl").replace("/v1", "/openrouter/v1"),
            AUTH_SECRET: "a secret of the tests, long enough to sign with",
            DEMO_CHARACTERS_PER_SECOND: "1000000",
            LIBRARY_CDN: inject("libraryCdnUrl"),
            ...bindings,
          },
        },
      })),
    ],
    test: {
      name,
      include,
      globalSetup: ["tests/setup/fake-provider.ts", "tests/setup/library-cdn.ts"],
      setupFiles: ["tests/setup/migrate.ts"],
      ...shared,
      testTimeout: flowTimeoutMs,
      hookTimeout: flowTimeoutMs,
    },
  };
}

/** Short enough for a test, far above what the fake needs when the machine is busy. A slice this short ends after one round. */
const impatient = {
  MODEL_FIRST_BYTE_SECONDS: "1.5",
  MODEL_IDLE_SECONDS: "0.7",
  MODEL_NO_PROGRESS_SECONDS: "1.5",
  RUN_SLICE_SECONDS: "0.0001",
  // Each of these tests has a model of its own, so that none trips over what another one's faults are remembered for.
  OPENAI_MODELS: "*",
  OPENROUTER_MODELS: "*",
};

/** After all others: what is told by a wait of less than two seconds is not to share its cores with them. */
function afterwards(project: TestProjectInlineConfiguration): TestProjectInlineConfiguration {
  return { ...project, test: { ...project.test, sequence: { groupOrder: 1 } } };
}

export default defineConfig({
  test: {
    // The Worker logs every run: what it says matters where a test fails.
    silent: "passed-only",
    // One a core: vitest would leave one alone, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...suffixes.flatMap(suffixed), "tests/bench/**"],
          ...shared,
          testTimeout: unitTimeoutMs,
        },
      },
      inWorker("workerd", suffixed("workerd")),
      inWorker("responses", suffixed("responses"), { OPENAI_API: "responses", OPENAI_MODEL: "gpt-5", OPENAI_MODELS: "*" }),
      inWorker("database", suffixed("database"), {}, "tests/setup/faulty-worker.ts"),
      inWorker("dialects", suffixed("dialects"), { OPENAI_MODELS: "*", OPENROUTER_MODELS: "*" }, "tests/setup/served-worker.ts"),
      afterwards(inWorker("faults", suffixed("faults"), impatient)),
      afterwards(inWorker("faults-alone", suffixed("faults"), { ...impatient, OPENROUTER_API_KEY: "" })),
      {
        test: {
          name: "e2e",
          include: suffixed("e2e"),
          ...shared,
          testTimeout: endToEndTimeoutMs,
          hookTimeout: endToEndTimeoutMs,
          globalSetup: ["tests/setup/servers.ts"],
          // One more than cores: pages and servers are waited for as long as they work.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
