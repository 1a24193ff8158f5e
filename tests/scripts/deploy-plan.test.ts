// What a deployment is made of: names, environments, and what is refused.
import { describe, expect, test } from "vitest";
import { planOf, type RawConfig, readDeployArguments } from "../../scripts/lib/deploy-plan.ts";

const zeros = "00000000-0000-0000-0000-000000000000";
const known = "11111111-1111-1111-1111-111111111111";
const parts = (suffix = "", id = zeros): RawConfig => ({
  d1_databases: [{ binding: "DB", database_name: `edgewright${suffix}`, database_id: id }],
  r2_buckets: [{ binding: "BLOBS", bucket_name: `edgewright${suffix}-blobs` }],
  queues: {
    producers: [{ queue: `edgewright${suffix}-runs` }],
    consumers: [
      { queue: `edgewright${suffix}-runs`, dead_letter_queue: `edgewright${suffix}-runs-dead` },
      { queue: `edgewright${suffix}-runs-dead` },
    ],
  },
});
const raw: RawConfig = { name: "edgewright", ...parts(), env: { staging: parts("-staging", known), bare: {} } };
const none = { env: null, name: null, workersAi: false };

describe("a plan", () => {
  test("has the names of the configuration, and asks for the database that it does not know", () => {
    const plan = planOf(raw, none);
    const queues = ["edgewright-runs", "edgewright-runs-dead"];
    expect(plan).toMatchObject({ worker: "edgewright", database: "edgewright", databaseId: null, queues });
    expect(plan.buckets).toEqual(["edgewright-blobs"]);
    expect(plan.configWith("x").d1_databases?.[0]?.database_id).toBe("x");
  });

  test("of an environment has that one's names, and its database when it is written down", () => {
    const plan = planOf(raw, { ...none, env: "staging", name: null });
    const queues = ["edgewright-staging-runs", "edgewright-staging-runs-dead"];
    expect(plan).toMatchObject({ worker: "edgewright-staging", database: "edgewright-staging", databaseId: known, queues });
    const config = plan.configWith(known);
    expect(config.env?.staging).toMatchObject({ name: "edgewright-staging", d1_databases: [{ database_id: known }] });
    expect(config.d1_databases).toEqual(raw.d1_databases);
  });

  test("has the binding of Cloudflare's models where that is asked for, or written down", () => {
    expect(readDeployArguments(["--workers-ai", "--dry-run"])).toMatchObject({ workersAi: true, dryRun: true, rest: [] });
    expect(planOf(raw, none).configWith("x")).not.toHaveProperty("ai");
    expect(planOf(raw, { ...none, workersAi: true }).configWith("x").ai).toEqual({ binding: "AI" });
    const staging = planOf(raw, { ...none, env: "staging", workersAi: true });
    expect(staging.configWith("x").env?.staging?.ai).toEqual({ binding: "AI" });
    expect(planOf({ ...raw, ai: { binding: "AI" } }, none).workersAi).toBe(true);
  });

  test("with a name has it everywhere, and a database of its own", () => {
    const plan = planOf({ ...raw, ...parts("", known) }, { ...none, env: null, name: "second" });
    expect(plan).toMatchObject({ worker: "second", database: "second", databaseId: null });
    expect(plan.configWith("x")).toMatchObject({
      name: "second",
      d1_databases: [{ binding: "DB", database_name: "second", database_id: "x" }],
      r2_buckets: [{ binding: "BLOBS", bucket_name: "second-blobs" }],
      queues: {
        producers: [{ queue: "second-runs" }],
        consumers: [{ queue: "second-runs", dead_letter_queue: "second-runs-dead" }, { queue: "second-runs-dead" }],
      },
    });
    expect(planOf(raw, { ...none, env: "staging", name: "second" }).queues).toEqual(["second-runs", "second-runs-dead"]);
  });

  test("is refused for an environment that is not there, or that lacks what environments do not inherit", () => {
    expect(() => planOf(raw, { ...none, env: "production", name: null })).toThrow("wrangler.toml has no [env.production].");
    expect(() => planOf(raw, { ...none, env: "bare", name: null })).toThrow("[env.bare] of wrangler.toml has no d1_databases");
  });
});

test("arguments: those of all steps are read, the others are for the last one", () => {
  const args = ["--env=staging", "--name", "second", "--dry-run", "--keep-vars", "--tag", "v1"];
  expect(readDeployArguments(args)).toEqual({
    dryRun: true,
    workersAi: false,
    env: "staging",
    name: "second",
    rest: ["--keep-vars", "--tag", "v1"],
  });
  expect(readDeployArguments(["-e", "staging"])).toMatchObject({ env: "staging" });
  expect(() => readDeployArguments(["--name", "--dry-run"])).toThrow("--name needs a value.");
  expect(() => readDeployArguments(["--config", "x.toml"])).toThrow("works on this folder's wrangler.toml");
});
