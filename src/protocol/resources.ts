// The nouns of the wire: app, message, version, file. Schemas first, types inferred, so that server, client, tests and OpenAPI agree.
import * as v from "valibot";
import { noticeCode, runCode } from "./codes.ts";

const id = v.pipe(v.string(), v.description("Opaque id"));
const timestamp = v.pipe(v.string(), v.isoTimestamp(), v.description("ISO 8601, UTC"));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const appStatus = v.picklist(["empty", "generating", "ready", "failed"]);
export const runKind = v.picklist(["create", "update", "ask"]);
export const versionStatus = v.picklist(["pending", "in_progress", "completed", "failed", "cancelled"]);
export const versionOrigin = v.picklist(["run", "restore", "edit"]);
export const stageName = v.picklist(["analyzing", "planning", "coding", "reviewing", "deploying"]);
export const providerName = v.pipe(
  v.string(),
  v.description("Family of providers, such as openai, openrouter, anthropic, local, workers-ai or demo; more may come"),
);

export const app = v.object({
  id,
  name: v.string(),
  description: v.string(),
  model: v.pipe(v.string(), v.description("Model for this app's runs; empty means the server's default")),
  status: appStatus,
  current_version: v.nullable(count),
  does_not_load: v.pipe(
    v.boolean(),
    v.description("The newest version was completed although it does not load; its notice of that code says why"),
  ),
  preview_url: v.nullable(v.string()),
  public_values: v.pipe(
    v.record(v.string(), v.string()),
    v.description("What its files read as import.meta.env.NAME; anyone who opens the app can read them"),
  ),
  created_at: timestamp,
  updated_at: timestamp,
});

export const message = v.object({
  id,
  app_id: id,
  role: v.picklist(["user", "assistant"]),
  content: v.pipe(v.string(), v.description("Markdown; an assistant's text is written when its run ends")),
  status: versionStatus,
  version_id: v.nullable(id),
  created_at: timestamp,
});

/** Where a cost comes from: the provider's own charge, or an estimate from a price list. */
export const costSource = v.picklist(["provider", "estimate"]);

/** One round's figures as the provider reported them: null means unknown, not zero. */
const figures = {
  input_tokens: v.nullable(count),
  cached_tokens: v.pipe(v.nullable(count), v.description("Part of the input that the provider had in its cache")),
  output_tokens: v.nullable(count),
  reasoning_tokens: v.pipe(v.nullable(count), v.description("Part of the output that the model thought")),
  cost_usd: v.nullable(v.number()),
  cost_source: v.pipe(v.nullable(costSource), v.description("An estimate as soon as a part of the cost is one")),
};

/**
 * Tokens and cost of several rounds: each figure is the sum over the rounds that report it, and null when none does. If some rounds do
 * not, the sum is a minimum.
 */
export const usage = v.object({
  ...figures,
  unknown_rounds: v.pipe(count, v.description("Rounds whose input or output tokens are not known")),
  unpriced_rounds: v.pipe(count, v.description("Rounds whose cost is not known")),
});

export const roundUsage = v.object({ round: count, provider: providerName, model: v.string(), ...figures });

export const fileChange = v.object({ path: v.string(), change: v.picklist(["added", "modified", "deleted"]) });

export const notice = v.object({ code: noticeCode, message: v.string(), hint: v.optional(v.string()) });

export const versionMetadata = v.object({
  kind: runKind,
  origin: versionOrigin,
  provider: v.nullable(providerName),
  model: v.nullable(v.string()),
  rounds: count,
  attempts: v.pipe(count, v.description("Starts, each in an invocation of its own")),
  resumes: v.pipe(count, v.description("Starts that went on after rounds that an earlier start had completed")),
  provider_switches: v.array(v.object({ round: count, from: providerName, to: providerName, reason: runCode })),
  usage: v.nullable(v.object({ ...usage.entries, by_round: v.array(roundUsage) })),
  stages: v.array(v.object({ stage: stageName, at: timestamp })),
  files_changed: v.array(fileChange),
  suggestions: v.array(v.string()),
  notices: v.array(notice),
  restored_from: v.optional(count),
});

/** A library from the CDN, as an import names it: resolved once, it stays the same in every later version. */
export const versionLibrary = v.object({
  version: v.pipe(v.string(), v.description("Exact")),
  url: v.pipe(v.string(), v.description("Where previews load it from")),
  integrity: v.optional(v.pipe(v.string(), v.description("Where the CDN gives one"))),
});

