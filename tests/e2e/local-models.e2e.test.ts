// `npm start` without a key on a machine where a model server runs: found, said, and used.
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../../scripts/lib/server.ts";
import { createClient, createKey } from "../../scripts/smoke/client.ts";
import type { Version } from "../../src/protocol/resources.ts";
import { answerByHand } from "../fakes/by-hand.ts";
import { startFakeProvider } from "../fakes/provider.ts";

test("without a key it uses the model server that runs on this machine", async () => {
  const prompt = "a page about rivers";
  const local = await startFakeProvider({ server: "ollama", script: answerByHand });
  onTestFinished(() => local.close());
  const port = Number(new URL(local.url).port);
  const own = await startServer({ variables: { LOCAL_MODELS: String(port) } });
  onTestFinished(() => own.stop());
  expect(own.log()).toContain(`No key is set. Found Ollama (http://127.0.0.1:${port}/v1): qwen3-coder:30b answers.`);
  const client = createClient(own.url, await createKey(own.url));
  expect(await client.call("GET", "/api/models", 200)).toMatchObject({
    models: [{ id: "qwen3-coder:30b", provider: "local", default: true, tools: true }],
  });
  const answer = await client.call<{ version: Version }>("POST", "/api/apps", 202, { prompt });
  const app = answer.version.app_id;
  const path = `/api/apps/${app}/versions/${answer.version.id}?wait=60`;
  expect((await client.call<{ version: Version }>("GET", path, 200)).version).toMatchObject({
    status: "completed",
    number: 1,
    metadata: { provider: "local", model: "qwen3-coder:30b" },
  });
});
