// The route table is the API: what is on it is served, and nothing else is.
import { describe, expect, test } from "vitest";
import { api } from "../../src/api/index.ts";
import { pathPattern } from "../../src/api/operation.ts";
import { findOperation, operations } from "../../src/api/operations/index.ts";
import { actions, whoMay } from "../../src/domain/actions.ts";
import { guest } from "../flow/support.ts";

/** Handlers as Hono holds them, without middleware. */
const handled = api.routes
  .filter(({ method, path }) => method !== "ALL" && !path.startsWith("/api/auth/"))
  .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}").replace(/\*$/, "{path}")}`);

const named = operations.map(({ method, path }) => `${method} ${path}`);

describe("the route table", () => {
  test("names each handler once, and each operation has its handler", () => {
    const ours = named.filter((route) => !route.includes(" /api/auth/"));
    expect([...new Set(handled)].sort()).toEqual([...ours].sort());
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  test("names an action for each operation, and has an operation for each action", () => {
    expect([...new Set(operations.map(({ action }) => action))].sort()).toEqual(Object.keys(actions).sort());
  });

  test("gives every operation that names an app to its owner alone", () => {
    const open = operations.filter(({ path, action }) => path.startsWith("/api/apps/") !== (whoMay(action) === "owner"));
    expect(open).toEqual([]);
  });

  test("leads each path to one operation", () => {
    for (const { id, method, path } of operations) {
      const concrete = path.replace("{path}", "src/a b/é.ts").replace(/\{\w+\}/g, "x");
      expect(findOperation(method, concrete)).toMatchObject({ type: "operation", operation: { id } });
    }
    expect(findOperation("GET", "/api/apps/x/y/z")).toEqual({ type: "nothing" });
    expect(findOperation("GET", "/api/appsXx")).toEqual({ type: "nothing" });
    expect(pathPattern("/api/openapi.json").test("/api/openapiXjson")).toBe(false);
  });
});

describe("what is not in the table", () => {
  test("is refused: a wrong method with the ones that there are, a path of the auth library as any other", async () => {
    const client = await guest();
    const wrong = await client.call("POST", "/api/health", {});
    expect([wrong.status, wrong.body, wrong.headers.get("Allow")]).toMatchObject([
      405,
      { error: { code: "method_not_allowed" } },
      "GET, HEAD",
    ]);
    const put = await client.call("PUT", "/api/apps/x/versions", {});
    expect([put.status, put.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
    const apps = await client.call("OPTIONS", "/api/apps");
    expect([apps.status, apps.headers.get("Allow")]).toEqual([405, "POST, GET, HEAD"]);
    for (const path of ["/api/auth/ok", "/api/auth/update-user", "/api/auth/error", "/api/nothing", "/api/apps/"])
      expect([path, (await client.call("POST", path, {})).status]).toEqual([path, 404]);
  });
});
