// How much a PUT may bring: the largest file is taken whole, one byte more is refused, and a body that never ends is not read to its end.
import { expect, test } from "vitest";
import { fileMaxBytes } from "../../src/protocol/constants.ts";
import { type Client, guest, readyApp } from "../flow/support.ts";

async function put(client: Client, appId: string, body: BodyInit, version: number, path = "large.txt") {
  const headers = { "If-Match": String(version) };
  const answer = await client.fetch(`/api/apps/${appId}/files/${path}`, { method: "PUT", body, headers });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return [answer.status, error?.code ?? null];
}

const megabytes = new TextEncoder().encode("ä".repeat(500_000));

test("a file may be as large as a file may be, counted in bytes", async () => {
  const client = await guest();
  const { id } = await readyApp(client);
  const largest = `${"ä".repeat(fileMaxBytes / 2 - 1)}zz`;
  expect(await put(client, id, `${largest}z`, 1)).toEqual([413, "too_large"]);
  expect(await put(client, id, largest, 1)).toEqual([201, null]);
  expect((await client.file(id, "latest", "large.txt")) === largest).toBe(true);
});

test("a body without a length, larger than any file, is refused while it still comes", async () => {
  const client = await guest();
  const { id } = await readyApp(client);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(megabytes);
    },
  });
  expect(await put(client, id, endless, 1)).toEqual([413, "too_large"]);
  expect(sent).toBeLessThan(10);
  expect(await client.call("GET", `/api/apps/${id}`)).toMatchObject({ body: { app: { current_version: 1 } } });
});

test("what is no text, no path or no change makes no version", async () => {
  const client = await guest();
  const { id } = await readyApp(client, { "index.html": "<p>Same</p>\n" });
  expect((await put(client, id, new Uint8Array([0x66, 0xff]), 1))[0]).toBe(415);
  expect((await put(client, id, "x", 1, "..%2Findex.html"))[0]).toBe(422);
  expect((await put(client, id, "x", 1, `${"a/".repeat(300)}b`))[0]).toBe(422);
  expect(await put(client, id, "<p>Same</p>\n", 1, "index.html")).toEqual([400, "bad_request"]);
  expect(await client.call("GET", `/api/apps/${id}`)).toMatchObject({ body: { app: { current_version: 1 } } });
});
