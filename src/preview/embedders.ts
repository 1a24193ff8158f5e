// Which pages may show a preview in a frame: those of this server, under all of its names.
import { type HostSettings, namedHosts } from "../auth/hosts.ts";

/** The names of this machine. IPv6 has no form in a Content-Security-Policy. */
const loopbackNames = ["localhost", "127.0.0.1"];

/** Sources for `frame-ancestors` of a preview on a host of its own. `url`: of the request, without a final dot. */
export function embedders(url: URL, settings: HostSettings): string[] {
  const { protocol, hostname, port } = url;
  if (hostname.endsWith(".localhost")) return loopbackNames.map((name) => `${protocol}//${name}${port === "" ? "" : `:${port}`}`);
  return namedHosts(settings).map((name) => `${protocol}//${name}:*`);
}
