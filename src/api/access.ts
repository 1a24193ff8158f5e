// The checks before a handler: foreign origins are refused, the operation is found, and the actor goes through the one gate. A path that is not
// in the route table cannot be reached.
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { identify } from "../auth/identity.ts";
import { type ActionName, isAppAction, isOwnAction, whoMay } from "../domain/actions.ts";
import { grantOnApp, grantOwn, refuseDenied } from "../domain/can.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import { answerOf } from "./granted.ts";
import { findOperation } from "./operations/index.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writes and sockets started by a page of another origin. Programs send neither header and pass. */
export const refuseForeignOrigin = createMiddleware<ApiEnv>(async (c, next) => {
  const upgrade = c.req.header("upgrade")?.toLowerCase() === "websocket";
  if (safeMethods.has(c.req.method) && !upgrade) return next();
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const foreign = (origin !== undefined && origin !== c.get("origin")) || site === "cross-site" || site === "same-site";
  if (foreign)
    throw new Fault(
      "forbidden_origin",
      "This request comes from a page on another origin.",
      "Call the API from a server, with an API key.",
    );
  return next();
});

/** JSON has to be declared: a foreign page's form can send other types without a preflight, but not this one. */
export const requireJson = createMiddleware<ApiEnv>(async (c, next) => {
  const writes = c.req.method === "POST" || c.req.method === "PATCH";
  const type = c.req.header("content-type") ?? "";
  // A POST without a body has a length of 0, but still a stream.
  const empty = c.req.raw.body === null || c.req.header("content-length") === "0";
  if (writes && !empty && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new Fault("unsupported_media_type", "The body must be JSON.", "Send Content-Type: application/json.");
  }
  return next();
});

/** Lets a request reach its operation if its actor may do the operation's action. */
export const admit = createMiddleware<ApiEnv>(async (c, next) => {
  const { method, path } = c.req;
  const found = findOperation(method, path);
  switch (found.type) {
    case "nothing":
      throw new Fault("not_found", `There is no ${method} ${path}.`, "GET /api/openapi.json lists the routes.");
    case "wrong_method": {
      const allowed = found.allowed.join(", ");
      throw new Fault("method_not_allowed", `This path does not take ${method}.`, `Use ${allowed}.`, {
        headers: { Allow: allowed },
      });
    }
    case "operation":
      await passGate(c, found.operation.action);
  }
  return next();
});

async function passGate(c: Context<ApiEnv>, action: ActionName): Promise<void> {
  const actor = async () => answerOf(await identify(c.get("auth"), c.get("db"), c.req.raw.headers));
  if (isOwnAction(action)) c.set("own", answerOf(grantOwn(await actor(), action)));
  else if (isAppAction(action)) {
    const appId = /^\/api\/apps\/([^/]+)/.exec(c.req.path)?.[1] ?? "";
    c.set("onApp", answerOf(await grantOnApp(c.get("ports"), await actor(), action, appId)));
  } else if (whoMay(action) === "session" && c.req.header("authorization") !== undefined) {
    // The auth library reads only its own cookie, and would miss a wrong bearer beside it.
    answerOf(refuseDenied("takes_session"));
  }
}
