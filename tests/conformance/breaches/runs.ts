// Servers that break promises about runs, repeated requests and waiting.
import type { Fields } from "../../fakes/breaking-proxy.ts";
import { answers, type Breached, changeEvents, instead, json, list, object, requests, withoutHeader } from "./forms.ts";

export const runs: Readonly<Record<string, Breached>> = {
  "runs.ask": {
    breach: requests(/\/messages$/, (request) => {
      request.body = request.body.replace('"mode":"ask"', '"mode":"build"').replace("What does this app do?", "add dark mode");
    }),
    says: /The message of a question/,
  },
  "runs.order": {
    breach: changeEvents(startedTooEarly),
    says: /The second run started before the first had ended/,
  },
  "runs.messages": {
    breach: json(/\/messages\?limit=200$/, (body) => void list(body.messages).reverse()),
    says: /The order of messages/,
  },
  "runs.in-progress": { breach: instead(/\/restore$/, 201, {}), says: /restore → 201 is not as the protocol says/ },
  "runs.waiting": {
    breach: json(/^PATCH .*\/messages\//, (body) => {
      object(body.message).content = "What does this app do?";
    }),
    says: /PATCH of a waiting message/,
  },
  "runs.cancel": {
    breach: changeEvents((events) =>
      events.map((event) =>
        event.type === "version.cancelled"
          ? { ...event, type: "version.failed", code: "internal", message: "Failed.", retryable: true }
          : event,
      ),
    ),
    says: /How the log says that it ended/,
  },
  "runs.cancel-over": {
    breach: answers(/\/cancel$/, (answer) => {
      if (answer.status === 200) answer.status = 202;
    }),
    says: /A cancel of what is over is \[202/,
  },
  "runs.retry": {
    breach: json(
      /\/retry$/,
      (body) => {
        object(body.message).content = "something else";
      },
      202,
    ),
    says: /The message of a retry/,
  },
  "runs.limit": { breach: withoutHeader(/\/messages$/, "retry-after"), says: /there is no Retry-After/ },
  "idempotency.apps": {
    breach: requests(/^POST \/api\/apps$/, ({ headers }) => void delete headers["idempotency-key"]),
    says: /The second answer is/,
  },
  "idempotency.messages": {
    breach: requests(/\/messages$/, ({ headers }) => void delete headers["idempotency-key"]),
    says: /Message and version of a repeated request/,
  },
  "idempotency.restore": {
    breach: requests(/\/restore$/, ({ headers }) => void delete headers["idempotency-key"]),
    says: /The second answer of a restore/,
  },
  "wait.prefer": {
    breach: requests(/\/messages$/, ({ headers }) => void delete headers.prefer),
    says: /Preference-Applied is null/,
  },
  "wait.short": {
    breach: requests(/\?wait=/, (request) => {
      request.path = request.path.replace(/\?wait=\d.*$/, "");
    }),
    says: /The state after the wait is "(pending|in_progress)"/,
  },
};

/** Swaps the last run's start with the end of the run before it. */
function startedTooEarly(events: Fields[]): Fields[] {
  const start = events.findLastIndex(({ type }) => type === "version.started");
  const end = events
    .slice(0, Math.max(start, 0))
    .findLastIndex(({ type }) => /^version\.(completed|failed|cancelled)$/.test(String(type)));
  const [started, ended] = [events[start], events[end]];
  if (!started || !ended) return events;
  return events.with(end, { ...started, seq: ended.seq }).with(start, { ...ended, seq: started.seq });
}
