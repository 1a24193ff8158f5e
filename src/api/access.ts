// Who may do what, as the route table says: foreign origins are refused, callers identified, and an app belongs to its owner or does not exist. What
// is not in the table is not reached.
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { identify } from "../auth/identity.ts";
import { findOwnedApp } from "../store/history.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import type { Access } from "./operation.ts";
import { findOperation } from "./operations/index.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writes and sockets that a page of another origin began. Programs send neither header and pass. */
export const refuseForeignOrigin = createMiddleware<ApiEnv>(async (c, next) => {
  const upgrade = c.req.header("upgrade")?.toLowerCase() === "websocket";
  if (safeMethods.has(c.req.method) && !upgrade) return next();
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const foreign = (origin !== undefined && origin !== c.get("origin")) || site === "cross-site" || site === "same-site";
  if (foreign)
    throw new Fault(
      "forbidden_origin",
      "This request comes from a page of another origin.",
      "Call the API from a server, with an API key.",
    );
  return next();
});

/** JSON is asked for by name: a form of a foreign page can send other types without being asked first, but not this one. */
export const requireJson = createMiddleware<ApiEnv>(async (c, next) => {
  const writes = c.req.method === "POST" || c.req.method === "PATCH";
  const type = c.req.header("content-type") ?? "";
  // A POST without a body comes with a length of 0, and still with a stream.
  const empty = c.req.raw.body === null || c.req.header("content-length") === "0";
  if (writes && !empty && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new Fault("unsupported_media_type", "The body has to be JSON.", "Send Content-Type: application/json.");
  }
  return next();
});

/** Lets a request pass to the operation that it is for, if its access rule does. */
export const admit = createMiddleware<ApiEnv>(async (c, next) => {
  const { method, path } = c.req;
  const found = findOperation(method, path);
  switch (found.type) {
    case "nothing":
      throw new Fault("not_found", `There is no ${method} ${path}.`, "GET /api/openapi.json lists the routes.");
    case "wrong_method": {
      const allowed = found.allowed.join(", ");
      throw new Fault("method_not_allowed", `There is no ${method} here.`, `Use ${allowed}.`, { Allow: allowed });
    }
    case "operation":
      await rules[found.operation.access](c);
  }
  return next();
});

const pass = async () => {};

/** The auth library reads its own cookie, and would not hear that a bearer beside it is wrong. */
async function refuseBearer(c: Context<ApiEnv>): Promise<void> {
  if (c.req.header("authorization") === undefined) return;
  throw new Fault(
    "unauthorized",
    "This takes a session, not a key.",
    "Call it with the session's cookie and without Authorization.",
  );
}

const rules: Record<Access, (c: Context<ApiEnv>) => Promise<void>> = {
  public: pass,
  session: refuseBearer,
  user: requireUser,
  app_owner: requireOwner,
};

async function requireUser(c: Context<ApiEnv>): Promise<void> {
  const identity = await identify(c.get("auth"), c.get("db"), c.req.raw.headers);
  if (!identity.ok) {
    throw identity.reason === "bad_key"
      ? new Fault(
          "unauthorized",
          "The API key is not valid.",
          'Send it as "Authorization: Bearer ew_…". It may have been revoked.',
        )
      : new Fault(
          "unauthorized",
          "Sign in first.",
          "POST /api/auth/sign-in/anonymous starts a guest session; or send an API key as a bearer token.",
        );
  }
  c.set("userId", identity.userId);
  c.set("credential", identity.credential);
}

/** For anyone else's app the answer is the same as for none. */
async function requireOwner(c: Context<ApiEnv>): Promise<void> {
  await requireUser(c);
  const id = /^\/api\/apps\/([^/]+)/.exec(c.req.path)?.[1] ?? "";
  const app = await findOwnedApp(c.get("db"), c.get("userId"), id);
  if (!app) throw new Fault("not_found", "There is no such app.");
  c.set("app", app);
}
