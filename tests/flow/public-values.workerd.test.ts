// An app's public values: set by its owner, read by its files as import.meta.env.NAME, their names told to the model.
import { exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import { publicNameMaxCharacters, publicValueMaxCharacters, publicValuesMax } from "../../src/protocol/constants.ts";
import type { App } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, guest, page, provider, readyApp } from "./support.ts";

const files = {
  "index.html": page("Values").replace("</body>", '<script type="module" src="/main.js"></script></body>'),
  "main.js": "document.title = import.meta.env.VITE_TITLE;\n",
  "other.js": "export const other = 1;\n",
};

const set = (client: Client, id: string, public_values: unknown) =>
  client.call<{ app: App; error?: { code: string; message: string } }>("PATCH", `/api/apps/${id}`, { public_values });

async function read(app: App, path: string, headers: Record<string, string> = {}) {
  const url = new URL(app.preview_url ?? "");
  url.pathname += path;
  const response = await exports.default.fetch(new Request(url, { headers }));
  return { status: response.status, tag: response.headers.get("ETag") ?? "", text: await response.text() };
}

test("are set together, shown with the app, and read by its files at once, in every version", async () => {
  const client = await guest();
  const app = await readyApp(client, files);
  expect(app.public_values).toEqual({});
  const before = { main: await read(app, "main.js"), other: await read(app, "other.js") };
  expect(before.main.text).not.toContain('VITE_TITLE":');

  const { status, body } = await set(client, app.id, { VITE_TITLE: "Tea </script> & co", API_URL: "" });
  expect([status, body.app.public_values]).toEqual([200, { VITE_TITLE: "Tea </script> & co", API_URL: "" }]);
  const after = await read(app, "main.js", { "If-None-Match": before.main.tag });
  expect(after.status).toBe(200);
  expect(JSON.parse(/import\.meta\.env = (\{.*?\});/.exec(after.text)?.[1] ?? "{}")).toMatchObject({
    VITE_TITLE: "Tea </script> & co",
    API_URL: "",
    MODE: "production",
    PROD: true,
    BASE_URL: "/",
  });
  expect((await read(app, "main.js", { "If-None-Match": after.tag })).status).toBe(304);

  // What is not named is removed; the same again changes nothing.
  const fewer = await set(client, app.id, { API_URL: "/api" });
  expect(fewer.body.app.public_values).toEqual({ API_URL: "/api" });
  expect((await set(client, app.id, { API_URL: "/api" })).body.app.updated_at).toBe(fewer.body.app.updated_at);
  expect((await read(app, "main.js")).text).not.toContain('VITE_TITLE":');
});

test("are refused with what is wrong, and then nothing is changed", async () => {
  const client = await guest();
  const app = await readyApp(client, files);
  const many = Object.fromEntries(Array.from({ length: publicValuesMax + 1 }, (_, n) => [`N${n}`, "x"]));
  const wrong: unknown[] = [
    { "1A": "x" },
    { "a-b": "x" },
    { "": "x" },
    { ü: "x" },
    { MODE: "x" },
    { NODE_ENV: "x" },
    { ["a".repeat(publicNameMaxCharacters + 1)]: "x" },
    { A: "x".repeat(publicValueMaxCharacters + 1) },
    { A: "\ud800" },
    { A: 1 },
    { A: null },
    ["A"],
    "A",
    many,
  ];
  for (const values of wrong) {
    const { status, body } = await set(client, app.id, values);
    expect([status, body.error?.code]).toEqual([422, "invalid_input"]);
  }
  expect((await client.call<{ app: App }>("GET", `/api/apps/${app.id}`)).body.app.public_values).toEqual({});
  // Of another person's app nothing is told.
  expect((await set(await guest(), app.id, { A: "x" })).status).toBe(404);
});

test("their names are told to the model, once until they change; never their values", async () => {
  const client = await guest();
  const app = await readyApp(client, files);
  const told = async () => {
    const prompt = unique("values");
    await provider.scenario(prompt, turn(writeFile("other.js", `// ${prompt}\n`)), turn(finishApp("Done.")));
    const { version } = await client.send(app.id, prompt);
    await client.ended(app.id, version.id);
    const request = JSON.stringify((await provider.requests(prompt)).at(-1)?.body);
    expect(request).not.toContain("a-value-that-nobody-guesses");
    return request.split("Values that the person has set").length - 1;
  };
  expect(await told()).toBe(0);
  await set(client, app.id, { VITE_KEY: "a-value-that-nobody-guesses" });
  expect(await told()).toBe(1);
  expect(await told()).toBe(1);
  await set(client, app.id, {});
  expect(await told()).toBe(2);
});
