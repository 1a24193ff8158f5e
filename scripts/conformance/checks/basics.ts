// What holds for every request and every response.
import { type Check, must, mustEqual, skip } from "../check.ts";
import { send } from "../send.ts";
import { upgradeHeaders } from "../socket.ts";

const foreign = "https://foreign.example";
const missingApp = "a2b3c4d5e6f7a2b3c4d5e6f7a2";

export const basics: readonly Check[] = [
  {
    name: "basics.resources",
    promise: "JSON, snake_case. Times are ISO 8601 in UTC. Ids are opaque strings.",
    async run({ caller, ready }) {
      const { app } = await ready();
      for (const path of ["", "/messages", "/versions", "/versions/1", "/versions/1/files", "/versions/1/diff"])
        await caller.expect(200, "GET", `/api/apps/${app.id}${path}`);
      for (const path of ["/api/apps", "/api/account", "/api/models", "/api/health"]) await caller.expect(200, "GET", path);
    },
  },
  {
    name: "basics.unknown-fields",
    promise: "Unknown fields in a request body are refused",
    async run({ caller, ready }) {
      const { app } = await ready();
      await caller.refused("invalid_input", "POST", "/api/apps", { prompt: "a page", colour: "red" });
      await caller.refused("invalid_input", "PATCH", `/api/apps/${app.id}`, { colour: "red" });
      await caller.refused("invalid_input", "POST", `/api/apps/${app.id}/messages`, { content: "hello", constructor: {} });
    },
  },
  {
    name: "basics.errors",
    promise: 'An error is `{"error": {"code", "message", "hint"?, "suggestions"?, "request_id"}}` with a matching status.',
    async run({ caller }) {
      await caller.refused("not_found", "GET", `/api/apps/${missingApp}`);
      await caller.refused("not_found", "GET", "/api/no-such-route");
      await caller.refused("invalid_input", "POST", "/api/apps", { prompt: "" });
      await caller.refused("invalid_input", "GET", "/api/apps?limit=0");
      await caller.refused("invalid_input", "GET", "/api/apps?limit=201");
      const broken = await caller.raw("/api/apps", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: '{"prompt": ',
      });
      mustEqual("The answer to half of a JSON text", [broken.status, codeOf(broken.body)], [400, "invalid_json"]);
    },
  },
  {
    name: "basics.not-yours",
    promise: "Something that belongs to somebody else gets the same response as something that does not exist: 404 `not_found`.",
    async run({ guest, ready }) {
      const { app } = await ready();
      const stranger = await guest("stranger");
      for (const path of ["", "/messages", "/versions", "/versions/1/files", "/events"]) {
        const theirs = await stranger.refused("not_found", "GET", `/api/apps/${app.id}${path}`);
        const nobodys = await stranger.refused("not_found", "GET", `/api/apps/${missingApp}${path}`);
        mustEqual(`What a stranger is told of ${path || "an app"}`, theirs.message, nobodys.message);
      }
      await stranger.refused("not_found", "DELETE", `/api/apps/${app.id}`);
      await stranger.refused("not_found", "POST", `/api/apps/${app.id}/messages`, { content: "mine now" });
    },
  },
  {
    name: "basics.bearer",
    promise: "An invalid bearer key is 401; it never falls back to a cookie.",
    async run({ caller, guest }) {
      const signedIn = await guest("stranger");
      await signedIn.refused("unauthorized", "GET", "/api/apps", undefined, { Authorization: "Bearer ew_not_a_key" });
      await caller.refused("unauthorized", "GET", "/api/apps", undefined, { Authorization: "" });
    },
  },
  {
    name: "basics.content-type",
    promise: "A request body must be `Content-Type: application/json` (415 otherwise), except for `PUT` of a file.",
    async run({ caller }) {
      await caller.refused("unsupported_media_type", "POST", "/api/apps", { prompt: "a page" }, { "Content-Type": "text/plain" });
    },
  },
  {
    name: "basics.origin",
    promise: "Unsafe methods and sockets with a foreign `Origin` or `Sec-Fetch-Site` are refused: 403 `forbidden_origin`.",
    async run({ caller, guest, ready }) {
      const { app } = await ready();
      const browser = await guest("stranger");
      const headers: Record<string, string>[] = [{ Origin: foreign }, { "Sec-Fetch-Site": "cross-site" }];
      for (const header of headers)
        for (const who of [caller, browser])
          await who.refused("forbidden_origin", "POST", "/api/apps", { prompt: "a page" }, header);
      const upgrade = { ...upgradeHeaders(), Origin: foreign };
      await caller.refused("forbidden_origin", "GET", `/api/apps/${app.id}/events`, undefined, upgrade);
    },
  },
  {
    name: "basics.host",
    promise: "A request for any other name is 421 `unknown_host`, whatever its path.",
    async run({ url, caller }) {
      const answer = await send(`${url}/api/health`, { headers: { ...caller.identity, Host: "foreign.example" } });
      const isOurs = answer.headers.has("X-Request-Id") || answer.text.includes("unknown_host");
      if (!isOurs) skip(`what stands before the server lets no other name through (${answer.status})`);
      mustEqual("The status for a foreign Host", answer.status, 421);
      must(answer.text.includes('"unknown_host"'), "The code is not unknown_host");
    },
  },
  {
    name: "basics.data",
    promise: "Every response is marked as data: `nosniff`, a Content-Security-Policy that allows nothing and no frame",
    // `caller` checks this for each response; here only HTTPS is left to check.
    async run({ url, caller }) {
      const { headers } = await caller.expect(200, "GET", "/api/health");
      if (url.startsWith("https:"))
        must(headers.has("Strict-Transport-Security"), "There is no Strict-Transport-Security over HTTPS");
    },
  },
  {
    name: "basics.head",
    promise: "`HEAD` works wherever `GET` does.",
    async run({ caller, ready }) {
      const { app } = await ready();
      for (const path of ["/api/apps", `/api/apps/${app.id}`, `/api/apps/${app.id}/versions/1/files/index.html`]) {
        const { status, text } = await caller.raw(path, { method: "HEAD" });
        mustEqual(`HEAD ${path}`, [status, text], [200, ""]);
      }
    },
  },
  {
    name: "basics.methods",
    promise: "A method that a path does not have is 405 `method_not_allowed` with `Allow`.",
    async run({ caller }) {
      for (const [method, path, allowed] of [
        ["POST", "/api/health", "GET, HEAD"],
        ["PUT", "/api/apps", "POST, GET, HEAD"],
        ["PATCH", `/api/apps/${missingApp}/versions`, "GET, HEAD"],
      ] as const) {
        const { status, headers, body } = await caller.ask(method, path, {});
        const listed = (headers.get("Allow") ?? "").split(/,\s*/).sort();
        mustEqual(`${method} ${path}`, [status, codeOf(body), listed], [405, "method_not_allowed", allowed.split(", ").sort()]);
      }
    },
  },
  {
    name: "basics.request-id",
    promise: "Every response has `X-Request-Id`: the request's own if it sent one",
    async run({ caller }) {
      const mine = "conformance-1_=";
      const { headers } = await caller.ask("GET", "/api/health", undefined, { "X-Request-Id": mine });
      mustEqual("The id of a request that brought one", headers.get("X-Request-Id"), mine);
      const wrong = await caller.ask("GET", "/api/health", undefined, { "X-Request-Id": "a b<c>" });
      must(wrong.headers.get("X-Request-Id") !== "a b<c>", "An id with other characters was taken");
      const error = await caller.refused("not_found", "GET", "/api/no-such-route", undefined, { "X-Request-Id": mine });
      mustEqual("The id in an error", error.request_id, mine);
    },
  },
  {
    name: "basics.text",
    promise:
      "Half a character (an unpaired surrogate) is refused in every JSON text, and so is a text with nothing visible in it.",
    async run({ caller }) {
      for (const text of ["half \ud83d", "\u200b\u00ad", "   "])
        await caller.refused("invalid_input", "POST", "/api/apps", { prompt: text });
    },
  },
];

function codeOf(body: unknown): unknown {
  return (body as { error?: { code?: unknown } } | null)?.error?.code;
}
