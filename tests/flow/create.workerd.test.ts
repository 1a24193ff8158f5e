// The way of one message: create, update with edit_file, restore.
import { describe, expect, test } from "vitest";
import type { FileDiff, Version } from "../../src/protocol/resources.ts";
import { editFile, finishApp, readFile, say, setAppDetails, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, isLogged, page, provider } from "./support.ts";

describe("one app from prompt to restore", () => {
  test("a prompt becomes version 1, a change version 2, and version 1 comes back as version 3", async () => {
    const prompt = unique("a page about tea");
    const change = unique("call it coffee");
    await provider.scenario(
      prompt,
      turn(say("I will write one page."), setAppDetails("Tea", "A page about tea"), writeFile("index.html", page("Tea"))),
      turn(finishApp("A page about tea.", ["Add a picture"])),
    );
    await provider.scenario(
      change,
      turn(readFile("index.html")),
      turn(editFile("index.html", { search: "<h1>Tea</h1>", replace: "<h1>Coffee $& more</h1>" })),
      turn(finishApp("It is about coffee now.")),
    );
    const client = await guest();
    const created = await client.createApp(prompt);
    expect(created.app).toMatchObject({ status: "generating", current_version: null });
    expect(created.version).toMatchObject({ status: "pending", number: null });

    const first = await client.ended(created.app.id, created.version.id);
    expect(first).toMatchObject({ status: "completed", number: 1, summary: "A page about tea.", parent_number: null });
    expect(first.metadata).toMatchObject({
      kind: "create",
      provider: "openai",
      model: "fake-model",
      rounds: 2,
      suggestions: ["Add a picture"],
      files_changed: [{ path: "index.html", change: "added" }],
    });
    expect(first.metadata.stages.map((entry) => entry.stage)).toEqual([
      "analyzing",
      "planning",
      "coding",
      "reviewing",
      "deploying",
    ]);
    expect(first.metadata.usage?.input_tokens).toBeGreaterThan(0);
    expect(await client.file(created.app.id, 1, "index.html")).toBe(page("Tea"));
    const { body: app } = await client.call<{ app: { name: string; status: string } }>("GET", `/api/apps/${created.app.id}`);
    expect(app.app).toMatchObject({ name: "Tea", status: "ready", current_version: 1 });

    const update = await client.send(created.app.id, change);
    const second = await client.ended(created.app.id, update.version.id);
    expect(second).toMatchObject({ status: "completed", number: 2, parent_number: 1 });
    expect(second.metadata.files_changed).toEqual([{ path: "index.html", change: "modified" }]);
    expect(await client.file(created.app.id, "latest", "index.html")).toContain("<h1>Coffee $& more</h1>");
    const { body: diff } = await client.call<{ files: FileDiff[] }>("GET", `/api/apps/${created.app.id}/versions/2/diff`);
    expect(diff.files).toHaveLength(1);
    expect(diff.files[0]?.patch).toContain("-    <h1>Tea</h1>\n+    <h1>Coffee $& more</h1>");

    const { status, body: restored } = await client.call<{ version: Version }>(
      "POST",
      `/api/apps/${created.app.id}/versions/1/restore`,
    );
    expect(status).toBe(201);
    expect(restored.version).toMatchObject({ status: "completed", number: 3, parent_number: 2 });
    expect(await client.file(created.app.id, 3, "index.html")).toBe(page("Tea"));
    expect(await client.file(created.app.id, 2, "index.html")).toContain("Coffee");

    const subscription = await client.subscribe(created.app.id);
    await subscription.until((event) => isLogged(event) && event.type === "version.completed" && event.version.number === 3);
    const seqs = subscription.events.filter(isLogged).map((event) => event.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    subscription.close();

    for (const match of [prompt, change]) {
      for (const request of await provider.requests(match)) expect(request.violations).toEqual([]);
    }
  });
});
