// For each check a server that breaks the promise it holds, and what the check has to say of it: a check that cannot fail holds nothing.
import type { Breach, Fields, PassedAnswer, PassedRequest } from "../fakes/breaking-proxy.ts";

export interface Breached {
  breach: Breach;
  says: RegExp;
}

type Test = RegExp | string;

const isAbout = ({ method, path }: PassedRequest, test: Test): boolean => {
  const line = `${method} ${path}`;
  return typeof test === "string" ? line === test : test.test(line);
};

/** Changes answers to requests like `GET /api/apps`. */
const answers = (test: Test, change: (answer: PassedAnswer, request: PassedRequest) => void): Breach => ({
  answer(request, answer) {
    if (isAbout(request, test)) change(answer, request);
  },
});

/** Changes the JSON of answers. */
const json = (test: Test, change: (body: Fields, request: PassedRequest) => void, status = 200): Breach =>
  answers(test, (answer, request) => {
    if (answer.status !== status) return;
    const body = JSON.parse(answer.body) as Fields;
    change(body, request);
    answer.body = JSON.stringify(body);
  });

/** Changes requests on their way. */
const requests = (test: Test, change: (request: PassedRequest) => void): Breach => ({
  request(request) {
    if (isAbout(request, test)) change(request);
    return undefined;
  },
});

/** Answers instead of the server, which is not asked. */
const instead = (test: Test, status: number, body: unknown = null): Breach => ({
  request: (request) =>
    isAbout(request, test)
      ? {
          status,
          headers: { ...dataHeaders, "content-type": "application/json" },
          body: body === null ? "" : JSON.stringify(body),
        }
      : undefined,
});

