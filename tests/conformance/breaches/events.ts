// Servers that break promises about the log.
import type { Breach } from "../../fakes/breaking-proxy.ts";
import { type Breached, changeEvents, object, requests } from "./forms.ts";

export const events: Readonly<Record<string, Breached>> = {
  "events.hello": {
    breach: changeEvents((events, transport) =>
      transport === "stream" ? events.filter(({ type }) => type !== "hello") : events,
    ),
    says: /and not hello/,
  },
  "events.order": {
    breach: changeEvents((events) => events.filter(({ seq }) => seq !== 5)),
    says: /seq 6 \([a-z.]+\) comes after 4/,
  },
  "events.transports": {
    breach: changeEvents((events, transport) =>
      transport === "stream" ? events.map((event) => (event.type === "stage.changed" ? { ...event, total: 9 } : event)) : events,
    ),
    says: /by stream is/,
  },
  "events.live": {
    breach: changeEvents((events, transport) =>
      transport === "stream" ? events.filter(({ type }) => type !== "version.queued") : events,
    ),
    says: /comes after/,
  },
  "events.resume": {
    breach: requests(/\/events\?after=/, (request) => {
      request.path = request.path.replace(/\?after=.*/, "?after=0");
    }),
    says: /comes after/,
  },
  "events.reset": {
    breach: requests(/\/events\?after=100000000$/, (request) => {
      request.path = request.path.replace(/\?after=.*/, "");
    }),
    says: /comes after 100000000/,
  },
  "events.end": {
    breach: twice("version.completed"),
    says: /comes after the run's terminal event/,
  },
  "events.same-as-api": {
    breach: changeEvents((events) =>
      events.map((event) =>
        event.type === "message.updated" ? { ...event, message: { ...object(event.message), content: "Other words." } } : event,
      ),
    ),
    says: /A late viewer and the API/,
  },
  "events.ping": { breach: { text: () => null }, says: /What was answered before/ },
  "events.asked-for": {
    breach: requests(/\/events$/, ({ headers }) => {
      headers.accept = "text/event-stream";
    }),
    says: /400 bad_request/,
  },
};

/** Breaches in the events of the first run: active while it is watched. */
export const breachesOfTheFirstRun: Readonly<Record<string, Breached>> = {
  "events.stages": {
    breach: changeEvents((events) =>
      events.map((event) => (event.type === "stage.changed" ? { ...event, percent: 100 - Number(event.percent) } : event)),
    ),
    says: /comes after \d+ %/,
  },
  "events.files": {
    breach: changeEvents((events) => events.map((event) => (event.type === "file.delta" ? { ...event, text: "" } : event))),
    says: /as it was streamed/,
  },
};

/** Sends an event of this type twice, and renumbers the rest, so that there is no gap. */
function twice(type: string): Breach {
  let shift = 0;
  return changeEvents((events) =>
    events.flatMap((event) => {
      if (event.type === "hello") shift = 0;
      const shifted = event.seq === undefined ? event : { ...event, seq: Number(event.seq) + shift };
      if (event.type !== type) return [shifted];
      shift += 1;
      return [shifted, { ...shifted, seq: Number(event.seq) + shift }];
    }),
  );
}
