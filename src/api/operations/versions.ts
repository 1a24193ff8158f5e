// Versions: list, read and restore them; stop or retry their runs.
import * as v from "valibot";
import { pageQuery, versionQuery } from "../../protocol/requests.ts";
import { message, version } from "../../protocol/resources.ts";
import type { Operation } from "../operation.ts";
import * as examples from "./examples.ts";
import { json, startedRun } from "./forms.ts";

const withVersion = json(v.object({ version }));

export const listVersions = {
  id: "listVersions",
  method: "GET",
  path: "/api/apps/{id}/versions",
  action: "version.list",
  tag: "Versions",
  summary: "List versions, newest first",
  query: pageQuery,
  answers: {
    200: {
      description: "A page of versions.",
      content: json(v.object({ versions: v.array(version), has_more: v.boolean() })),
      headers: ["Link"],
    },
  },
} as const satisfies Operation;

export const readVersion = {
  id: "readVersion",
  method: "GET",
  path: "/api/apps/{id}/versions/{ref}",
  action: "version.read",
  tag: "Versions",
  summary: 'Read a version by number, id or "latest"',
  query: versionQuery,
  answers: { 200: { description: "The version.", content: withVersion, example: { version: examples.endedVersion } } },
  errors: ["too_many_viewers", "unavailable"],
} as const satisfies Operation;

export const restoreVersion = {
  id: "restoreVersion",
  method: "POST",
  path: "/api/apps/{id}/versions/{ref}/restore",
  action: "version.restore",
  tag: "Versions",
  summary: "Make a new version with the files of this one",
  headers: ["Idempotency-Key"],
  answers: { 201: { description: "The new version.", content: withVersion } },
  errors: ["bad_request", "run_in_progress", "version_moved_on", "idempotency_mismatch", "unavailable"],
} as const satisfies Operation;

export const cancelVersion = {
  id: "cancelVersion",
  method: "POST",
  path: "/api/apps/{id}/versions/{ref}/cancel",
  action: "version.cancel",
  tag: "Versions",
  summary: "Stop a run",
  answers: {
    200: { description: "The run had already ended; the version says how.", content: withVersion },
    202: { description: "The run is stopped.", content: withVersion },
  },
  errors: ["unavailable"],
} as const satisfies Operation;

export const retryVersion = {
  id: "retryVersion",
  method: "POST",
  path: "/api/apps/{id}/versions/{ref}/retry",
  action: "version.retry",
  tag: "Versions",
  summary: "Run the message of a failed or stopped version again",
  headers: ["Idempotency-Key", "Prefer"],
  answers: startedRun(v.object({ message, version }), {
    queued: { message: examples.message, version: examples.version },
    ended: { message: examples.message, version: examples.endedVersion },
  }),
  errors: ["not_retryable", "run_in_progress", "idempotency_mismatch", "too_many_waiting", "unavailable"],
} as const satisfies Operation;
