// `npm run try-model` as a person calls it, with builds in a real server and a real browser.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { root, toolEnvironment } from "../../scripts/lib/wrangler.ts";
import { type FakeProvider, startFakeProvider } from "../fakes/provider.ts";
import { isFull } from "../setup/full.ts";
import { good, middling } from "../try-model/models.ts";

let provider: FakeProvider | null = null;
afterEach(() => provider?.close());

async function command(...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ["scripts/try-model.ts", ...more], {
    cwd: root,
    env: toolEnvironment({ EDGEWRIGHT_ENV_FILES: "none", LOCAL_MODELS: "off" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? 1)));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

describe("try-model", () => {
  test("calls a good model good, after six builds and changes that were operated", async () => {
    provider = await startFakeProvider({ script: good });
    const { code, out, err } = await command("--url", provider.url, "--model", "good-model", "--json", "--yes");
    expect(err).toContain("good-model is good enough: 6 of 6 small builds and changes worked.");
    const trial = JSON.parse(out) as { verdict: { grade: string; reasons: string[] }; builds: { ok: boolean; rounds: number }[] };
    expect(trial.verdict).toMatchObject({ grade: "good", reasons: [] });
    expect(trial.builds.map(({ ok, rounds }) => [ok, rounds])).toEqual(Array.from({ length: 6 }, () => [true, 2]));
    expect(code).toBe(0);
  });

  test("asks before it starts, and refuses what it does not know", async () => {
    provider = await startFakeProvider({ script: good });
    const unasked = await command("--url", provider.url, "--model", "good-model");
    expect([unasked.code, unasked.err]).toEqual([1, expect.stringContaining("add --yes")]);
    expect(unasked.out).toMatch(/At most \d+ requests, about [\d,]+ tokens in/);
    expect(provider.requests).toHaveLength(0);
    const unknown = await command("--fast");
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("--fast")]);
    const none = await command("--yes");
    expect([none.code, none.err]).toEqual([1, expect.stringContaining("No model is configured")]);
  });

  test.runIf(isFull)("calls one that only seems to change things usable at best", async () => {
    provider = await startFakeProvider({ script: middling });
    const { out } = await command("--url", provider.url, "--model", "middling-model", "--json", "--yes");
    const trial = JSON.parse(out) as { verdict: { grade: string }; builds: { step: string; ok: boolean }[] };
    expect(trial.builds.map(({ ok }) => ok)).toEqual([true, false, true, false, true, false]);
    expect(trial.verdict.grade).toBe("usable");
  });
});
