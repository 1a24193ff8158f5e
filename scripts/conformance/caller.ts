// Calls the API as a client does. Checks every response against PROTOCOL.md's general promises and its operation's schema. Fields that the
// schema does not name are fine, because fields may be added within version 1.
import * as v from "valibot";
import { errorsOf } from "../../src/api/document/faults.ts";
import { findOperation } from "../../src/api/operations/index.ts";
import { type ErrorBody, type ErrorCode, errorBody, errorCodes, errors } from "../../src/protocol/errors.ts";
import { must, shown, Unmet } from "./check.ts";
import { type Reply, type Sent, send } from "./send.ts";

export interface Answer<T = unknown> extends Reply {
  body: T;
}

export interface Caller {
  url: string;
  /** Headers that identify the caller. */
  identity: Readonly<Record<string, string>>;
  /** JSON in, JSON out, whatever the status. */
  ask<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** The same, if only one status is right. */
  expect<T>(status: number, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Expects an error with this code and its status. */
  refused(
    code: ErrorCode,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ErrorBody["error"]>;
  raw(path: string, sent?: Sent): Promise<Answer>;
}

export function createCaller(url: string, identity: Record<string, string>): Caller {
  const caller: Caller = {
    url,
    identity,
    async raw(path, sent = {}) {
      const reply = await send(`${url}${path}`, { ...sent, headers: { ...identity, ...sent.headers } });
      return judged(sent.method ?? "GET", path, reply);
    },
    async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const type: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
      const text = body === undefined ? undefined : JSON.stringify(body);
      const answer = await caller.raw(path, {
        method,
        headers: { ...type, ...headers },
        ...(text === undefined ? {} : { body: text }),
      });
      return answer as Answer<T>;
    },
    async expect<T>(status: number, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const answer = await caller.ask<T>(method, path, body, headers);
      must(
        answer.status === status,
        `${method} ${path} should answer ${status}, but answered ${answer.status}: ${shown(answer.body)}`,
      );
      return answer;
    },
    async refused(code, method, path, body, headers) {
      const { status, body: answered } = await caller.ask(method, path, body, headers);
      const error = v.is(errorBody, answered) ? answered.error : null;
      must(
        status === errors[code].status && error !== null && error.code === code,
        `${method} ${path} should be refused with ${errors[code].status} ${code}, but was answered ${status}: ${shown(answered)}`,
      );
      return error;
    },
  };
  return caller;
}

/** Checks a response against what is promised of every one, and reads its JSON. */
export function judged(method: string, path: string, reply: Reply): Answer {
  const about = `${method} ${path} → ${reply.status}`;
  const pathname = path.split("?")[0] ?? path;
  if (reply.status === 101) return { ...reply, body: null };
  const { headers } = reply;
  const requestId = headers.get("X-Request-Id");
  must(Boolean(requestId), `${about}: there is no X-Request-Id`);
  must(headers.get("X-Content-Type-Options") === "nosniff", `${about}: there is no nosniff`);
  must(
    /default-src 'none'.*frame-ancestors 'none'/.test(headers.get("Content-Security-Policy") ?? ""),
    `${about}: its Content-Security-Policy allows something`,
  );
  if ([429, 503].includes(reply.status))
    must(/^[1-9]\d*$/.test(headers.get("Retry-After") ?? ""), `${about}: there is no Retry-After`);
  const isJson = headers.get("Content-Type")?.startsWith("application/json") ?? false;
  const body: unknown = isJson && reply.text !== "" ? JSON.parse(reply.text) : null;
  if (reply.status >= 400 && method !== "HEAD") mustBeError(about, pathname, method, reply.status, body, requestId);
  const found = findOperation(method, pathname);
  const schema = found.type === "operation" ? found.operation.answers[reply.status]?.content?.["application/json"] : undefined;
  if (schema && method !== "HEAD") mustFit(about, schema, body);
  return { ...reply, body };
}

function mustFit(about: string, schema: v.GenericSchema, body: unknown): void {
  const read = v.safeParse(schema, body);
  if (read.success) return;
  const wrong = read.issues.map((issue) => `${v.getDotPath(issue) ?? "the body"}: ${issue.message}`);
  throw new Unmet(`${about} is not as the protocol says: ${wrong.join("; ")}`);
}

const isOurs = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code);

function mustBeError(about: string, path: string, method: string, status: number, body: unknown, requestId: string | null): void {
  const shape = v.object({ error: v.object({ ...errorBody.entries.error.entries, code: v.string() }) });
  mustFit(about, shape, body);
  const { error } = v.parse(shape, body);
  must(error.request_id === requestId, `${about}: its request_id is not the X-Request-Id`);
  // A newer server may have more codes.
  if (!isOurs(error.code)) return;
  must(errors[error.code].status === status, `${about}: ${error.code} goes with ${errors[error.code].status}`);
  const found = findOperation(method, path);
  if (found.type === "operation")
    must(errorsOf(found.operation).includes(error.code), `${about}: ${error.code} is not listed for ${found.operation.id}`);
}
