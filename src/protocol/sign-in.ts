// What signing in and API keys look like on the wire. The auth library answers more fields than these; only these are promised.
import * as v from "valibot";

const timestamp = v.pipe(v.string(), v.isoTimestamp());

const user = v.looseObject({ id: v.string(), name: v.string(), isAnonymous: v.optional(v.nullable(v.boolean())) });

export const guestSession = v.looseObject({ user });

export const session = v.nullable(v.looseObject({ session: v.looseObject({ id: v.string(), expiresAt: timestamp }), user }));

const keyEntries = {
  id: v.string(),
  name: v.nullable(v.string()),
  start: v.pipe(v.nullable(v.string()), v.description("How the key begins, to tell keys apart")),
  createdAt: timestamp,
  expiresAt: v.nullable(timestamp),
};

export const apiKey = v.looseObject(keyEntries);

export const newApiKey = v.looseObject({
  ...keyEntries,
  key: v.pipe(v.string(), v.description("The secret: shown here and never again")),
});

export const apiKeys = v.looseObject({ apiKeys: v.array(apiKey) });

export const revoked = v.object({ success: v.boolean() });

/** A guest says nothing of themselves. */
export const guestRequest = v.object({});

export const createKeyRequest = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.description("What it is for")),
  expiresIn: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.description("Seconds; without it the key works until it is revoked")),
  ),
});

export const deleteKeyRequest = v.object({ keyId: v.string() });
