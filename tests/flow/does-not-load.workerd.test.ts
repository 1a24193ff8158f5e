// A version that does not load is told with its app: in the list, when it is read and to viewers, until a newer version loads.
import { expect, test } from "vitest";
import type { App, Version } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, page, provider } from "./support.ts";

const broken = page("Broken").replace("</body>", '<script type="module" src="/missing.js"></script></body>');

test("an app says whether its newest version loads", async () => {
  const client = await guest();
  const stateOf = async (id: string) => {
    const { body } = await client.call<{ app: App }>("GET", `/api/apps/${id}`);
    const list = await client.call<{ apps: App[] }>("GET", "/api/apps");
    expect(list.body.apps).toContainEqual(body.app);
    return { loads: !body.app.does_not_load, version: body.app.current_version };
  };

  const prompt = unique("broken");
  const stubborn = Array.from({ length: 8 }, () => turn(finishApp("Done.")));
  await provider.scenario(prompt, turn(writeFile("index.html", broken)), ...stubborn);
  const { app, version } = await client.createApp(prompt);
  expect(app.does_not_load).toBe(false);
  const ended = await client.ended(app.id, version.id);
  expect(ended.metadata.notices.map(({ code }) => code)).toEqual(["does_not_load"]);
  const named = [{ path: "index.html", line: expect.any(Number), column: expect.any(Number), severity: "error" }];
  expect(ended.problems).toMatchObject(named);
  expect(await stateOf(app.id)).toEqual({ loads: false, version: 1 });

  const mending = unique("mended");
  await provider.scenario(mending, turn(writeFile("index.html", page("Mended"))), turn(finishApp("Mended.")));
  const sent = await client.send(app.id, mending);
  await client.ended(app.id, sent.version.id);
  expect(await stateOf(app.id)).toEqual({ loads: true, version: 2 });

  // What is brought back is as it was.
  const restored = await client.call<{ version: Version }>("POST", `/api/apps/${app.id}/versions/1/restore`);
  expect(restored.status).toBe(201);
  expect(restored.body.version.problems).toEqual(ended.problems);
  expect(await stateOf(app.id)).toEqual({ loads: false, version: 3 });
  expect((await client.call("POST", `/api/apps/${app.id}/versions/2/restore`)).status).toBe(201);
  expect(await stateOf(app.id)).toEqual({ loads: true, version: 4 });
});
