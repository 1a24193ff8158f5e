// The errors an operation can return: those that follow from its action, method and body, and those it declares.
import { whoMay } from "../../domain/actions.ts";
import { type ErrorCode, errors } from "../../protocol/errors.ts";
import type { Operation } from "../operation.ts";

const always: ErrorCode[] = ["internal", "database_not_ready", "not_configured", "unknown_host"];

export function errorsOf({ action, method, body, query, path, headers = [], errors = [] }: Operation): ErrorCode[] {
  const who = whoMay(action);
  const found = new Set<ErrorCode>([...always, ...errors]);
  if (method !== "GET") found.add("forbidden_origin");
  if (query || headers.includes("Idempotency-Key")) found.add("invalid_input");
  if (who !== "anyone") found.add("unauthorized");
  if (who === "owner") found.add("not_found");
  if (method === "POST" || method === "PATCH") found.add("unsupported_media_type").add("too_large");
  if (body?.type === "application/json") found.add("invalid_json").add("invalid_input");
  // The auth library's refusals, in the order of its checks: api/sign-in.ts.
  if (path.startsWith("/api/auth/")) found.add("bad_request").add("too_many_requests");
  if (path.includes("{path}")) found.add("bad_request");
  return [...found].sort();
}

/** By status, smallest first. */
export function byStatus(codes: readonly ErrorCode[]): [status: number, codes: ErrorCode[]][] {
  const statuses = [...new Set(codes.map((code) => errors[code].status))].sort((a, b) => a - b);
  return statuses.map((status) => [status, codes.filter((code) => errors[code].status === status)]);
}