/** Something wrong in the files of a version. */
export const fileProblem = v.object({
  path: v.string(),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.pipe(v.number(), v.integer(), v.minValue(1), v.description("In UTF-16 units")),
  message: v.string(),
  severity: v.pipe(
    v.picklist(["error", "warning"]),
    v.description("error: the app does not load, or cannot be drawn. warning: it loads, but part of it is missing or may fail"),
  ),
});

export const version = v.object({
  id,
  app_id: id,
  number: v.pipe(
    v.nullable(count),
    v.description("Given at commit to a version that changed files; null before, and for pure answers"),
  ),
  status: versionStatus,
  summary: v.string(),
  parent_number: v.nullable(count),
  preview_url: v.nullable(v.string()),
  created_at: timestamp,
  started_at: v.nullable(timestamp),
  completed_at: v.nullable(timestamp),
  error_code: v.pipe(v.nullable(runCode), v.description("Why the run failed")),
  error_message: v.nullable(v.string()),
  libraries: v.pipe(
    v.record(v.string(), versionLibrary),
    v.description("What its files import from the CDN for libraries, by the name in the import"),
  ),
  problems: v.pipe(
    v.array(fileProblem),
    v.description("What is wrong in its files, errors first, one entry a cause and 20 at most; found when it was made"),
  ),
  metadata: versionMetadata,
});

export const versionFile = v.object({
  path: v.string(),
  size: v.pipe(count, v.description("Bytes; of a text, in UTF-8")),
  sha256: v.string(),
  binary: v.optional(v.pipe(v.literal(true), v.description("It is not text"))),
  content_type: v.optional(v.pipe(v.string(), v.description("Of a binary file, by its content: image/png, audio/mpeg, …"))),
  width: v.optional(v.pipe(count, v.description("Pixels of a picture, where its header says so"))),
  height: v.optional(count),
  content: v.optional(v.pipe(v.string(), v.description("The text, where `contents=true` asked for it; binary files have none"))),
});

export const fileDiff = v.object({
  path: v.string(),
  status: v.picklist(["added", "modified", "deleted"]),
  patch: v.pipe(v.string(), v.description("Unified diff; for a binary file the line that says so")),
  binary: v.optional(
    v.pipe(
      v.object({ before: v.nullable(count), after: v.nullable(count) }),
      v.description("Set when one side is not text: the sizes in bytes, null where there was no file"),
    ),
  ),
});

export const model = v.object({
  id: v.string(),
  name: v.string(),
  provider: providerName,
  provider_name: v.pipe(v.string(), v.description("The provider as people know it")),
  default: v.boolean(),
  context_tokens: v.pipe(v.nullable(count), v.description("Tokens that it reads at once; null when it is not known")),
  tools: v.pipe(v.nullable(v.boolean()), v.description("It calls tools, which building needs; null when it is not known")),
  images: v.pipe(v.nullable(v.boolean()), v.description("It sees images; null when it is not known")),
  price_usd: v.pipe(
    v.nullable(v.object({ input: v.number(), cached: v.number(), output: v.number() })),
    v.description("List price for a million tokens; null when it is not known"),
  ),
});

export const account = v.object({
  id,
  /** Identified by a cookie alone. */
  guest: v.boolean(),
  apps: count,
  api_keys: count,
  created_at: timestamp,
});

export type Account = v.InferOutput<typeof account>;
export type App = v.InferOutput<typeof app>;
export type Message = v.InferOutput<typeof message>;
export type FileProblem = v.InferOutput<typeof fileProblem>;
export type Version = v.InferOutput<typeof version>;
export type VersionStatus = v.InferOutput<typeof versionStatus>;
/** A run with this status may still make changes. */
export const isUnfinished = (status: VersionStatus): boolean => status === "pending" || status === "in_progress";
export type VersionMetadata = v.InferOutput<typeof versionMetadata>;
export type VersionFile = v.InferOutput<typeof versionFile>;
export type FileChange = v.InferOutput<typeof fileChange>;
export type FileDiff = v.InferOutput<typeof fileDiff>;
export type Usage = v.InferOutput<typeof usage>;
export type CostSource = v.InferOutput<typeof costSource>;
export type Notice = v.InferOutput<typeof notice>;
export type RunKind = v.InferOutput<typeof runKind>;
export type StageName = v.InferOutput<typeof stageName>;
export type ProviderName = v.InferOutput<typeof providerName>;
export type Model = v.InferOutput<typeof model>;
