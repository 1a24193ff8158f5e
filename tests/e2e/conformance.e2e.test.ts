// The conformance check against the real server, and against the same one behind a proxy that breaks a promise at a time.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checks } from "../../scripts/conformance/checks/index.ts";
import { type Result, runCheck } from "../../scripts/conformance/run.ts";
import { openWorld, type World } from "../../scripts/conformance/world.ts";
import { type RunningServer, startServer } from "../../scripts/lib/server.ts";
import { root } from "../../scripts/lib/wrangler.ts";
import type { Version } from "../../src/protocol/resources.ts";
import { breaches, breachesOfTheFirstRun } from "../conformance/breaches/index.ts";
import { type BreakingProxy, startBreakingProxy } from "../fakes/breaking-proxy.ts";
import { fewOf } from "../setup/full.ts";

/** Fast, but slow enough to be asked something while it writes. */
const variables = { DEMO_CHARACTERS_PER_SECOND: "8000" };
const runMs = 60_000;
/** Each takes about a second. All of them are tried in `npm run test:full`. */
const breachesInShort = 14;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ variables });
});
afterAll(async () => {
  await server?.stop();
});

test("this server keeps what PROTOCOL.md promises, and is left as it was", async () => {
  const command = spawn(process.execPath, ["scripts/conformance.ts", "--url", server.url, "--run-seconds", "60", "--json"], {
    cwd: root,
  });
  const [out, told] = await Promise.all([text(command.stdout), text(command.stderr), once(command, "close")]);
  const report = JSON.parse(out) as { ok: boolean; left: string[]; checks: Result[] };
  const wrong = report.checks.filter(({ name, outcome }) => outcome !== (name.startsWith("beyond.") ? "skipped" : "passed"));
  expect(wrong).toEqual([]);
  expect(report).toMatchObject({ ok: true, left: [] });
  expect(report.checks.map(({ name }) => name)).toEqual(checks.map(({ name }) => name));
  expect(command.exitCode).toBe(0);
  expect(told).not.toMatch(/ew_\w/);
});

describe("a server that breaks a promise", () => {
  let proxy: BreakingProxy;
  let world: World;

  async function begin(breach: BreakingProxy["breach"]): Promise<void> {
    proxy = await startBreakingProxy(server.url);
    proxy.breach = breach;
    world = await openWorld({ url: proxy.url, key: null, runMs });
    await world.ready();
  }
  async function end(): Promise<void> {
    proxy.breach = {};
    expect(await world.cleanUp()).toEqual([]);
    await proxy.close();
  }

  /** What a check that failed in the middle has left running. */
  async function toRest(): Promise<void> {
    const { app } = await world.ready();
    const { body } = await world.caller.expect<{ versions: Version[] }>(200, "GET", `/api/apps/${app.id}/versions`);
    for (const { id, status } of body.versions.filter((version) => ["pending", "in_progress"].includes(version.status))) {
      await world.caller.ask("POST", `/api/apps/${app.id}/versions/${id}/cancel`);
      if (status !== "completed") await world.ended(app.id, id);
    }
  }

  const run = (name: string) => {
    const check = checks.find((entry) => entry.name === name);
    if (!check) throw new Error(`There is no check ${name}.`);
    return runCheck(check, world);
  };

  describe("after the first run", () => {
    beforeAll(() => begin({}));
    afterAll(end);

    test.each(fewOf(Object.entries(breaches), breachesInShort))("is found out by %s", async (name, { breach, says }) => {
      proxy.breach = breach;
      const { outcome, reason } = await run(name);
      proxy.breach = {};
      await toRest();
      expect([outcome, reason]).toEqual(["failed", expect.stringMatching(says)]);
    });
  });

  test("in its first run is found out, too", async () => {
    for (const [name, { breach, says }] of Object.entries(breachesOfTheFirstRun)) {
      await begin(breach);
      const { outcome, reason } = await run(name);
      await end();
      expect([name, outcome, reason]).toEqual([name, "failed", expect.stringMatching(says)]);
    }
  });
});
