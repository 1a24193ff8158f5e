// A model that writes its calls into the text, through the whole Worker: an app comes of it, and nobody sees the raw calls.
import { expect, test } from "vitest";
import { say, turn, unique } from "../fakes/client.ts";
import { guest, page, provider } from "./support.ts";

const asText = (name: string, given: unknown) => `<tool_call>\n${JSON.stringify({ name, arguments: given })}\n</tool_call>`;
const written = turn(say(`I will write the page.\n${asText("write_file", { path: "index.html", content: page("From text") })}`));

test("calls in the text make an app, and change it; viewers see files and prose", async () => {
  const client = await guest();
  const prompt = unique("text calls");
  await provider.scenario(prompt, written, turn(say(asText("finish_app", { summary: "There it is." }))));
  const { app, version } = await client.createApp(prompt);
  const live = await client.subscribe(app.id);
  expect(await client.ended(app.id, version.id)).toMatchObject({
    status: "completed",
    summary: "There it is.",
    metadata: { notices: [{ code: "calls_in_text" }] },
  });
  expect(await client.file(app.id, 1, "index.html")).toBe(page("From text"));
  await live.until((event) => event.type === "version.completed");
  expect(live.events).toContainEqual(expect.objectContaining({ type: "file.start", path: "index.html" }));
  expect(JSON.stringify(live.events)).not.toContain("tool_call>");
  live.close();

  const change = unique("in other words");
  const edits = [{ search: "<title>From text", replace: "<title>By text" }];
  await provider.scenario(change, turn(say(asText("edit_file", { path: "index.html", edits }))), turn(say("Changed.")));
  const sent = await client.send(app.id, change);
  expect(await client.ended(app.id, sent.version.id)).toMatchObject({ status: "completed", number: 2 });
  expect(await client.file(app.id, 2, "index.html")).toContain("By text");
});

test("prose alone makes no version of a new app", async () => {
  const client = await guest();
  const prompt = unique("prose alone");
  await provider.scenario(prompt, turn(say("I will now write the files:")), turn(say("Your app is ready.")));
  const { app, version } = await client.createApp(prompt);
  expect(await client.ended(app.id, version.id)).toMatchObject({ status: "failed", number: null, error_code: "no_entry" });
});
