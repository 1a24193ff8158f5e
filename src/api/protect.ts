// Headers of every answer that is data and no page: nothing renders it, frames it or guesses another type for it.

/** A year, as browsers' lists of such hosts ask for. Not for hosts below it: those may be somebody else's, or previews. */
const httpsOnlySeconds = 31_536_000;

/** What a route has set for itself stands before these. */
export function protection(url: URL): [name: string, value: string][] {
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
    ["Cache-Control", "no-store"],
    ...(url.protocol === "https:" ? [["Strict-Transport-Security", `max-age=${httpsOnlySeconds}`] as [string, string]] : []),
  ];
}
