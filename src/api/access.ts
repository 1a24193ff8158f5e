// Who may do what: foreign origins are refused, callers identified, and an app belongs to its owner or does not exist.
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { identify } from "../auth/identity.ts";
import type { AppWithActivity } from "../store/history.ts";
import { findOwnedApp } from "../store/history.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";

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

export const requireUser = createMiddleware<ApiEnv>(async (c, next) => {
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
  return next();
});

/** The caller's app; for anyone else's the answer is the same as for none. */
export async function ownedApp(c: Context<ApiEnv>): Promise<AppWithActivity> {
  const id = c.req.param("id") ?? "";
  const app = await findOwnedApp(c.get("db"), c.get("userId"), id);
  if (!app) throw new Fault("not_found", "There is no such app.");
  return app;
}
