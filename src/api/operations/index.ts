// The route table: every operation of the API, and how a request finds its own.
import { type Operation, pathPattern } from "../operation.ts";
import * as account from "./account.ts";
import * as apps from "./apps.ts";
import * as events from "./events.ts";
import * as files from "./files.ts";
import * as messages from "./messages.ts";
import * as server from "./server.ts";
import * as versions from "./versions.ts";

export const operations: readonly Operation[] = [apps, messages, versions, files, events, account, server].flatMap((resource) =>
  Object.values<Operation>(resource),
);

const routes = operations.map((operation) => ({ operation, pattern: pathPattern(operation.path) }));

export type Found =
  | { type: "operation"; operation: Operation }
  /** The path exists, with these methods. */
  | { type: "wrong_method"; allowed: string[] }
  | { type: "nothing" };

/** HEAD is allowed wherever GET is. */
export function findOperation(method: string, path: string): Found {
  const here = routes.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation);
  if (here.length === 0) return { type: "nothing" };
  const wanted = method === "HEAD" ? "GET" : method;
  const operation = here.find((entry) => entry.method === wanted);
  if (operation) return { type: "operation", operation };
  return { type: "wrong_method", allowed: here.flatMap((entry) => (entry.method === "GET" ? ["GET", "HEAD"] : [entry.method])) };
}
