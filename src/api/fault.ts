// The API's one error class, and the one place that turns anything thrown into an error body.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { type ErrorBody, type ErrorCode, errors, factsOf, type Problem } from "../protocol/errors.ts";
import { isNotMigrated } from "../store/database.ts";
import type { ApiEnv } from "./environment.ts";

/** An expected failure on its way to the client. */
export class Fault extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly headers: Record<string, string>;
  readonly suggestions: string[] | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    hint?: string,
    { headers = {}, suggestions }: { headers?: Record<string, string>; suggestions?: string[] } = {},
  ) {
    super(message);
    this.name = "Fault";
    this.code = code;
    this.hint = hint;
    this.headers = headers;
    this.suggestions = suggestions;
  }
}

export const faultOf = ({ code, message, hint, suggestions }: Problem) =>
  new Fault(code, message, hint, suggestions === undefined ? {} : { suggestions });

export function answerError(error: unknown, c: Context<ApiEnv>): Response {
  const fault = toFault(error);
  if (fault.code === "internal") {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(JSON.stringify({ event: "request.failed", request_id: c.get("requestId"), path: c.req.path, error: stack }));
  }
  const body: ErrorBody = {
    error: {
      code: fault.code,
      message: fault.message,
      ...(fault.hint === undefined ? {} : { hint: fault.hint }),
      ...(fault.suggestions === undefined ? {} : { suggestions: fault.suggestions }),
      request_id: c.get("requestId"),
    },
  };
  const { retryAfterSeconds } = factsOf(fault.code);
  return c.json(body, errors[fault.code].status, {
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
    ...fault.headers,
  });
}

function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (isNotMigrated(error)) {
    const hint = 'Run "npm start" locally, or "npm run deploy" for production: both apply the migrations.';
    return new Fault("database_not_ready", "The database has not been migrated to this version.", hint);
  }
  if (error instanceof HTTPException && error.status === 400) {
    return new Fault("invalid_json", "The body is not valid JSON.", "Send a JSON object with Content-Type: application/json.");
  }
  return new Fault(
    "internal",
    "Something failed on the server.",
    "Try again. The server's log has the cause under this request id.",
  );
}
