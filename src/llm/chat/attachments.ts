// Data that a server attached to a message or call of a Chat Completion and wants back word for word: opaque here. Gemini 3 answers 400 without
// its `extra_content.google.thought_signature` (ai.google.dev/gemini-api/docs/thought-signatures, 2026-11); LiteLLM passes it on as
// `provider_specific_fields`, or inside the call's id (BerriAI/litellm#16895); Copilot has `reasoning_opaque`.
import { isRecord } from "../../base/foreign-values.ts";

/** As stored, next to other reasoning. `call`: index in the message's calls; omitted for the message itself. */
export interface Attachment {
  attached: Record<string, unknown>;
  call?: number;
}

export const isAttachment = (item: unknown): item is Attachment =>
  isRecord(item) && isRecord(item.attached) && (item.call === undefined || typeof item.call === "number");

const messageFields = ["extra_content", "provider_specific_fields", "reasoning_opaque"] as const;
const callFields = ["extra_content", "provider_specific_fields", "thought_signature"] as const;
/** Limit for one answer's attachments as JSON, UTF-16 units: signatures take a few thousand. Anything longer is dropped, as a part would be useless. */
const maxCharacters = 200_000;
/** Depth to which objects are merged; deeper values are taken from the last piece. */
const maxMergedLevels = 4;

export interface AttachmentCollector {
  /** `source`: a message or a piece of one. True if something was attached. */
  ofMessage(source: object): boolean;
  /** `call` null: the piece belongs to no call. */
  ofCall(call: number | null, source: object): boolean;
  all(): readonly Attachment[];
}

export function createAttachmentCollector(): AttachmentCollector {
  /** By call; -1 is the message. */
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

/** LiteLLM appends Gemini's signature to a call's id, after this separator. */
const signatureInId = "__thought__";

export const isSignedId = (id: unknown): id is string => typeof id === "string" && id.includes(signatureInId);

/** Whether a call's attachment holds a Gemini signature. */
export function isSigned(attached: Record<string, unknown>): boolean {
  const { extra_content, provider_specific_fields, thought_signature, id } = attached;
  const google = isRecord(extra_content) ? extra_content.google : undefined;
  const signatures = [google, provider_specific_fields].map((part) => (isRecord(part) ? part.thought_signature : undefined));
  return isSignedId(id) || [...signatures, thought_signature].some((text) => typeof text === "string" && text !== "");
}

/** Runs for every token, and most have nothing attached. */
function pick(source: object, fields: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    const value = field in source ? (source as Record<string, unknown>)[field] : null;
    if (isSomething(value)) found[field] = value;
  }
  return found;
}

/** Gemini marks pieces of thoughts this way; applied to a whole message it would be wrong. */
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

/** Servers that attach nothing still send the field. */
const isSomething = (value: unknown) =>
  value !== null && value !== undefined && value !== "" && !(isRecord(value) && isEmpty(value));

const isEmpty = (value: Record<string, unknown>) => Object.values(value).every((inner) => inner === null || inner === undefined);
