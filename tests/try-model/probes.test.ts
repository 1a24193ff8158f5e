// The trial's probes and verdict against a provider on loopback that answers as a good, a middling and a hopeless model; without the builds.
import { afterEach, describe, expect, it } from "vitest";
import { tasks } from "../../scripts/try-model/builds.ts";
import { findTarget } from "../../scripts/try-model/target.ts";
import { mostOf, type Trial, tryModel } from "../../scripts/try-model/try-model.ts";
import { type FakeProvider, startFakeProvider } from "../fakes/provider.ts";
import type { ChatRequest, Turn } from "../fakes/scenario.ts";
import { good, hopeless, middling } from "./models.ts";

let provider: FakeProvider | null = null;
afterEach(() => provider?.close());

async function tried(script: (request: ChatRequest) => Turn): Promise<{ trial: Trial; said: string[] }> {
  provider = await startFakeProvider({ script });
  const given = { url: provider.url, model: "some-model", key: "sk-secret-of-the-test", json: false, yes: true };
  const target = await findTarget(given, () => undefined);
  const said: string[] = [];
  const trial = await tryModel(target, { tasks: [], say: (line) => said.push(line), signal: new AbortController().signal });
  expect(provider.requests.flatMap(({ violations }) => violations)).toEqual([]);
  expect(said.join("\n")).not.toContain("sk-secret");
  return { trial, said };
}

const answers = ({ probes }: Trial) => Object.fromEntries(probes.map(({ id, ok }) => [id, ok]));

describe("a trial", () => {
  it("finds nothing to say against a good model, and counts what it spent", async () => {
    const { trial, said } = await tried(good);
    expect(Object.values(answers(trial))).toEqual([true, true, true, true, true, true, true, true]);
    expect(trial.verdict.reasons).toEqual([]);
    expect(trial.probes.find(({ id }) => id === "context")).toMatchObject({ figure: 64_000, says: "at least 64,000 tokens" });
    expect(trial.spent).toMatchObject({ requests: provider?.requests.length, costUsd: null });
    expect(trial.spent.inputTokens).toBeGreaterThan(100_000);
    expect(said[0]).toMatch(/^ {2}Streams its answer +yes/);
  });

  it("says how much a middling one reads, and what to do about it", async () => {
    const { trial } = await tried(middling);
    expect(answers(trial)).toMatchObject({ call: true, results: true, editing: true, context: false });
    expect(trial.verdict.reasons).toEqual([
      expect.stringMatching(/^Reads a long prompt: no \(at least 4,000 tokens; of 16,000 it had forgotten/),
    ]);
    expect(trial.verdict.reasons[0]).toContain("OLLAMA_CONTEXT_LENGTH");
  });

  it("does not go on with a hopeless one", async () => {
    const { trial } = await tried(hopeless);
    expect(answers(trial)).toMatchObject({ call: false, results: false, editing: false });
    expect(trial.builds).toBeNull();
    expect(trial.verdict.grade).toBe("not_good_enough");
    expect(trial.verdict.reasons.join("\n")).toContain("Calls a tool: no (It called nothing, and wrote: Sure!");
  });

  it("gives no verdict on a model that it could not reach, and says why", async () => {
    const refused = tried(() => ({
      kind: "http",
      status: 401,
      body: { error: { message: "Wrong key", type: "invalid_request_error", code: "invalid_api_key" } },
    }));
    await expect(refused).rejects.toThrow(/no verdict\. .*does not accept the key/);
    expect(provider?.requests).toHaveLength(1);
  });

  it("stays below what it says that it may come to", async () => {
    const { trial } = await tried(good);
    const most = mostOf(tasks);
    expect(trial.spent.requests).toBeLessThan(most.requests);
    expect(trial.spent.inputTokens).toBeLessThan(most.inputTokens);
  });
});

describe("what is tried", () => {
  const nothing = { url: null, model: null, key: null, json: false, yes: true };

  it("needs the model's name with an address, and the address with a key", async () => {
    await expect(findTarget({ ...nothing, url: "http://127.0.0.1:1/v1" }, () => undefined)).rejects.toThrow(
      "--url needs --model",
    );
    await expect(findTarget({ ...nothing, key: "sk-x" }, () => undefined)).rejects.toThrow("--key goes with --url");
  });
});
