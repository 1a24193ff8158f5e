// What the model is told that it called: what was carried out, also where it wrote that oddly; what was not is left as it wrote it.
import { expect, test } from "vitest";
import type { ModelRequest } from "../../../src/llm/model.ts";
import { call, done, ending, finish, harness, html, scripted } from "../harness.ts";

const callsIn = (request: ModelRequest | undefined) =>
  (request?.conversation ?? []).flatMap((item) => (item.role === "assistant" ? item.calls : []));

test.each<[what: string, written: string, playedBack: string]>([
  ["as it was written", '{ "path": "a.css", "content": "b {}" }', '{ "path": "a.css", "content": "b {}" }'],
  ["written as JSON twice", JSON.stringify('{"path":"a.css","content":"b {}"}'), '{"path":"a.css","content":"b {}"}'],
  ["with a comma too many", '{"path":"a.css","content":"b {}",}', '{"path":"a.css","content":"b {}"}'],
  ["in a fence", '```json\n{"path":"a.css","content":"b {}"}\n```', '{"path":"a.css","content":"b {}"}'],
  ["cut off", '{"path":"a.css","content":"b {', '{"path":"a.css","content":"b {'],
])("%s", async (_what, written, playedBack) => {
  const { model, requests } = scripted([
    [...call(0, "write_file", { path: "index.html", content: html }), ...call(1, "write_file", written), finish()],
    done,
  ]);
  const { input } = harness([model]);
  expect(await ending(input)).toMatchObject({ status: "completed" });
  expect(callsIn(requests[1])[1]).toEqual({ id: "c1", name: "write_file", arguments: playedBack });
});
