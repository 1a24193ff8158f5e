// Three kinds of tests: plain functions in Node, flows through the whole Worker inside workerd, and real servers with a real browser.
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const inWorkerd = ["flow", "preview", "hub", "store", "api", "auth", "queue"].map((folder) => `tests/${folder}/**/*.test.ts`);
const inBrowser = ["tests/e2e/**/*.test.ts"];

/** A flow waits for real streams and alarms; a hang should still fail in well under a minute. */
const flowTimeoutMs = 20_000;
/** Starting a server takes several seconds on a small machine, and a browser test makes several apps. */
const endToEndTimeoutMs = 180_000;

export default defineConfig({
  test: {
    // The Worker logs every run: what it says matters where a test fails.
    silent: "passed-only",
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...inWorkerd, ...inBrowser, "tests/bench/**"],
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              // Every variable that the Worker reads is set, so that nobody's .dev.vars or key takes part in a test. Empty is "not set".
              bindings: {
                OPENAI_API_KEY: "sk-test-0123456789abcdef",
                OPENAI_BASE_URL: inject("fakeProviderUrl"),
                OPENAI_MODEL: "fake-model",
                OPENROUTER_API_KEY: "sk-or-test-0123456789abcdef",
                OPENROUTER_BASE_URL: inject("fakeProviderUrl").replace("/v1", "/openrouter/v1"),
                OPENROUTER_MODEL: "",
                AUTH_SECRET: "a secret of the tests, long enough to sign with",
                PREVIEW_HOST: "",
                DEMO_CHARACTERS_PER_SECOND: "1000000",
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: inWorkerd,
          globalSetup: ["tests/setup/fake-provider.ts"],
          setupFiles: ["tests/setup/migrate.ts"],
          provide: { migrations: await readD1Migrations("migrations") },
          testTimeout: flowTimeoutMs,
          hookTimeout: flowTimeoutMs,
        },
      },
      {
        test: {
          name: "e2e",
          include: inBrowser,
          testTimeout: endToEndTimeoutMs,
          hookTimeout: endToEndTimeoutMs,
          fileParallelism: false,
        },
      },
    ],
  },
});
