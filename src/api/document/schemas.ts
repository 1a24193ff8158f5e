// The named schemas of the OpenAPI document, converted from the ones that the server itself checks with.
import { type ConversionConfig, type JsonSchema, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { noticeCode, notices, runCode, runFailures } from "../../protocol/codes.ts";
import { errorBody, errorCode, errors } from "../../protocol/errors.ts";
import { eventFrame, eventSchemas, wireEvent } from "../../protocol/events.ts";
import * as requests from "../../protocol/requests.ts";
import * as resources from "../../protocol/resources.ts";

/** What the server answers. */
const answered: Record<string, GenericSchema> = {
  App: resources.app,
  Message: resources.message,
  Version: resources.version,
  VersionMetadata: resources.versionMetadata,
  Usage: resources.usage,
  RoundUsage: resources.roundUsage,
  FileChange: resources.fileChange,
  Notice: resources.notice,
  VersionFile: resources.versionFile,
  FileDiff: resources.fileDiff,
  Model: resources.model,
  Account: resources.account,
  ErrorCode: errorCode,
  RunCode: runCode,
  NoticeCode: noticeCode,
  Error: errorBody,
  Event: wireEvent,
  EventFrame: eventFrame,
  ...Object.fromEntries(Object.entries(eventSchemas).map(([type, schema]) => [eventName(type), schema])),
};

/** What it takes. */
const taken: Record<string, GenericSchema> = {
  CreateAppRequest: requests.createAppRequest,
  UpdateAppRequest: requests.updateAppRequest,
  CreateMessageRequest: requests.createMessageRequest,
  UpdateMessageRequest: requests.updateMessageRequest,
};

/** "version.completed" → "VersionCompletedEvent". */
function eventName(type: string): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Event`;
}

const place = (name: string) => `#/components/schemas/${name}`;

const config = (direction: "input" | "output"): ConversionConfig => ({
  target: "draft-2020-12",
  typeMode: direction,
  overrideRef: ({ referenceId }) => place(referenceId),
  // Stated explicitly, since the auth library builds that object.
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === "loose_object" ? { ...jsonSchema, additionalProperties: true } : undefined,
  // Checks that a schema cannot express (a visible character, a whole one) are in the descriptions.
  ignoreActions: ["check", "trim", "normalize"],
});

/** A schema as it stands in the document; named ones by reference. */
export function schemaOf(schema: GenericSchema, direction: "input" | "output"): JsonSchema {
  const {
    $schema: _schema,
    $defs: _definitions,
    ...rest
  } = toJsonSchema(schema, {
    ...config(direction),
    definitions: direction === "input" ? taken : answered,
  });
  return rest;
}

/** What each code means, under the field name that documentation tools read. */
function explain<Facts extends { remedy: string }>(
  schema: JsonSchema | undefined,
  codes: Readonly<Record<string, Facts>>,
  meaning: (facts: Facts) => string,
): JsonSchema {
  const entries = Object.entries(codes).map(([code, facts]) => [
    code,
    facts.remedy === "–" ? meaning(facts) : `${meaning(facts)}. What to do: ${facts.remedy}`,
  ]);
  return { ...schema, "x-enumDescriptions": Object.fromEntries(entries) } as JsonSchema;
}

export function namedSchemas() {
  const named = { ...toJsonSchemaDefs(answered, config("output")), ...toJsonSchemaDefs(taken, config("input")) };
  const mapping = Object.fromEntries(Object.keys(eventSchemas).map((type) => [type, place(eventName(type))]));
  const explained = {
    ErrorCode: explain(named.ErrorCode, errors, ({ when }) => when),
    RunCode: explain(named.RunCode, runFailures, ({ means }) => means),
    NoticeCode: explain(named.NoticeCode, notices, ({ means }) => means),
  };
  // An OpenAPI keyword that JSON Schema lacks: it tells generators that `type` decides.
  return { ...named, ...explained, Event: { ...named.Event, discriminator: { propertyName: "type", mapping } } };
}
