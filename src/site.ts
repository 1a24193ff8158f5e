// The web chat's static files and pages, with the headers that keep foreign code out of them.
import type { Env } from "./env.ts";
import { previewHostOf } from "./preview/address.ts";
import { isForFrame, leftTheApp } from "./preview/left-app-page.ts";

/** Only our own scripts, styles and connections. Frames hold previews only: other pages on this host cannot be framed. */
function contentSecurityPolicy({ protocol }: URL, previewHost: string | null): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    `frame-src ${previewHost ? `${protocol}//*.${previewHost}` : "'self'"}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}

const pageSeconds = 0;
const hashedFileSeconds = 31_536_000;

export async function serveSite(request: Request, env: Env): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return new Response("Only GET and HEAD here.", { status: 405 });
  if (isForFrame(request)) return leftTheApp();
  const url = new URL(request.url);
  // The client's router shows these; each is the same page.
  const page = url.pathname === "/" || url.pathname.startsWith("/apps/");
  const home = () => env.ASSETS.fetch(new Request(new URL("/", url), request));
  const found = page ? await home() : await env.ASSETS.fetch(request);
  // A person who follows a wrong link gets the page that says so; a program gets the bare 404.
  const lost = found.status === 404 && request.headers.get("Accept")?.includes("text/html");
  const response = lost
    ? new Response((await home()).body, { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" } })
    : new Response(found.body, found);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) {
    if (/-[0-9A-Za-z]{8,}\.\w+$/.test(url.pathname))
      response.headers.set("Cache-Control", `public, max-age=${hashedFileSeconds}, immutable`);
    return response;
  }
  response.headers.set("Content-Security-Policy", contentSecurityPolicy(url, previewHostOf(url.origin, env.PREVIEW_HOST)));
  // Pages that opened this one, or that it opened, cannot reach into it.
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cache-Control", `public, max-age=${pageSeconds}, must-revalidate`);
  return response;
}
