// Every error a client can meet, its HTTP status, and its shape on the wire. Nothing else decides a status.
import * as v from "valibot";

/** Codes are part of the contract; messages are for people and may change. */
export const errorStatus = {
  bad_request: 400,
  invalid_json: 400,
  invalid_input: 422,
  model_not_offered: 422,
  not_prepared: 422,
  unauthorized: 401,
  forbidden_origin: 403,
  unknown_host: 421,
  not_found: 404,
  method_not_allowed: 405,
  run_in_progress: 409,
  not_retryable: 409,
  message_not_waiting: 409,
  version_moved_on: 412,
  precondition_required: 428,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  too_many_requests: 429,
  too_many_waiting: 429,
  too_many_viewers: 429,
  internal: 500,
  database_not_ready: 503,
  not_configured: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as ErrorCode[];

/** Codes after which the same request may succeed, and when it is worth trying: `Retry-After`, seconds. */
export const retryAfterSeconds: Partial<Record<ErrorCode, number>> = {
  // Signing in is counted in windows of ten seconds.
  too_many_requests: 10,
  // Runs take tens of seconds, viewers stay for minutes.
  too_many_waiting: 15,
  too_many_viewers: 60,
  // Migrations are applied, and settings made, by a person.
  database_not_ready: 30,
  not_configured: 30,
  // The alarm repeats what is kept within seconds.
  unavailable: 3,
};

export const errorBody = v.object({
  error: v.object({
    code: v.picklist(errorCodes),
    message: v.string(),
    hint: v.optional(v.string()),
    /** Prompts that would be taken instead, the nearest first. */
    suggestions: v.optional(v.array(v.string())),
    request_id: v.string(),
  }),
});

export type ErrorBody = v.InferOutput<typeof errorBody>;

/** An expected failure as a value: crosses the hub's RPC, where a thrown error would lose its fields. */
export interface Problem {
  code: ErrorCode;
  message: string;
  hint?: string;
}
