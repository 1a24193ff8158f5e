// Which pages may show a preview in a frame: those of this server, under every name that it has.
import type { Env } from "../env.ts";

/** The names of this machine. IPv6 has no form in a Content-Security-Policy. */
const loopbackNames = ["localhost", "127.0.0.1"];

/** Names that hold until the operator gives some: see auth/hosts.ts. */
const standardNames = "*.workers.dev";

/** Sources for `frame-ancestors` of a preview on a host of its own. `url`: of the request, without a final dot. */
export function embedders(url: URL, { HOSTS }: Pick<Env, "HOSTS">): string[] {
  const { protocol, hostname, port } = url;
  if (hostname.endsWith(".localhost")) return loopbackNames.map((name) => `${protocol}//${name}${port === "" ? "" : `:${port}`}`);
  const entries = (HOSTS?.trim() || standardNames).split(/[\s,]+/);
  const names = entries.map((entry) => /^(?:https?:\/\/)?((?:\*\.)?[a-z0-9_.-]+)/i.exec(entry)?.[1] ?? "");
  return names.filter((name) => name !== "").map((name) => `${protocol}//${name}:*`);
}
