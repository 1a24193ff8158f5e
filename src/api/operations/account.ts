// Guest sessions and API keys, answered by the auth library (its other routes are not served), and the account behind them.
import * as v from "valibot";
import { account } from "../../protocol/resources.ts";
import {
  apiKeys,
  createKeyRequest,
  deleteKeyRequest,
  guestRequest,
  guestSession,
  newApiKey,
  revoked,
  session,
} from "../../protocol/sign-in.ts";
import type { Operation } from "../operation.ts";
import { json } from "./forms.ts";

export const startGuestSession = {
  id: "startGuestSession",
  method: "POST",
  path: "/api/auth/sign-in/anonymous",
  action: "session.start",
  tag: "Signing in",
  summary: "Start a guest session",
  body: { type: "application/json", schema: guestRequest, example: {} },
  answers: { 200: { description: "The session's cookie is set.", content: json(guestSession), headers: ["Set-Cookie"] } },
  errors: ["bad_request", "too_many_requests"],
} as const satisfies Operation;

export const readSession = {
  id: "readSession",
  method: "GET",
  path: "/api/auth/get-session",
  action: "session.read",
  tag: "Signing in",
  summary: "Read the session",
  answers: { 200: { description: "The session, or null.", content: json(session) } },
  errors: ["too_many_requests"],
} as const satisfies Operation;

export const createKey = {
  id: "createKey",
  method: "POST",
  path: "/api/auth/api-key/create",
  action: "keys.manage",
  tag: "Signing in",
  summary: "Make an API key",
  body: { type: "application/json", schema: createKeyRequest, example: { name: "deploy script" } },
  answers: { 200: { description: "The key: shown here and never again.", content: json(newApiKey) } },
  errors: ["bad_request", "too_many_requests"],
} as const satisfies Operation;

export const listKeys = {
  id: "listKeys",
  method: "GET",
  path: "/api/auth/api-key/list",
  action: "keys.manage",
  tag: "Signing in",
  summary: "List your API keys, without their secrets",
  answers: { 200: { description: "The keys.", content: json(apiKeys) } },
  errors: ["bad_request", "too_many_requests"],
} as const satisfies Operation;

export const deleteKey = {
  id: "deleteKey",
  method: "POST",
  path: "/api/auth/api-key/delete",
  action: "keys.manage",
  tag: "Signing in",
  summary: "Revoke an API key",
  body: { type: "application/json", schema: deleteKeyRequest, example: { keyId: "7MSYc3pacJv6BgFW6tZ5mJhkaQCchVRa" } },
  answers: { 200: { description: "The key is no longer valid.", content: json(revoked) } },
  errors: ["bad_request", "not_found", "too_many_requests"],
} as const satisfies Operation;

export const readAccount = {
  id: "readAccount",
  method: "GET",
  path: "/api/account",
  action: "account.read",
  tag: "Signing in",
  summary: "Read who you are, and how much is yours",
  answers: { 200: { description: "The account.", content: json(v.object({ account })) } },
  errors: ["not_found"],
} as const satisfies Operation;

export const deleteAccount = {
  id: "deleteAccount",
  method: "DELETE",
  path: "/api/account",
  action: "account.delete",
  tag: "Signing in",
  summary: "Delete yourself with everything that is yours",
  description:
    "Deletes apps, keys and sessions, and stops runs. After a 503 something is left: send the same request again to finish.",
  answers: { 204: { description: "The account is gone, and with it the credential you used." } },
  errors: ["unavailable"],
} as const satisfies Operation;
