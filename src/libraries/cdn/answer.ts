// What a CDN's answer says: the address of the exact version's own file, and what kind of file it is.
import { isExact, type PackageModule } from "./specifier.ts";

/** Names the file behind a short module that only exports it again, such as `/swr@2.3.0/X-ZX…/es2022/swr.bundle.mjs`. */
const pathHeader = "X-ESM-Path";

/** How much of a body may come before the line that names the file, UTF-16 units. */
const facadeMaxCharacters = 4_000;

export interface ExactFile {
  version: string;
  url: string;
}

/** The exact version's file, from the header, the address after redirects, or the short module's own text; null when none of them names one. */
export function exactFile({ name }: PackageModule, answeredAt: string, headers: Headers, body: string): ExactFile | null {
  const named = headers.get(pathHeader);
  const text = body.slice(0, facadeMaxCharacters);
  const again = /^export \* from ["']([^"'\n]{1,1000})["']/m.exec(text)?.[1] ?? null;
  for (const written of [named, answeredAt, again]) {
    const url = written === null ? null : URL.parse(written, answeredAt);
    // What another host would send is not trusted.
    if (url === null || url.origin !== new URL(answeredAt).origin) continue;
    const version = exactVersion(name, url.pathname);
    if (version !== null) return { version, url: url.href };
  }
  return null;
}

function exactVersion(name: string, pathname: string): string | null {
  const path = decode(pathname);
  const start = path.indexOf(`/${name}@`);
  if (start === -1) return null;
  const version = path.slice(start + name.length + 2).split(/[/&]/, 1)[0] ?? "";
  return isExact(version) ? version : null;
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // No percent-encoding: the text itself is the path.
    return pathname;
  }
}

export const isScriptType = (contentType: string | null): boolean =>
  /^\s*(?:application|text)\/(?:x-)?(?:javascript|ecmascript)\b/i.test(contentType ?? "");

export const isStyleType = (contentType: string | null): boolean => /^\s*text\/css\b/i.test(contentType ?? "");

const digestForm = /(?:^|[\s,])(sha-256|sha-512)=:([A-Za-z0-9+/]{20,100}=?=?):/;
const algorithms: Record<string, string> = { "sha-256": "SHA-256", "sha-512": "SHA-512" };

/** For `integrity`: the digest that the CDN gives (RFC 9530), if what it sent has it. An encoded body's differs. */
export async function integrityOf(headers: Headers, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const given = headers.get("Repr-Digest") ?? headers.get("Content-Digest") ?? "";
  const [, name = "", value = ""] = digestForm.exec(given) ?? [];
  const algorithm = algorithms[name];
  if (algorithm === undefined) return null;
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return btoa(String.fromCharCode(...digest)) === value ? `${name.replace("-", "")}-${value}` : null;
}
