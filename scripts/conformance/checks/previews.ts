// Previews: what an address opens, what separates it from the API, and renewed links.
import type { App, Version } from "../../../src/protocol/resources.ts";
import { type Check, must, mustEqual } from "../check.ts";
import { send } from "../send.ts";

/** An address below a preview. */
const below = (preview: string, path: string) => new URL(path, preview.endsWith("/") ? preview : `${preview}/`).href;

export const previews: readonly Check[] = [
  {
    name: "previews.open",
    promise: "An app's `preview_url` shows its newest version; a version's `preview_url` shows that version.",
    async run({ caller, ready, newest }) {
      const { app, version } = await ready();
      const { number } = await newest(app.id);
      const marker = `${crypto.randomUUID()}\n`;
      await caller.expect(201, "PUT", `/api/apps/${app.id}/files/notes/preview.txt`, marker, { "If-Match": String(number) });
      const { body } = await caller.expect<{ app: App }>(200, "GET", `/api/apps/${app.id}`);
      const { preview_url: newestUrl } = body.app;
      const { preview_url: firstUrl } = (
        await caller.expect<{ version: Version }>(200, "GET", `/api/apps/${app.id}/versions/${version.id}`)
      ).body.version;
      must(newestUrl !== null && firstUrl !== null, "There is no preview_url");
      for (const url of [newestUrl, firstUrl]) {
        const page = await send(url);
        mustEqual(`The preview ${url}`, [page.status, page.headers.get("Content-Type")?.startsWith("text/html")], [200, true]);
      }
      const note = await send(below(newestUrl, "notes/preview.txt"));
      mustEqual("A file of the newest version", [note.status, JSON.stringify(marker) === note.text], [200, true]);
      const none = await send(below(firstUrl, "notes/preview.txt"));
      must(none.status === 404 || none.text !== note.text, "The preview of version 1 has a file of a later one");
    },
  },
  {
    name: "previews.apart",
    promise: "Previews never receive cookies and cannot read the API.",
    async run({ url, caller, guest, ready }) {
      const { app } = await ready();
      const { body } = await caller.expect<{ app: App }>(200, "GET", `/api/apps/${app.id}`);
      const preview = body.app.preview_url;
      must(preview !== null, "There is no preview_url");
      const { identity } = await guest("stranger");
      const page = await send(preview, { headers: { Cookie: identity.Cookie ?? "" } });
      mustEqual("Cookies that a preview sets", page.headers.getSetCookie(), []);
      mustEqual("nosniff of a preview", page.headers.get("X-Content-Type-Options"), "nosniff");
      const policy = page.headers.get("Content-Security-Policy") ?? "";
      must(policy.includes("frame-ancestors"), "A preview says not who may frame it");
      if (new URL(preview).host === new URL(url).host) {
        const sandbox = /(?:^|;)\s*sandbox([^;]*)/.exec(policy)?.[1];
        must(sandbox !== undefined, "A preview on the server's own host has no sandbox");
        must(!sandbox.includes("allow-same-origin"), "The sandbox of a preview is of the server's origin");
      } else {
        const api = await send(new URL("/api/apps", preview).href, {
          headers: { ...caller.identity, Accept: "application/json" },
        });
        must(!api.text.includes('"apps"'), "The host of a preview answers the API");
      }
    },
  },
  {
    name: "previews.link",
    promise:
      "`POST …/preview-link` makes a new key; from then on, every address with the old one is 404, and `app.updated` tells viewers.",
    async run({ caller, ready }) {
      const { app, watched } = await ready();
      const before = (await caller.expect<{ app: App }>(200, "GET", `/api/apps/${app.id}`)).body.app.preview_url;
      const { body } = await caller.expect<{ app: App }>(200, "POST", `/api/apps/${app.id}/preview-link`);
      const after = body.app.preview_url;
      must(before !== null && after !== null && before !== after, "The address is the old one");
      mustEqual("The old address", (await send(before)).status, 404);
      mustEqual("The new address", (await send(after)).status, 200);
      await watched.until(
        (event) => event.type === "app.updated" && event.app.preview_url === after,
        "app.updated with the new address",
      );
    },
  },
  {
    name: "previews.key",
    promise: "The key is the permission: 128",
    async run({ caller, ready }) {
      const { app } = await ready();
      const { body } = await caller.expect<{ app: App }>(200, "GET", `/api/apps/${app.id}`);
      const preview = body.app.preview_url ?? "";
      must(/[0-9a-f]{32}/.test(preview), `${preview} has no key of 128 bits`);
      must(!preview.includes(app.id), "The address tells the app's id");
      mustEqual("An address with another key", (await send(preview.replace(/[0-9a-f]{32}/, "0".repeat(32)))).status, 404);
      mustEqual("A version that never was", (await send(preview.replace(/[0-9a-f]{32}/, "$&--v99999"))).status, 404);
    },
  },
];
