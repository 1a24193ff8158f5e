// The answer to any request for a host name that is not this server's: see auth/hosts.ts.
import { type HostSettings, hostAdvice } from "../auth/hosts.ts";
import { type ErrorBody, errors } from "../protocol/errors.ts";
import { protection } from "./protect.ts";

export function misdirected(url: URL, settings: HostSettings): Response {
  const message = `This server does not answer to the name ${url.hostname}.`;
  const hint = hostAdvice(url, settings);
  const requestId = crypto.randomUUID();
  const body: ErrorBody = { error: { code: "unknown_host", message, hint, request_id: requestId } };
  // Programs get the error of the wire, people a sentence.
  const [text, type] = url.pathname.startsWith("/api/")
    ? [JSON.stringify(body), "application/json"]
    : [`${message} ${hint}\n`, "text/plain; charset=utf-8"];
  return new Response(text, {
    status: errors.unknown_host.status,
    headers: [["Content-Type", type], ["X-Request-Id", requestId], ...protection(url)],
  });
}
