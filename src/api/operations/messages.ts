// Messages: send, list, and change or withdraw them while they wait.
import * as v from "valibot";
import { createMessageRequest, pageQuery, updateMessageRequest } from "../../protocol/requests.ts";
import { message, version } from "../../protocol/resources.ts";
import type { Operation } from "../operation.ts";
import * as examples from "./examples.ts";
import { json, startedRun } from "./forms.ts";

export const sendMessage = {
  id: "sendMessage",
  method: "POST",
  path: "/api/apps/{id}/messages",
  action: "message.send",
  tag: "Messages",
  summary: "Send a message: build on the app, or ask about it",
  headers: ["Idempotency-Key", "Prefer"],
  body: { type: "application/json", schema: createMessageRequest, example: { content: "add dark mode" } },
  answers: startedRun(v.object({ message, version }), {
    queued: { message: examples.message, version: examples.version },
    ended: { message: examples.message, version: examples.endedVersion },
  }),
  errors: ["idempotency_mismatch", "too_many_waiting", "unavailable"],
} as const satisfies Operation;

export const listMessages = {
  id: "listMessages",
  method: "GET",
  path: "/api/apps/{id}/messages",
  action: "message.list",
  tag: "Messages",
  summary: "List messages, oldest first; `before` pages backwards",
  query: pageQuery,
  answers: {
    200: {
      description: "A page of messages.",
      content: json(v.object({ messages: v.array(message), has_more: v.boolean() })),
      headers: ["Link"],
    },
  },
} as const satisfies Operation;

export const updateMessage = {
  id: "updateMessage",
  method: "PATCH",
  path: "/api/apps/{id}/messages/{message_id}",
  action: "message.update",
  tag: "Messages",
  summary: "Change a message that still waits for its turn",
  body: { type: "application/json", schema: updateMessageRequest, example: { content: "add dark mode and a footer" } },
  answers: { 200: { description: "The message as it is now.", content: json(v.object({ message })) } },
  errors: ["message_not_waiting", "unavailable"],
} as const satisfies Operation;

export const deleteMessage = {
  id: "deleteMessage",
  method: "DELETE",
  path: "/api/apps/{id}/messages/{message_id}",
  action: "message.delete",
  tag: "Messages",
  summary: "Take a message back that still waits, and its run with it",
  answers: { 204: { description: "It is gone." } },
  errors: ["message_not_waiting", "unavailable"],
} as const satisfies Operation;
