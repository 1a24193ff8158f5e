// Sign-in and API keys: the auth library answers the requests the route table lets through, and its errors are given our shape.
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ErrorCode } from "../protocol/errors.ts";
import { requireJson } from "./access.ts";
import { body } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import * as operations from "./operations/account.ts";

/** Signing in takes a few hundred bytes. */
const bodyMaxBytes = 64_000;

/** What the library's statuses mean on these routes. Any other status is our own failure. */
const codes: Record<number, ErrorCode> = {
  400: "bad_request",
  401: "unauthorized",
  // It refuses a call that has a cookie but no origin.
  403: "forbidden_origin",
  404: "not_found",
  415: "unsupported_media_type",
  422: "invalid_input",
  429: "too_many_requests",
};

/** The auth library does not know HEAD; the runtime drops the body of the answer. */
const asGet = (request: Request) => (request.method === "HEAD" ? new Request(request, { method: "GET" }) : request);

/** The request with the checked body, since reading used up the original. */
function withBody(c: Context<ApiEnv>, body: unknown): Request {
  const headers = new Headers(c.req.raw.headers);
  headers.delete("Content-Length");
  headers.set("Content-Type", "application/json");
  return new Request(c.req.raw.url, { method: c.req.method, headers, body: JSON.stringify(body) });
}

async function ask(c: Context<ApiEnv>, request: Request): Promise<Response> {
  const answer = await c.get("auth").handler(request);
  if (answer.ok) return answer;
  const text = await answer.text();
  const code = codes[answer.status];
  if (!code) throw new Error(`The auth library answered ${answer.status}: ${text}`);
  throw new Fault(code, messageIn(text) ?? "Signing in failed.");
}

/** The library's errors are `{code, message}`, if they have a body. */
function messageIn(text: string): string | null {
  if (!text.startsWith("{")) return null;
  const answer: unknown = JSON.parse(text);
  const has = typeof answer === "object" && answer !== null && "message" in answer && typeof answer.message === "string";
  return has && typeof answer.message === "string" ? answer.message : null;
}

export const signIn = new Hono<ApiEnv>()
  .use(
    bodyLimit({
      maxSize: bodyMaxBytes,
      onError: () => {
        throw new Fault("too_large", "The body is too large for this route.");
      },
    }),
  )
  .use(requireJson)
  .post("/sign-in/anonymous", body(operations.startGuestSession), (c) => ask(c, withBody(c, c.req.valid("json"))))
  .post("/api-key/create", body(operations.createKey), (c) => ask(c, withBody(c, c.req.valid("json"))))
  .post("/api-key/delete", body(operations.deleteKey), (c) => ask(c, withBody(c, c.req.valid("json"))))
  .get("/*", (c) => ask(c, asGet(c.req.raw)));
