// Ids and keys that make a repeated request the same request.
import type { Context } from "hono";
import { hex } from "../base/content.ts";
import { idempotencyKeyMaxCharacters } from "../protocol/constants.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";

export function readIdempotencyKey(c: Context<ApiEnv>): string | null {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return null;
  if (key === "" || key.length > idempotencyKeyMaxCharacters) {
    throw new Fault(
      "invalid_input",
      `Idempotency-Key has 1 to ${idempotencyKeyMaxCharacters} characters.`,
      "A UUID is a good one.",
    );
  }
  return key;
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

/** What the hub remembers: keys are per user and route, and it keeps only hashes. Null without a key. */
export async function replyRecord(userId: string, route: string, key: string | null, request: unknown) {
  if (key === null) return null;
  const [hashedKey, hashedRequest] = await Promise.all([
    sha256(JSON.stringify([userId, route, key])),
    sha256(JSON.stringify(request)),
  ]);
  return { key: hex(hashedKey), request: hex(hashedRequest) };
}
