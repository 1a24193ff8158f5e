// Pages of lists: tells in the body and in a `Link` whether and where there is more.
import type { Context } from "hono";
import type { ApiEnv } from "./environment.ts";

/** Tells where the next page is: this address with these query values. */
export function linkNext(c: Context<ApiEnv>, next: Record<string, string>): void {
  const url = new URL(c.req.url);
  for (const [name, value] of Object.entries(next)) url.searchParams.set(name, value);
  c.header("Link", `<${url}>; rel="next"`);
}
