// A run outlives the process it runs in: killed with everything in the middle of a file, it goes on after the next start.
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../scripts/lib/server.ts";
import { createClient, createKey } from "../../scripts/smoke/client.ts";
import { follow } from "../../scripts/smoke/follow.ts";
import type { App, Version, VersionFile } from "../../src/protocol/resources.ts";
import { callWithGate, fakeProvider, finishApp, setAppDetails, turn, unique, writeFile } from "../fakes/client.ts";
import { type FakeProvider, startFakeProvider } from "../fakes/provider.ts";

let provider: FakeProvider;
beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(() => provider.close());

const page = "<!doctype html>\n<title>Tea</title>\n<h1>Tea</h1>\n";

test("kill -9 of the group in the middle of a run, and a start on the same data: the run completes, once", async () => {
  const variables = { OPENAI_API_KEY: "sk-test-0123456789abcdef", OPENAI_BASE_URL: provider.url };
  const [prompt, held] = [unique("a tea page"), unique("gate")];
  const control = fakeProvider(provider.url);
  await control.scenario(
    prompt,
    turn(setAppDetails("Tea", "A page about tea")),
    turn(...callWithGate(0, writeFile("index.html", page), held)),
    // The interrupted round is asked again.
    turn(writeFile("index.html", page)),
    turn(finishApp("A page about tea.")),
  );
  const first = await startServer({ variables });
  onTestFinished(first.stop);
  const key = await createKey(first.url);
  const { app, version } = await createClient(first.url, key).call<{ app: App; version: Version }>("POST", "/api/apps", 202, {
    prompt,
  });
  await control.reached(held);
  await first.crash();

  const { port, persistTo } = first;
  const second = await startServer({ variables, port, persistTo });
  onTestFinished(second.stop);
  const follower = follow(second.url, app.id, key, () => undefined);
  const end = await follower.ended(version.id);
  expect(end).toMatchObject({ type: "version.completed", version: { number: 1, status: "completed" } });
  const client = createClient(second.url, key);
  const { files } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/1/files`, 200);
  expect([...(await client.contents(app.id, 1, files))]).toEqual([["index.html", page]]);
  const { versions } = await client.call<{ versions: Version[] }>("GET", `/api/apps/${app.id}/versions`, 200);
  expect(versions).toHaveLength(1);
  expect((await control.requests(prompt)).map(({ violations, aborted }) => ({ violations, aborted }))).toEqual([
    { violations: [], aborted: false },
    { violations: [], aborted: true },
    { violations: [], aborted: false },
    { violations: [], aborted: false },
  ]);
  const gaps = follower.events.filter(({ seq }, at) => seq !== at + 1);
  expect(gaps).toEqual([]);
  follower.close();
});
