// Addresses of servers as people paste them: with the endpoint in them, with or without a scheme, a slash or "/v1".
import { isKnownHost } from "../failures/server-names.ts";

/** Endpoints below a base URL that people paste with it; the longest first. */
const endpoints = ["/chat/completions", "/completions", "/responses", "/messages", "/models", "/embeddings", "/chat"];

/** The intended base URL; the text unchanged if it cannot be turned into one. A query, such as Azure's api-version, stays. */
export function normalizedBaseUrl(text: string): string {
  const url = parsed(
    text
      .trim()
      .replace(/^["'<]/, "")
      .replace(/["'>]$/, ""),
  );
  if (!url) return text;
  // A redirect from http would change the request's method, so https is used at once.
  if (url.protocol === "http:" && isKnownHost(url.hostname)) url.protocol = "https:";
  url.hash = "";
  url.pathname = withoutEndpoint(url.pathname);
  return written(url);
}

/** The same with "/v1" added if it has none, or removed if it has; null if neither makes sense. */
export function otherForm(baseUrl: string): string | null {
  const url = parsed(baseUrl);
  if (!url) return null;
  const path = withoutSlashes(url.pathname);
  url.pathname = path.endsWith("/v1") ? path.slice(0, -"/v1".length) : `${path}/v1`;
  return written(url);
}

function parsed(text: string): URL | null {
  const address = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text) ? text : `${isNear(text) ? "http" : "https"}://${text}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** Servers on this machine or its network speak no TLS. */
function isNear(text: string): boolean {
  const host = /^[^/:?#]*/.exec(text)?.[0] ?? "";
  return (
    !host.includes(".") || /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|0)\./.test(host) || host.endsWith(".local")
  );
}

function withoutEndpoint(pathname: string): string {
  const path = withoutSlashes(pathname);
  const endpoint = endpoints.find((candidate) => path.toLowerCase().endsWith(candidate));
  return endpoint ? withoutSlashes(path.slice(0, -endpoint.length)) : path;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

/** Without the slash that a URL without a path ends with. */
const written = (url: URL): string => (url.pathname === "/" ? `${url.origin}${url.search}` : url.href);
