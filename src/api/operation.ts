// What the API is made of: one operation a method and path. The list in operations/ is the contract: what is not on it is not served, what is on it
// names its action, which says who may call it, and the OpenAPI document is written from it.
import type { GenericSchema } from "valibot";
import type { ActionName } from "../domain/actions.ts";
import type { ErrorCode } from "../protocol/errors.ts";

export type Tag = "Apps" | "Messages" | "Versions" | "Files" | "Events" | "Signing in" | "Server";

export type RequestHeader = "Idempotency-Key" | "If-Match" | "If-None-Match" | "Prefer" | "Last-Event-ID";
export type ResponseHeader =
  | "ETag"
  | "Cache-Control"
  | "Vary"
  | "Link"
  | "Preference-Applied"
  | "Set-Cookie"
  | "X-Accel-Buffering";

export interface Answer {
  description: string;
  /** JSON when it is a schema alone; nothing for an answer without a body. */
  content?: Readonly<Record<string, GenericSchema>>;
  example?: unknown;
  headers?: readonly ResponseHeader[];
}

export interface Operation {
  /** Unique, and never changed: generated clients name their functions after it. */
  id: string;
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** As OpenAPI writes it. A parameter `{path}` at the end takes all segments that are left. */
  path: `/api/${string}`;
  /** What it does: domain/actions.ts says who may. */
  action: ActionName;
  tag: Tag;
  summary: string;
  description?: string;
  query?: GenericSchema;
  headers?: readonly RequestHeader[];
  body?: { type: "application/json" | "text/plain"; schema: GenericSchema; required?: boolean; example?: unknown };
  answers: Readonly<Record<number, Answer>>;
  /** Beyond what follows from action, method, query and body. */
  errors?: readonly ErrorCode[];
}

/** The expression that a path fits: a parameter is one segment, `{path}` is all that are left. */
export function pathPattern(path: string): RegExp {
  const source = path
    .split("/")
    .map((segment) => (segment === "{path}" ? ".+" : segment.startsWith("{") ? "[^/]+" : RegExp.escape(segment)))
    .join("/");
  return new RegExp(`^${source}$`, "s");
}
