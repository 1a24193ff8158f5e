// Parameters and headers of the OpenAPI document, each described once.
import { idempotencyHours, idempotencyKeyMaxCharacters } from "../../protocol/constants.ts";
import type { RequestHeader, ResponseHeader } from "../operation.ts";

const text = { type: "string" } as const;

/** Parameters in paths, by name. */
export const pathParameters: Record<string, { description: string; schema: object; example: string }> = {
  id: { description: "Id of the app.", schema: { ...text, pattern: "^[a-z2-7]{26}$" }, example: "a2b3c4d5e6f7a2b3c4d5e6f7a2" },
  ref: {
    description: 'A version: its number, its id, or "latest", which is the highest number.',
    schema: text,
    example: "latest",
  },
  message_id: { description: "Id of the message.", schema: text, example: "0b2f4a9e-6c1d-4c53-9a3e-1f6b2d7c8e90" },
  path: {
    description:
      "Path of a file in the app, with its slashes. Clients that encode them (`src%2FApp.tsx`) are understood as well.",
    schema: { ...text, minLength: 1 },
    example: "src/App.tsx",
  },
};

export const requestHeaders: Record<
  RequestHeader,
  { description: string; schema: object; required?: boolean; example?: string }
> = {
  "Idempotency-Key": {
    description: `Makes a repeated request the same request, for ${idempotencyHours} hours. A UUID works well.`,
    schema: { ...text, minLength: 1, maxLength: idempotencyKeyMaxCharacters },
  },
  "If-Match": {
    description: "Number of the version you changed.",
    schema: { ...text, pattern: '^"?\\d{1,9}"?$' },
    required: true,
    example: "3",
  },
  "If-None-Match": { description: "An `ETag` that was answered before: 304 when it still holds.", schema: text },
  "If-Range": { description: "An `ETag`: `Range` counts only while it still holds.", schema: text },
  Range: { description: "Of a binary file: one range of bytes, such as `bytes=0-1023`.", schema: text, example: "bytes=0-1023" },
  Prefer: {
    description: "`wait=N`: answer when the run has ended, or after N seconds with the state it has then.",
    schema: text,
    example: "wait=60",
  },
  "Last-Event-ID": { description: "`seq` of the last event seen. It goes before `after`.", schema: text },
};

export const responseHeaders: Record<ResponseHeader | "X-Request-Id" | "Retry-After", object> = {
  "X-Request-Id": {
    description: "Identifies this request in the server's log. A request may send its own.",
    required: true,
    schema: text,
  },
  "Retry-After": {
    description: "Seconds to wait before the same request may succeed.",
    required: true,
    schema: { type: "integer", minimum: 1 },
  },
  "Accept-Ranges": { description: "`bytes`: a part can be asked for.", required: true, schema: text },
  "Content-Disposition": { description: "A download, never a page.", required: true, schema: text },
  "Content-Range": { description: "Which bytes these are, and of how many.", required: true, schema: text },
  ETag: { description: "Changes with the content.", required: true, schema: text },
  "Cache-Control": { description: "How long the answer may be kept, and by whom.", required: true, schema: text },
  Vary: { description: "Whose answer it is.", required: true, schema: text },
  "X-Accel-Buffering": { description: "`no`: proxies are to pass each event on at once.", required: true, schema: text },
  Link: { description: 'Address of the next page, as `<…>; rel="next"`. Missing on the last one.', schema: text },
  "Preference-Applied": { description: "`wait=N` when the request was kept waiting for the run.", schema: text },
  "Set-Cookie": { description: "The session.", schema: text },
};
