// Guests, their keys, and the end of an account.
import type { Account } from "../../../src/protocol/resources.ts";
import { createCaller } from "../caller.ts";
import { type Check, must, mustEqual } from "../check.ts";
import { prompts } from "../world.ts";

export const signingIn: readonly Check[] = [
  {
    name: "keys.create",
    promise: "a new key; `key` is shown here and never again",
    async run({ url, guest, keyOf }) {
      const owner = await guest("owner of keys");
      const { id, key } = await keyOf(owner);
      const program = createCaller(url, { Authorization: `Bearer ${key}` });
      await program.expect(200, "GET", "/api/apps");
      const { body, text } = await owner.expect<{ apiKeys: { id: string }[] }>(200, "GET", "/api/auth/api-key/list");
      must(
        body.apiKeys.some((entry) => entry.id === id),
        "The new key is not on the list",
      );
      must(!text.includes(key), "The list shows a key");
    },
  },
  {
    name: "keys.revoke",
    promise: "revokes a key",
    async run({ url, guest, keyOf }) {
      const owner = await guest("owner of keys");
      const { id, key } = await keyOf(owner);
      const program = createCaller(url, { Authorization: `Bearer ${key}` });
      await owner.expect(200, "POST", "/api/auth/api-key/delete", { keyId: id });
      await program.refused("unauthorized", "GET", "/api/apps");
    },
  },
  {
    name: "keys.session-alone",
    promise: "These calls accept only a session: with `Authorization` they are 401.",
    async run({ caller }) {
      await caller.refused("unauthorized", "GET", "/api/auth/api-key/list");
      await caller.refused("unauthorized", "POST", "/api/auth/api-key/create", { name: "another" });
    },
  },
  {
    name: "session.origin",
    promise: "Calls with a cookie must send `Origin`, as browsers do by themselves.",
    async run({ url, guest }) {
      const { identity } = await guest("owner of keys");
      const program = createCaller(url, { Cookie: identity.Cookie ?? "" });
      await program.refused("forbidden_origin", "POST", "/api/auth/api-key/create", { name: "without an origin" });
    },
  },
  {
    name: "session.routes",
    promise: "These routes come from the auth library (better-auth); none of its other routes are open.",
    async run({ guest }) {
      const owner = await guest("owner of keys");
      for (const path of ["/api/auth/update-user", "/api/auth/ok", "/api/auth/sign-up/email"])
        await owner.refused("not_found", "POST", path, {});
    },
  },
  {
    name: "account.delete",
    promise: "After 204, neither the cookie nor the key is valid.",
    async run({ url, guest, keyOf, create }) {
      const leaver = await guest("leaver");
      const { key } = await keyOf(leaver);
      const program = createCaller(url, { Authorization: `Bearer ${key}` });
      const { body: made } = await create(leaver, { prompt: prompts.create });
      const { body } = await program.expect<{ account: Account }>(200, "GET", "/api/account");
      mustEqual("What an account says", [body.account.guest, body.account.apps, body.account.api_keys], [true, 1, 1]);
      await leaver.expect(204, "DELETE", "/api/account");
      await leaver.refused("unauthorized", "GET", `/api/apps/${made.app.id}`);
      await program.refused("unauthorized", "GET", "/api/apps");
    },
  },
];
