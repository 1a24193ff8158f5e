// Ids and keys that make a repeated request the same request.
import { hex } from "../base/content.ts";
import { idempotencyKeyMaxCharacters } from "../protocol/constants.ts";
import { done, type Result, refuse } from "./result.ts";

/** What the hub remembers of a key and of the request that it came with: hashes of both. */
export interface RepeatKey {
  key: string;
  request: string;
}

/** A key as a client sent it, if it did. */
export function readIdempotencyKey(key: string | undefined): Result<string | null> {
  if (key === undefined) return done(null);
  if (key !== "" && key.length <= idempotencyKeyMaxCharacters) return done(key);
  return refuse("invalid_input", `An Idempotency-Key has 1 to ${idempotencyKeyMaxCharacters} characters.`, "A UUID works well.");
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
const bitsPerCharacter = 5;
/** 130 bits: cannot be guessed, and leaves room for "--v123" in a host name. */
const idCharacters = 26;

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** The app's id: the same key of the same user leads to the same hub, so that a repeated create finds the first one. */
export async function appIdFor(userId: string, key: string | null): Promise<string> {
  const digest = await sha256(JSON.stringify([userId, "POST /api/apps", key ?? crypto.randomUUID()]));
  let id = "";
  let bits = 0;
  let value = 0;
  for (const byte of digest) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= bitsPerCharacter && id.length < idCharacters) {
      bits -= bitsPerCharacter;
      id += alphabet[(value >> bits) & 31];
      value &= (1 << bits) - 1;
    }
  }
  return id;
}

/** Keys are per user and route. Null without a key. */
export async function repeatKey(
  userId: string,
  route: "apps" | "messages" | "restore" | "retry",
  key: string | null,
  request: unknown,
): Promise<RepeatKey | null> {
  if (key === null) return null;
  const [hashedKey, hashedRequest] = await Promise.all([
    sha256(JSON.stringify([userId, route, key])),
    sha256(JSON.stringify(request)),
  ]);
  return { key: hex(hashedKey), request: hex(hashedRequest) };
}
