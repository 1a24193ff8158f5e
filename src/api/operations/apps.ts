// Apps: create (with the first message), list, read, change, delete.
import * as v from "valibot";
import { appsQuery, createAppRequest, updateAppRequest } from "../../protocol/requests.ts";
import { app, message, usage, version } from "../../protocol/resources.ts";
import type { Operation } from "../operation.ts";
import * as examples from "./examples.ts";
import { json, startedRun } from "./forms.ts";

export const createApp = {
  id: "createApp",
  method: "POST",
  path: "/api/apps",
  action: "app.create",
  tag: "Apps",
  summary: "Create an app from a prompt",
  headers: ["Idempotency-Key", "Prefer"],
  body: { type: "application/json", schema: createAppRequest, example: { prompt: "a pomodoro timer with a task list" } },
  answers: startedRun(v.object({ app, message, version }), {
    queued: { app: examples.app, message: examples.message, version: examples.version },
    ended: { app: examples.endedApp, message: examples.message, version: examples.endedVersion },
  }),
  errors: ["model_not_offered", "not_prepared", "idempotency_mismatch", "too_many_waiting", "unavailable"],
} as const satisfies Operation;

export const listApps = {
  id: "listApps",
  method: "GET",
  path: "/api/apps",
  action: "app.list",
  tag: "Apps",
  summary: "List your apps, last changed first",
  query: appsQuery,
  answers: {
    200: {
      description: "A page of apps.",
      content: json(v.object({ apps: v.array(app), next_cursor: v.nullable(v.string()), has_more: v.boolean() })),
      headers: ["Link"],
    },
  },
} as const satisfies Operation;

export const readApp = {
  id: "readApp",
  method: "GET",
  path: "/api/apps/{id}",
  action: "app.read",
  tag: "Apps",
  summary: "Read an app and what it has cost",
  answers: { 200: { description: "The app.", content: json(v.object({ app, usage: v.nullable(usage) })) } },
} as const satisfies Operation;

export const updateApp = {
  id: "updateApp",
  method: "PATCH",
  path: "/api/apps/{id}",
  action: "app.update",
  tag: "Apps",
  summary: "Change name, description or model",
  body: { type: "application/json", schema: updateAppRequest, example: { name: "Focus Room" } },
  answers: { 200: { description: "The app as it is now.", content: json(v.object({ app })) } },
  errors: ["model_not_offered", "unavailable"],
} as const satisfies Operation;

export const renewPreviewLink = {
  id: "renewPreviewLink",
  method: "POST",
  path: "/api/apps/{id}/preview-link",
  action: "app.renew_link",
  tag: "Apps",
  summary: "Renew the address of the app's previews: the old one stops, for every version",
  answers: { 200: { description: "The app with its new address.", content: json(v.object({ app })) } },
  errors: ["unavailable"],
} as const satisfies Operation;

export const deleteApp = {
  id: "deleteApp",
  method: "DELETE",
  path: "/api/apps/{id}",
  action: "app.delete",
  tag: "Apps",
  summary: "Delete an app and everything of it",
  answers: { 204: { description: "It is gone." } },
  errors: ["unavailable"],
} as const satisfies Operation;
