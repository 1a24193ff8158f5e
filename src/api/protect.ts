// Headers for answers that are data, not pages: nothing may render them, frame them or guess another type.

/** A year, as browsers' preload lists require. Not for subdomains: they may be somebody else's, or previews. */
const httpsOnlySeconds = 31_536_000;

/** Headers set by a route take precedence. */
export function protection(url: URL): [name: string, value: string][] {
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
    ["Cache-Control", "no-store"],
    ...(url.protocol === "https:" ? [["Strict-Transport-Security", `max-age=${httpsOnlySeconds}`] as [string, string]] : []),
  ];
}
