// Every error a client can get: its HTTP status, when it occurs, what to do, and its shape on the wire. Nothing else decides a status.
// PROTOCOL.md's table has the same words; a test compares them.
import * as v from "valibot";

interface ErrorFacts {
  status: number;
  when: string;
  remedy: string;
  /** Seconds after which the same request may succeed: `Retry-After`. */
  retryAfterSeconds?: number;
}

/** Codes are part of the contract; messages are for people and may change. */
export const errors = {
  bad_request: {
    status: 400,
    when: "the request makes no sense here: broken percent-encoding, a stream that was not requested as one, a restore or `PUT` that would change nothing, an archive that cannot be read",
    remedy: "change the request as the message says",
  },
  invalid_json: { status: 400, when: "the body is not JSON", remedy: "send a JSON object" },
  unauthorized: {
    status: 401,
    when: "nobody is signed in, or the key is invalid",
    remedy: "sign in, or send a valid key",
  },
  forbidden_origin: {
    status: 403,
    when: "a page of another origin sent the request",
    remedy: "call from the server's own pages, or from a program",
  },
  not_found: {
    status: 404,
    when: "it does not exist, or it belongs to somebody else",
    remedy: "check the id, and whose key you sent",
  },
  method_not_allowed: {
    status: 405,
    when: "the path does not have this method; `Allow` lists those it has",
    remedy: "use a method from `Allow`",
  },
  run_in_progress: {
    status: 409,
    when: "a run is working on this app (or on this message, for `retry`)",
    remedy: "wait for it to end, or cancel it",
  },
  not_retryable: {
    status: 409,
    when: "the version is completed, or its run is not over",
    remedy: "send a new message, or wait",
  },
  message_not_waiting: { status: 409, when: "the message's run has begun", remedy: "cancel the run, or let it end" },
  version_moved_on: {
    status: 412,
    when: "the app is no longer at the version in `If-Match`",
    remedy: "read the newest version and make the change there",
  },
  too_large: { status: 413, when: "the body, the file, or the app including it, is too large", remedy: "send less" },
  unsupported_media_type: {
    status: 415,
    when: "the body is not JSON where JSON is expected; or a file is neither text in UTF-8 nor what its name promises",
    remedy: "send `Content-Type: application/json`; or text, or a picture or another binary file under its own ending",
  },
  range_not_satisfiable: {
    status: 416,
    when: "the file has no byte of `Range`; `Content-Range` says how many it has",
    remedy: "ask for bytes that it has, or for all",
  },
  unknown_host: {
    status: 421,
    when: "the server does not answer to this name; `HOSTS` lists its own names",
    remedy: "use one of the server's names; its operator can add one",
  },
  invalid_input: {
    status: 422,
    when: "a field, query value, header or path is wrong; the message says which",
    remedy: "change what the message names",
  },
  model_not_offered: {
    status: 422,
    when: "the model is not listed by `GET /api/models`; the hint has the list",
    remedy: "choose a model from the list",
  },
  not_prepared: {
    status: 422,
    when: "the built-in demo model has no such app, and nothing was created. `suggestions` are prompts that it can build, closest first",
    remedy: "send one of `suggestions`, or set a key for a real model",
  },
  idempotency_mismatch: {
    status: 422,
    when: "the `Idempotency-Key` was used for something else",
    remedy: "send a new key",
  },
  precondition_required: {
    status: 428,
    when: "`If-Match` is missing",
    remedy: "send the number of the version you changed",
  },
  too_many_requests: {
    status: 429,
    when: "too many calls to a sign-in route in a short time",
    remedy: "wait as long as `Retry-After` says",
    // Calls are counted in windows of ten seconds.
    retryAfterSeconds: 10,
  },
  too_many_waiting: {
    status: 429,
    when: "21 runs of this app are unfinished",
    remedy: "wait for one to end",
    // Runs take tens of seconds, viewers stay for minutes.
    retryAfterSeconds: 15,
  },
  too_many_viewers: {
    status: 429,
    when: "500 subscribers follow this app",
    remedy: "wait as long as `Retry-After` says",
    retryAfterSeconds: 60,
  },
  internal: {
    status: 500,
    when: "an error on our side; `request_id` finds it in the log",
    remedy: "try again; if it fails again, report the id",
  },
  database_not_ready: {
    status: 503,
    when: "the database has not been migrated to this version",
    remedy: "the operator runs `npm start` or `npm run deploy`",
    // A person has to apply migrations and change settings.
    retryAfterSeconds: 30,
  },
  not_configured: {
    status: 503,
    when: "the operator has not set `AUTH_SECRET`",
    remedy: "the operator sets it",
    retryAfterSeconds: 30,
  },
  unavailable: {
    status: 503,
    when: "the request was kept but the database did not respond; the server repeats it. Or this release of the server cannot open the app, and nothing was changed",
    remedy: "send the same request with the same key again",
    // The alarm retries stored work within seconds.
    retryAfterSeconds: 3,
  },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as ErrorCode[];
export const errorCode = v.picklist(errorCodes);

export const factsOf = (code: ErrorCode): ErrorFacts => errors[code];

export const errorBody = v.object({
  error: v.object({
    code: errorCode,
    message: v.string(),
    hint: v.optional(v.string()),
    /** Prompts that would be accepted instead, the closest first. */
    suggestions: v.optional(v.array(v.string())),
    request_id: v.string(),
  }),
});

export type ErrorBody = v.InferOutput<typeof errorBody>;

/** An expected failure as a value. It crosses the hub's RPC, where a thrown error would lose its fields. */
export interface Problem {
  code: ErrorCode;
  message: string;
  hint?: string;
  suggestions?: string[];
}