const dataHeaders = {
  "x-request-id": "proxy",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

const changeEvents = (change: (events: Fields[], transport: "socket" | "stream") => Fields[]): Breach => ({ events: change });

const withoutHeader = (test: Test, name: string): Breach => answers(test, ({ headers }) => void delete headers[name]);

const anyRequest = /./;
const object = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const list = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

export const breaches: Readonly<Record<string, Breached>> = {
  "basics.resources": {
    breach: json(/^GET \/api\/apps\/\w+$/, (body) => {
      object(body.app).created_at = "yesterday";
    }),
    says: /created_at/,
  },
  "basics.unknown-fields": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.body = request.body.replace(',"colour":"red"', "");
    }),
    says: /should be refused with 422/,
  },
  "basics.errors": {
    breach: answers(/^GET \/api\/apps\/\w{26}$/, (answer) => {
      if (answer.status === 404) answer.status = 400;
    }),
    says: /not_found goes with 404/,
  },
  "basics.not-yours": {
    breach: answers(/^GET \/api\/apps\/(?!a2b3)\w+$/, (answer) => {
      answer.body = answer.body.replace(/"message":"[^"]*"/, '"message":"This app is somebody else\'s."');
    }),
    says: /What a stranger is told of an app/,
  },
  "basics.bearer": {
    breach: requests(/^GET \/api\/apps$/, ({ headers }) => {
      if (headers.authorization === "Bearer ew_not_a_key") delete headers.authorization;
    }),
    says: /401 unauthorized, but was answered 200/,
  },
  "basics.content-type": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.headers["content-type"] = "application/json";
      request.body = "{}";
    }),
    says: /415 unsupported_media_type, but was answered 422/,
  },
  "basics.origin": {
    breach: requests(/\/events/, ({ headers }) => void delete headers.origin),
    says: /403 forbidden_origin, but was answered 101/,
  },
  "basics.host": {
    breach: requests(/^GET \/api\/health$/, ({ headers }) => {
      headers.host = "localhost";
    }),
    says: /The status for a foreign Host is 200/,
  },
  "basics.data": {
    breach: answers(/^GET \/api\/health$/, ({ headers }) => {
      headers["content-security-policy"] = "default-src 'self'";
    }),
    says: /its Content-Security-Policy allows something/,
  },
  "basics.head": {
    breach: answers(/^HEAD /, (answer) => {
      answer.status = 405;
    }),
    says: /HEAD \/api\/apps is \[405/,
  },
  "basics.methods": {
    breach: withoutHeader(anyRequest, "allow"),
    says: /POST \/api\/health is \[405,"method_not_allowed",\[""\]\]/,
  },
  "basics.request-id": {
    breach: requests(/^GET \/api\/health$/, ({ headers }) => void delete headers["x-request-id"]),
    says: /The id of a request that brought one/,
  },
  "basics.text": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.body = request.body.replace(/"prompt":"half[^"]*"/, '"prompt":"","model":7');
      if (!request.body.includes("model")) request.body = '{"prompt":"a pomodoro timer"}';
    }),
    says: /should be refused with 422/,
  },
  "apps.create": {
    breach: json(/^GET \/api\/apps\/\w+$/, (body) => {
      object(body.app).status = "failed";
    }),
    says: /The app at rest is "failed"/,
  },
  "apps.pages": { breach: withoutHeader(/^GET \/api\/apps\?/, "link"), says: /Whether there is a next page/ },
  "apps.patch": {
    breach: json(/^PATCH \/api\/apps\/\w+$/, (body) => {
      object(body.app).updated_at = new Date().toISOString();
    }),
    says: /after a change that is none/,
  },
  "apps.models": {
    breach: json("GET /api/models", (body) => {
      for (const model of list(body.models)) model.default = false;
    }),
    says: /Models that are the default is 0/,
  },
  "apps.document": {
    breach: json("GET /api/openapi.json", (body) => void delete object(body.paths)["/api/apps/{id}/events"]),
    says: /\/api\/apps\/{id}\/events is not in it/,
  },
  "files.put": {
    breach: requests(/^PUT /, (request) => {
      request.body += "\n";
    }),
    says: /The file that was written/,
  },
  "files.put-refusals": {
    breach: answers(/^PUT /, (answer) => {
      answer.body = answer.body.replace("version_moved_on", "run_in_progress");
      if (answer.status === 412) answer.status = 409;
    }),
    says: /PUT on an older version is \[409/,
  },
  "files.list": {
    breach: json(/contents=true$/, (body) => {
      for (const file of list(body.files)) file.size = 1;
    }),
    says: /Size and hash of/,
  },
  "files.text": {
    breach: answers(/\/files\/index\.html$/, ({ headers }) => {
      headers["content-type"] = "text/html";
    }),
    says: /It is text\/html/,
  },
  "files.etag": {
    breach: requests(/\/diff$/, ({ headers }) => void delete headers["if-none-match"]),
    says: /diff with its ETag is \[200/,
  },
  "files.caching": {
    breach: answers(/\/versions\/latest\//, ({ headers }) => {
      headers["cache-control"] = "private, max-age=31536000, immutable";
    }),
    says: /latest is kept for ever/,
  },
  "versions.refs": {
    breach: json(/\/versions\/latest$/, (body) => {
      object(body.version).summary = "Another one.";
    }),
    says: /latest and the version of its number/,
  },
  "versions.pages": {
    breach: json(/\/versions$/, (body) => void list(body.versions).reverse()),
    says: /The order of versions/,
  },
  "versions.diff": {
    breach: json(/\/diff$/, (body) => {
      for (const file of list(body.files)) file.patch = "";
    }),
    says: /The patch does not add the line/,
  },
  "versions.restore": {
    breach: json(
      /\/restore$/,
      (body) => {
        object(object(body.version).metadata).restored_from = 2;
      },
      201,
    ),
    says: /The version of a restore/,
  },
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
  "runs.in-progress": { breach: instead(/\/restore$/, 201, {}), says: /Restore|restore|POST/ },
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
  "previews.open": {
    breach: {
      answer(request, answer) {
        if (isPreview(request) && request.path === "/") answer.headers["content-type"] = "text/plain";
      },
    },
    says: /The preview http/,
  },
  "previews.apart": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.headers["set-cookie"] = ["session=1"];
      },
    },
    says: /Cookies that a preview sets/,
  },
  "previews.link": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.status = 200;
      },
    },
    says: /The old address is 200/,
  },
  "previews.key": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.status = 200;
      },
    },
    says: /An address with another key is 200/,
  },
  "keys.create": {
    breach: json("GET /api/auth/api-key/list", (body) => {
      body.apiKeys = [];
    }),
    says: /The new key is not on the list/,
  },
  "keys.revoke": {
    breach: instead("POST /api/auth/api-key/delete", 200, { success: true }),
    says: /401 unauthorized, but was answered 200/,
  },
  "keys.session-alone": {
    breach: instead("GET /api/auth/api-key/list", 200, { apiKeys: [] }),
    says: /401 unauthorized, but was answered 200/,
  },
  "session.origin": {
    breach: requests(/^POST \/api\/auth\/api-key\/create$/, ({ headers }) => {
      headers.origin = `http://${headers.host}`;
    }),
    says: /403 forbidden_origin, but was answered 200/,
  },
  "session.routes": { breach: instead("POST /api/auth/ok", 200, { ok: true }), says: /404 not_found, but was answered 200/ },
  "account.delete": { breach: instead("DELETE /api/account", 204), says: /401 unauthorized, but was answered 200/ },
  "deletion.app": { breach: instead(/^DELETE \/api\/apps\//, 204), says: /404 not_found, but was answered 200/ },
  "deletion.viewers": { breach: { closeCode: () => 1000 }, says: /The code with which viewers are closed is 1000/ },
};

/** Breaches of what the first run tells: they are there while it is watched. */
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

const isPreview = ({ headers }: PassedRequest) => /^[0-9a-f]{32}/.test(String(headers.host));

/** Sends an event of this type twice, and numbers the rest anew, so that there is no gap. */
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

/** The last run's start changes places with the end of the run before it. */
function startedTooEarly(events: Fields[]): Fields[] {
  const start = events.findLastIndex(({ type }) => type === "version.started");
  const end = events
    .slice(0, Math.max(start, 0))
    .findLastIndex(({ type }) => /^version\.(completed|failed|cancelled)$/.test(String(type)));
  const [started, ended] = [events[start], events[end]];
  if (!started || !ended) return events;
  return events.with(end, { ...started, seq: ended.seq }).with(start, { ...ended, seq: started.seq });
}
