// Guest sessions and API keys. The auth library answers these; its other routes are not served.
import * as v from "valibot";
import type { Operation } from "../operation.ts";
import { json } from "./forms.ts";

const anything = json(v.unknown());

export const startGuestSession = {
  id: "startGuestSession",
  method: "POST",
  path: "/api/auth/sign-in/anonymous",
  access: "public",
  tag: "Signing in",
  summary: "Start a guest session",
  answers: { 200: { description: "The session's cookie is set.", content: anything, headers: ["Set-Cookie"] } },
} as const satisfies Operation;

export const readSession = {
  id: "readSession",
  method: "GET",
  path: "/api/auth/get-session",
  access: "public",
  tag: "Signing in",
  summary: "Read the session",
  answers: { 200: { description: "The session, or null.", content: anything } },
} as const satisfies Operation;

export const createKey = {
  id: "createKey",
  method: "POST",
  path: "/api/auth/api-key/create",
  access: "session",
  tag: "Signing in",
  summary: "Make an API key",
  answers: { 200: { description: "The key: shown here and never again.", content: anything } },
} as const satisfies Operation;

export const listKeys = {
  id: "listKeys",
  method: "GET",
  path: "/api/auth/api-key/list",
  access: "session",
  tag: "Signing in",
  summary: "List your API keys, without their secrets",
  answers: { 200: { description: "The keys.", content: anything } },
} as const satisfies Operation;

export const deleteKey = {
  id: "deleteKey",
  method: "POST",
  path: "/api/auth/api-key/delete",
  access: "session",
  tag: "Signing in",
  summary: "Revoke an API key",
  answers: { 200: { description: "The key is not valid any more.", content: anything } },
} as const satisfies Operation;
