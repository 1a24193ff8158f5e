// What clients may send. Unknown fields are refused, so that a misspelt one is an error and not a silent default.
import * as v from "valibot";
import {
  appDescriptionMaxCharacters,
  appNameMaxCharacters,
  messageMaxCharacters,
  modelNameMaxCharacters,
  pageDefaultEntries,
  pageMaxEntries,
  publicNameMaxCharacters,
  publicValueMaxCharacters,
  publicValuesMax,
  reservedPublicNames,
  waitMaxSeconds,
} from "./constants.ts";

/**
 * An object with no other fields. Its entries inherit nothing, or `constructor` and `__proto__` would pass for known fields.
 */
export function requestObject<Entries extends v.ObjectEntries>(entries: Entries) {
  const own: Entries = Object.assign(Object.create(null), entries);
  return v.strictObject(own);
}

/** Half of a surrogate pair cannot be stored: the answer would differ from what is stored. */
export const wellFormed = v.pipe(
  v.string(),
  v.check((value) => value.isWellFormed(), "It contains half a character (a lone surrogate)."),
);

/** A visible character. Spaces, control characters, joiners, fillers, variation selectors and the empty braille cell do not. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything. */
export const hasVisibleText = (value: string): boolean => visible.test(value);

export const text = (max: number, what: string) =>
  v.pipe(
    wellFormed,
    v.trim(),
    v.nonEmpty(`${what} is empty.`),
    v.check((value) => value === "" || hasVisibleText(value), `${what} has no visible characters.`),
    v.maxLength(max, `${what} is longer than ${max} characters.`),
  );

const mode = v.picklist(["build", "ask"]);
const modelName = v.pipe(wellFormed, v.trim(), v.maxLength(modelNameMaxCharacters));

export const createAppRequest = requestObject({
  prompt: text(messageMaxCharacters, "The prompt"),
  name: v.optional(text(appNameMaxCharacters, "The name")),
  model: v.optional(modelName),
  mode: v.optional(mode, "build"),
});

const publicName = v.pipe(
  v.string(),
  v.maxLength(publicNameMaxCharacters, `A name is longer than ${publicNameMaxCharacters} characters.`),
  v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "A name has letters, digits and _, and does not begin with a digit, as in VITE_API_URL."),
  v.check((name) => !reservedPublicNames.includes(name), `These names are taken: ${reservedPublicNames.join(", ")}.`),
);
const publicValue = v.pipe(
  wellFormed,
  v.maxLength(publicValueMaxCharacters, `A value is longer than ${publicValueMaxCharacters} characters.`),
);

export const updateAppRequest = requestObject({
  name: v.optional(text(appNameMaxCharacters, "The name")),
  description: v.optional(v.pipe(wellFormed, v.trim(), v.maxLength(appDescriptionMaxCharacters))),
  model: v.optional(modelName),
  public_values: v.optional(
    v.pipe(
      v.record(publicName, publicValue),
      v.check((values) => Object.keys(values).length <= publicValuesMax, `An app has ${publicValuesMax} public values at most.`),
      v.description("All of them: what is not named is removed"),
    ),
  ),
});

export const createMessageRequest = requestObject({
  content: text(messageMaxCharacters, "The message"),
  mode: v.optional(mode, "build"),
});

export const updateMessageRequest = requestObject({ content: text(messageMaxCharacters, "The message") });

const limit = v.optional(
  v.pipe(v.string(), v.toNumber(), v.number(), v.integer(), v.minValue(1), v.maxValue(pageMaxEntries)),
  String(pageDefaultEntries),
);

export const appsQuery = v.object({ limit, cursor: v.optional(v.string()) });
export const pageQuery = v.object({
  limit,
  before: v.optional(v.pipe(v.string(), v.description("An id of this list: only entries older than it"))),
});
export const eventsQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.toNumber(), v.number(), v.integer(), v.minValue(0))),
});
export const filesQuery = v.object({
  contents: v.optional(
    v.pipe(
      v.picklist(["true", "false"]),
      v.transform((value) => value === "true"),
      v.boolean(),
      v.description("With the text of each file"),
    ),
    "false",
  ),
});
export const versionQuery = v.object({
  wait: v.optional(
    v.pipe(
      v.string(),
      v.toNumber(),
      v.number(),
      v.integer(),
      v.minValue(0),
      v.maxValue(waitMaxSeconds),
      v.description("Answer when the run has ended, or after so many seconds with the state it has then"),
    ),
  ),
});
export const uploadQuery = v.object({
  folder: v.optional(
    v.pipe(wellFormed, v.description("Folder of the app that the files go into, such as public/images; its root by default")),
  ),
});
export const diffQuery = v.object({ against: v.optional(v.string()) });

export type UpdateAppRequest = v.InferOutput<typeof updateAppRequest>;
export type CreateAppRequest = v.InferOutput<typeof createAppRequest>;
export type CreateMessageRequest = v.InferOutput<typeof createMessageRequest>;
export type Mode = v.InferOutput<typeof mode>;
