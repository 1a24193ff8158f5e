// The event log, as it is and as it grows.
import * as v from "valibot";
import { eventsQuery } from "../../protocol/requests.ts";
import type { Operation } from "../operation.ts";

export const followApp = {
  id: "followApp",
  method: "GET",
  path: "/api/apps/{id}/events",
  access: "app_owner",
  tag: "Events",
  summary: "Subscribe: WebSocket, or server-sent events with Accept: text/event-stream",
  query: eventsQuery,
  headers: ["Last-Event-ID"],
  answers: {
    101: { description: "A WebSocket." },
    200: {
      description: "Server-sent events.",
      content: { "text/event-stream": v.string() },
      headers: ["Cache-Control", "X-Accel-Buffering"],
    },
  },
  errors: ["bad_request", "too_many_viewers"],
} as const satisfies Operation;
