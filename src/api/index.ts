// The JSON API: what every request passes through, and the resources it may reach. `Api` is the contract that typed clients import.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { requestId } from "hono/request-id";
import { openAPIRouteHandler } from "hono-openapi";
import * as v from "valibot";
import { listModels } from "../llm/providers.ts";
import { previewAddresses, previewHostOf } from "../preview/address.ts";
import { fileMaxBytes, wireVersion } from "../protocol/constants.ts";
import { model } from "../protocol/resources.ts";
import { openDatabase } from "../store/database.ts";
import { apps as appRows } from "../store/schema.ts";
import { serverSecret } from "../store/settings.ts";
import { refuseForeignOrigin, requireJson, requireUser } from "./access.ts";
import { apps } from "./apps.ts";
import { route } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { events } from "./events.ts";
import { answerError, Fault } from "./fault.ts";
import { files } from "./files.ts";
import { messages } from "./messages.ts";
import { versions } from "./versions.ts";

const health = v.object({ status: v.literal("ok"), wire_version: v.number() });

/** The largest file, and room for what is around it. */
const bodyMaxBytes = fileMaxBytes + 500_000;

/** Signing in takes a few hundred bytes. */
const authBodyMaxBytes = 64_000;

function refuseLargeBody(): never {
  throw new Fault("too_large", "The body is larger than this route takes.");
}

/** Routes of resources that have an owner. */
const owned = new Hono<ApiEnv>()
  .use(requireUser)
  .use(requireJson)
  .use(bodyLimit({ maxSize: bodyMaxBytes, onError: refuseLargeBody }))
  .route("/", apps)
  .route("/", messages)
  .route("/", versions)
  .route("/", files)
  .route("/", events);

export const api = new Hono<ApiEnv>()
  .basePath("/api")
  .use(requestId())
  .use(async (c, next) => {
    const db = openDatabase(c.env.DB);
    const { origin } = new URL(c.req.url);
    c.set("db", db);
    c.set("origin", origin);
    const secret = await serverSecret(db, c.env.DB, c.env.AUTH_SECRET);
    // Loaded by the first request: its schemas are the costliest part of a start, and previews, runs and hubs do without.
    const { createAuth } = await import("../auth/auth.ts");
    c.set("auth", createAuth({ db, secret, origin }));
    c.set("preview", previewAddresses(origin, previewHostOf(origin, c.env.PREVIEW_HOST)));
    await next();
    c.header("Cache-Control", c.res.headers.get("Cache-Control") ?? "no-store");
  })
  .use(refuseForeignOrigin)
  .get("/health", route("Is the server up and its database ready", 200, health), async (c) => {
    await c.get("db").select({ id: appRows.id }).from(appRows).limit(1);
    return c.json({ status: "ok" as const, wire_version: wireVersion });
  })
  .get("/models", route("Models to choose from", 200, v.object({ models: v.array(model) })), (c) =>
    c.json({ models: listModels(c.env) }),
  )
  .use("/auth/*", bodyLimit({ maxSize: authBodyMaxBytes, onError: refuseLargeBody }))
  .on(["GET", "POST"], "/auth/*", (c) => c.get("auth").handler(c.req.raw))
  .route("/apps", owned);

export type Api = typeof api;

api.get(
  "/openapi.json",
  openAPIRouteHandler(api, {
    documentation: {
      info: {
        title: "Edgewright",
        version: String(wireVersion),
        description: "From a chat message to a running, versioned web app.",
      },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer", description: "An API key" } } },
      security: [{ bearer: [] }],
    },
    exclude: ["/api/auth/*", "/api/openapi.json"],
  }),
);

api.notFound((c) =>
  answerError(new Fault("not_found", `There is no ${c.req.method} ${c.req.path}.`, "GET /api/openapi.json lists the routes."), c),
);
api.onError(answerError);
