// The event log, as it is and as it grows.
import { eventFrame, wireEvent } from "../../protocol/events.ts";
import { eventsQuery } from "../../protocol/requests.ts";
import type { Operation } from "../operation.ts";
import { json } from "./forms.ts";

export const followApp = {
  id: "followApp",
  method: "GET",
  path: "/api/apps/{id}/events",
  action: "app.follow",
  tag: "Events",
  summary: "Subscribe: WebSocket, or server-sent events with Accept: text/event-stream",
  query: eventsQuery,
  headers: ["Last-Event-ID"],
  description:
    "Every event that is kept, or that came after `after`, then each new one. As a WebSocket (`Upgrade: websocket`) each message is an array of events; as server-sent events `data:` is one event, `event:` its type and `id:` its `seq`. The first is `hello`. PROTOCOL.md says what each type means.",
  answers: {
    101: { description: "A WebSocket. Each of its messages is an EventFrame.", content: json(eventFrame) },
    200: {
      description: "Server-sent events.",
      content: { "text/event-stream": wireEvent },
      headers: ["Cache-Control", "X-Accel-Buffering"],
    },
  },
  errors: ["bad_request", "forbidden_origin", "too_many_viewers", "unavailable"],
} as const satisfies Operation;
