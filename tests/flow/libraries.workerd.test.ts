// Libraries from a CDN, through the whole Worker: found once, kept by every later version, told when they cannot be had.
import { exports } from "cloudflare:workers";
import { expect, inject, test } from "vitest";
import type { Version } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { libraryCdn } from "../fakes/library-cdn-client.ts";
import { type Client, guest, origin, page, provider, readyApp } from "./support.ts";

const cdn = libraryCdn(inject("libraryCdnUrl"));

const html = page("Libraries").replace("</body>", '<script type="module" src="/main.js"></script></body>');
const importing = (...names: string[]) =>
  names.map((name, n) => `import * as n${n} from "${name}";\nconsole.log(n${n});`).join("\n");
/** A package that no other test has. */
const named = (text: string) => `${text}-${crypto.randomUUID().slice(0, 8)}`;
const publish = (name: string, version: string, more = {}) =>
  cdn.publish({ name, version, files: { "": "export const fine = 1;", "/dist/x.css": "b { color: red }" }, ...more });

/** Results of tools, as the model read them. */
const told = async (prompt: string) =>
  JSON.stringify((await provider.requests(prompt)).map(({ body }) => body)).match(/could not be loaded[^)]*\)/)?.[0];

const latest = async (client: Client, appId: string) =>
  (await client.call<{ version: Version }>("GET", `/api/apps/${appId}/versions/latest`)).body.version;
const versionsOf = ({ libraries }: Version) =>
  Object.fromEntries(Object.entries(libraries).map(([name, { version }]) => [name, version]));
const put = (client: Client, appId: string, path: string, content: string, number: number) =>
  client.fetch(`/api/apps/${appId}/files/${path}`, {
    method: "PUT",
    headers: { "Content-Type": "text/plain", "If-Match": String(number) },
    body: content,
  });

test("a run's import becomes an exact version, which stays whatever is published and whoever changes the app", async () => {
  const client = await guest();
  const [name, other] = [named("lib-a"), named("lib-b")];
  await publish(name, "1.0.0");
  const app = await readyApp(client, { "index.html": html, "main.js": importing(name, `${name}/dist/x.css`) });
  expect(versionsOf(await latest(client, app.id))).toEqual({ [name]: "1.0.0", [`${name}/dist/x.css`]: "1.0.0" });
  const asked = (await cdn.requests(name)).length;

  await publish(name, "2.0.0");
  await publish(other, "5.0.0");
  const change = unique("change");
  await provider.scenario(change, turn(writeFile("main.js", importing(name, other))), turn(finishApp("Changed.")));
  const sent = await client.send(app.id, change);
  await client.ended(app.id, sent.version.id);
  const second = await latest(client, app.id);
  expect(versionsOf(second)).toMatchObject({ [name]: "1.0.0", [other]: "5.0.0" });
  expect(await cdn.requests(name)).toHaveLength(asked);
  expect(second.metadata.notices).toEqual([]);

  expect((await put(client, app.id, "more.js", importing(`${other}/dist/x.css`), 2)).status).toBe(201);
  expect(versionsOf(await latest(client, app.id))).toMatchObject({ [name]: "1.0.0", [`${other}/dist/x.css`]: "5.0.0" });

  // What is brought back has what it had.
  await client.call("POST", `/api/apps/${app.id}/versions/1/restore`);
  expect(versionsOf(await latest(client, app.id))).toEqual({ [name]: "1.0.0", [`${name}/dist/x.css`]: "1.0.0" });
});

test("a preview loads the exact file, and leads what it imports", async () => {
  const client = await guest();
  const name = named("lib-c");
  await publish(name, "3.2.1", {
    files: { "": 'import { useState } from "react"; export const use = useState;', "/x.css": "b {}" },
    peers: { react: "*" },
    digest: true,
  });
  const app = await readyApp(client, { "index.html": html, "main.js": importing(name, `${name}/x.css`) });
  const { url, integrity } = (await latest(client, app.id)).libraries[name] ?? { url: "", integrity: undefined };
  expect(url).toContain(`/${name}@3.2.1/`);
  const read = async (path: string, accept = "*/*") => {
    const target = new URL(app.preview_url ?? "");
    target.pathname += path;
    return (await exports.default.fetch(new Request(target, { headers: { Accept: accept, Origin: origin } }))).text();
  };
  const shown = await read("", "text/html");
  // The page brings the addresses of what its modules import, and what they must have.
  expect(shown).toContain(`"${url}":"${integrity}"`);
  expect(shown.split(url).length).toBeGreaterThan(2);
  const code = await read("main.js");
  expect(code).toContain(`from "${url}"`);
  expect(code).toContain('from "data:text/javascript,');
});

test("package.json's range counts", async () => {
  const client = await guest();
  const name = named("lib-d");
  for (const version of ["1.4.0", "2.0.0"]) await publish(name, version);
  const manifest = JSON.stringify({ dependencies: { [name]: "^1.0.0" } });
  const app = await readyApp(client, { "package.json": manifest, "index.html": html, "main.js": importing(name) });
  expect(versionsOf(await latest(client, app.id))).toEqual({ [name]: "1.4.0" });
});

test("a package that there is not is told to the model at once, and the run goes on", async () => {
  const client = await guest();
  const name = named("no-such-lib");
  const prompt = unique("missing");
  await provider.scenario(
    prompt,
    turn(writeFile("index.html", html), writeFile("main.js", importing(name))),
    turn(writeFile("main.js", "console.log(1);")),
    turn(finishApp("Done.")),
  );
  const { app, version } = await client.createApp(prompt);
  const ended = await client.ended(app.id, version.id);
  expect(ended.status).toBe("completed");
  expect(ended.metadata.notices).toEqual([]);
  expect(ended.libraries).toEqual({});
  expect(await told(prompt)).toContain(`could not be loaded from ${new URL(inject("libraryCdnUrl")).host}`);
  expect(await told(prompt)).toContain("it has no such package");
});

test("a CDN that does not answer holds a call up for its deadline and no longer", async () => {
  const client = await guest();
  const name = named("slow-lib");
  await publish(name, "1.0.0", { delayMs: 30_000 });
  const prompt = unique("slow");
  await provider.scenario(
    prompt,
    turn(writeFile("index.html", html), writeFile("main.js", importing(name))),
    turn(writeFile("main.js", "1;")),
    turn(finishApp("Done.")),
  );
  const before = performance.now();
  const { app, version } = await client.createApp(prompt);
  expect((await client.ended(app.id, version.id)).status).toBe("completed");
  expect(performance.now() - before).toBeLessThan(8_000);
  expect(await told(prompt)).toContain("no answer in 1.5 s");
});
