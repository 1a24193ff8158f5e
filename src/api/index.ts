// The JSON API: the checks every request passes and the resources it may reach. `Api` is the contract that typed clients import.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { requestId } from "hono/request-id";
import { isTextName } from "../base/file-types.ts";
import { listModels } from "../models/choose.ts";
import { openPorts } from "../ports.ts";
import { binaryMaxBytes, fileMaxBytes, uploadMaxBytes, wireVersion } from "../protocol/constants.ts";
import { openDatabase } from "../store/database.ts";
import { apps as appRows } from "../store/schema.ts";
import { admit, refuseForeignOrigin, requireJson } from "./access.ts";
import { account } from "./account.ts";
import { apps } from "./apps.ts";
import { openApiDocument } from "./document/index.ts";
import type { ApiEnv } from "./environment.ts";
import { events } from "./events.ts";
import { answerError, Fault } from "./fault.ts";
import { files } from "./files.ts";
import { messages } from "./messages.ts";
import { protection } from "./protect.ts";
import { requireSecret } from "./secret.ts";
import { signIn } from "./sign-in.ts";
import { versions } from "./versions.ts";

/** The largest text, plus room for the JSON around it. */
const bodyMaxBytes = fileMaxBytes + 500_000;
const limitBody = (maxSize: number) => bodyLimit({ maxSize, onError: refuseLargeBody });
const [forText, forBinary, forUpload] = [limitBody(bodyMaxBytes), limitBody(binaryMaxBytes), limitBody(uploadMaxBytes)];

function limitFor(method: string, path: string) {
  if (method !== "PUT" || isTextName(path)) return forText;
  return path.endsWith("/files") ? forUpload : forBinary;
}

function refuseLargeBody(): never {
  throw new Fault("too_large", "The body is too large for this route.");
}

/** Routes of resources that have an owner. */
const owned = new Hono<ApiEnv>()
  .use(requireJson)
  .use((c, next) => limitFor(c.req.method, c.req.path)(c, next))
  .route("/", apps)
  .route("/", messages)
  .route("/", versions)
  .route("/", files)
  .route("/", events);

export const api = new Hono<ApiEnv>()
  .basePath("/api")
  .use(requestId())
  .use(async (c, next) => {
    await next();
    // Answers from the hub and the auth library are made elsewhere and lack it.
    c.header("X-Request-Id", c.get("requestId"));
    for (const [name, value] of protection(new URL(c.req.url))) if (!c.res.headers.has(name)) c.header(name, value);
  })
  .use(async (c, next) => {
    const db = openDatabase(c.env.DB);
    const { origin } = new URL(c.req.url);
    c.set("db", db);
    c.set("origin", origin);
    const secret = requireSecret(c.env);
    // Loaded by the first request: its schemas are the slowest part of a start, and previews, runs and hubs do not need them.
    const { createAuth } = await import("../auth/auth.ts");
    c.set("auth", createAuth({ db, secret, origin }));
    c.set("ports", openPorts(c.env, db, origin));
    await next();
  })
  .use(refuseForeignOrigin)
  .use(admit)
  .get("/health", async (c) => {
    await c.get("db").select({ id: appRows.id }).from(appRows).limit(1);
    return c.json({ status: "ok" as const, wire_version: wireVersion });
  })
  .get("/models", (c) => c.json(listModels(c.env)))
  .get("/openapi.json", (c) => c.json(openApiDocument(c.get("origin"))))
  .route("/auth", signIn)
  .route("/account", account)
  .route("/apps", owned);

export type Api = typeof api;

api.onError(answerError);
