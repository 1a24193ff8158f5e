// Gets one file from the CDN: bounded in bytes and redirects, from that host only, for as long as the signal lasts. Failures are values.
import type { Cdn } from "./address.ts";
import { type Failure, fileMaxBytes } from "./failure.ts";

const maxRedirects = 5;
/** What answers "there is no such thing": also how some say that a name is no name. */
const absent: readonly number[] = [400, 404, 410];

export interface Download {
  /** After redirects. */
  url: string;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
}

export type Downloaded = { ok: true; value: Download } | { ok: false; failure: Failure };

export async function download(fetcher: typeof fetch, cdn: Cdn, address: string, signal: AbortSignal): Promise<Downloaded> {
  try {
    let url = address;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const response = await fetcher(url, { redirect: "manual", signal, headers: { Accept: "*/*" } });
      const location = response.headers.get("Location");
      if (response.status < 300 || response.status >= 400 || location === null) return await read(response, url);
      await response.body?.cancel();
      const next = URL.parse(location, url);
      if (next?.origin !== cdn.origin) return failed({ reason: "led_elsewhere" });
      url = next.href;
    }
    return failed({ reason: "led_elsewhere" });
  } catch {
    // Whatever the network's own words are, they help nobody here.
    return failed({ reason: signal.aborted ? "no_answer" : "unreachable" });
  }
}

async function read(response: Response, url: string): Promise<Downloaded> {
  if (!response.ok) {
    await response.body?.cancel();
    return failed(
      absent.includes(response.status) ? { reason: "no_such_package" } : { reason: "refused", status: response.status },
    );
  }
  const bytes = await readBounded(response);
  return bytes === null ? failed({ reason: "too_large" }) : { ok: true, value: { url, headers: response.headers, bytes } };
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > fileMaxBytes) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const failed = (failure: Failure): Downloaded => ({ ok: false, failure });
