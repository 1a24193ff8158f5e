// The API's parts: one operation per method and path. The list in operations/ is the contract: nothing else is served, and each entry
// names its action, which says who may call it. The OpenAPI document is made from it.
import type { GenericSchema } from "valibot";
import type { ActionName } from "../domain/actions.ts";
import type { ErrorCode } from "../protocol/errors.ts";

export type Tag = "Apps" | "Messages" | "Versions" | "Files" | "Events" | "Signing in" | "Server";

export type RequestHeader = "Idempotency-Key" | "If-Match" | "If-None-Match" | "If-Range" | "Prefer" | "Last-Event-ID" | "Range";
export type ResponseHeader =
  | "Accept-Ranges"
  | "Content-Disposition"
  | "Content-Range"
  | "ETag"
  | "Cache-Control"
  | "Vary"
  | "Link"
  | "Preference-Applied"
  | "Set-Cookie"
  | "X-Accel-Buffering";

export interface Answer {
  description: string;
  /** A bare schema means JSON; absent for an answer without a body. */
  content?: Readonly<Record<string, GenericSchema>>;
  example?: unknown;
  headers?: readonly ResponseHeader[];
}

export interface Operation {
  /** Unique and never changed: generated clients name their functions after it. */
  id: string;
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** In OpenAPI's notation. A parameter `{path}` at the end matches all remaining segments. */
  path: `/api/${string}`;
  /** Its action; domain/actions.ts says who may do it. */
  action: ActionName;
  tag: Tag;
  summary: string;
  description?: string;
  query?: GenericSchema;
  headers?: readonly RequestHeader[];
  body?: {
    type: "application/json" | "text/plain" | "application/zip";
    schema: GenericSchema;
    required?: boolean;
    example?: unknown;
    /** Other types that it may have. */
    also?: Readonly<Record<string, GenericSchema>>;
  };
  answers: Readonly<Record<number, Answer>>;
  /** In addition to those that follow from action, method, query and body. */
  errors?: readonly ErrorCode[];
}

/** The expression that matches a path: a parameter is one segment, `{path}` all the remaining ones. */
export function pathPattern(path: string): RegExp {
  const source = path
    .split("/")
    .map((segment) => (segment === "{path}" ? ".+" : segment.startsWith("{") ? "[^/]+" : RegExp.escape(segment)))
    .join("/");
  return new RegExp(`^${source}$`, "s");
}
