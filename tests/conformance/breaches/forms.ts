// Helpers for writing breaches: what goes wrong with a request, a response or events.
import type { Breach, Fields, PassedAnswer, PassedRequest } from "../../fakes/breaking-proxy.ts";

export interface Breached {
  breach: Breach;
  says: RegExp;
}

type Test = RegExp | string;

const isAbout = ({ method, path }: PassedRequest, test: Test): boolean => {
  const line = `${method} ${path}`;
  return typeof test === "string" ? line === test : test.test(line);
};

/** Changes responses to requests like `GET /api/apps`. */
export const answers = (test: Test, change: (answer: PassedAnswer, request: PassedRequest) => void): Breach => ({
  answer(request, answer) {
    if (isAbout(request, test)) change(answer, request);
  },
});

/** Changes the JSON of responses. */
export const json = (test: Test, change: (body: Fields, request: PassedRequest) => void, status = 200): Breach =>
  answers(test, (answer, request) => {
    if (answer.status !== status) return;
    const body = JSON.parse(answer.body) as Fields;
    change(body, request);
    answer.body = JSON.stringify(body);
  });

/** Changes requests on their way to the server. */
export const requests = (test: Test, change: (request: PassedRequest) => void): Breach => ({
  request(request) {
    if (isAbout(request, test)) change(request);
    return undefined;
  },
});

/** Responds in place of the server, which never sees the request. */
export const instead = (test: Test, status: number, body: unknown = null): Breach => ({
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

export const changeEvents = (change: (events: Fields[], transport: "socket" | "stream") => Fields[]): Breach => ({
  events: change,
});

export const withoutHeader = (test: Test, name: string): Breach => answers(test, ({ headers }) => void delete headers[name]);

export const anyRequest = /./;
export const object = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
export const list = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

export const isPreview = ({ headers }: PassedRequest) => /^[0-9a-f]{32}/.test(String(headers.host));
