// Sign-in and API keys on the wire. The auth library returns more fields; only these are promised.
import * as v from "valibot";
import { requestObject, text, wellFormed } from "./requests.ts";

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

/** A guest gives no details. */
export const guestRequest = requestObject({});

/** Limits of the auth library, checked here first so that the refusal is in our own words. */
const keyNameMaxCharacters = 32;
const daySeconds = 86_400;

export const createKeyRequest = requestObject({
  name: v.pipe(text(keyNameMaxCharacters, "The name"), v.description("What it is for")),
  expiresIn: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(daySeconds),
      v.maxValue(365 * daySeconds),
      v.description("Seconds, a day to a year; without it the key works until it is revoked"),
    ),
  ),
});

export const deleteKeyRequest = requestObject({ keyId: v.pipe(wellFormed, v.nonEmpty()) });
