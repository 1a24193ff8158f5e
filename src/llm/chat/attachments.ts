// Data that a server attached to a message or call of a Chat Completion and wants back word for word: opaque here. Gemini 3 answers 400 without
// its `extra_content.google.thought_signature` (ai.google.dev/gemini-api/docs/thought-signatures, 2026-11); LiteLLM passes it on as
// `provider_specific_fields`, or inside the call's id (BerriAI/litellm#16895); Copilot has `reasoning_opaque`.
import { isRecord } from "../../base/foreign-values.ts";

/** As it is kept, beside other reasoning. `call`: place among the calls of the message; not given: it is the message's own. */
export interface Attachment {
  attached: Record<string, unknown>;
  call?: number;
}

export const isAttachment = (item: unknown): item is Attachment =>
  isRecord(item) && isRecord(item.attached) && (item.call === undefined || typeof item.call === "number");

const messageFields = ["extra_content", "provider_specific_fields", "reasoning_opaque"] as const;
const callFields = ["extra_content", "provider_specific_fields", "thought_signature"] as const;
/** All of one answer, as JSON, UTF-16 units: signatures have some thousand. What is longer is not kept: a part of it is of no use. */
const maxCharacters = 200_000;
/** Levels of objects that are put together; what lies deeper is taken as the last piece has it. */
const maxMergedLevels = 4;

export interface AttachmentCollector {
  /** `source`: a message or a piece of one. True when something was attached. */
  ofMessage(source: object): boolean;
  /** `call` null: of a piece that belongs to no call. */
  ofCall(call: number | null, source: object): boolean;
  all(): readonly Attachment[];
}

export function createAttachmentCollector(): AttachmentCollector {
  /** By call; -1: the message. */
  const found = new Map<number, Record<string, unknown>>();
  let characters = 0;

  function add(place: number, given: Record<string, unknown>): boolean {
    if (Object.keys(given).length === 0) return false;
    characters += JSON.stringify(given).length;
    if (characters <= maxCharacters) found.set(place, merged(found.get(place) ?? {}, given, maxMergedLevels));
    return true;
  }

  return {
    ofMessage: (source) => add(-1, withoutMarks(pick(source, messageFields))),
    ofCall(call, source) {
      if (call === null) return false;
      const id = pick(source, ["id"]).id;
      return add(call, { ...pick(source, callFields), ...(isSignedId(id) ? { id } : {}) });
    },
    all() {
      if (characters > maxCharacters) return [];
      return [...found]
        .sort(([one], [other]) => one - other)
        .map(([call, attached]) => (call === -1 ? { attached } : { attached, call }));
    },
  };
}

/** LiteLLM puts what Gemini wants back behind this, in the id of a call. */
const signatureInId = "__thought__";

export const isSignedId = (id: unknown): id is string => typeof id === "string" && id.includes(signatureInId);

/** Whether a call's attachment has a signature of Gemini's. */
export function isSigned(attached: Record<string, unknown>): boolean {
  const { extra_content, provider_specific_fields, thought_signature, id } = attached;
  const google = isRecord(extra_content) ? extra_content.google : undefined;
  const signatures = [google, provider_specific_fields].map((part) => (isRecord(part) ? part.thought_signature : undefined));
  return isSignedId(id) || [...signatures, thought_signature].some((text) => typeof text === "string" && text !== "");
}

/** Every token comes by here, and most have none of them. */
function pick(source: object, fields: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    const value = field in source ? (source as Record<string, unknown>)[field] : null;
    if (isSomething(value)) found[field] = value;
  }
  return found;
}

/** Gemini marks pieces of thoughts so; said of a whole message it would be wrong. */
function withoutMarks(given: Record<string, unknown>): Record<string, unknown> {
  const { extra_content: extra, ...rest } = given;
  if (!isRecord(extra)) return given;
  const { google, ...others } = extra;
  const { thought: _, ...kept } = isRecord(google) ? google : {};
  const content = { ...others, ...(Object.keys(kept).length > 0 ? { google: kept } : {}) };
  return Object.keys(content).length > 0 ? { ...rest, extra_content: content } : rest;
}

function merged(before: Record<string, unknown>, given: Record<string, unknown>, levels: number): Record<string, unknown> {
  const out = { ...before };
  for (const [name, value] of Object.entries(given)) {
    if (!isSomething(value)) continue;
    const there = out[name];
    out[name] = levels > 0 && isRecord(there) && isRecord(value) ? merged(there, value, levels - 1) : value;
  }
  return out;
}

/** Servers that attach nothing send the field all the same. */
const isSomething = (value: unknown) =>
  value !== null && value !== undefined && value !== "" && !(isRecord(value) && isEmpty(value));

const isEmpty = (value: Record<string, unknown>) => Object.values(value).every((inner) => inner === null || inner === undefined);
