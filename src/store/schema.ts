// History in D1: apps, messages, versions, files, usage. Nothing is written here per token. Times are milliseconds since 1970, UTC.
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { RunCode } from "../protocol/codes.ts";
import { newPreviewKey } from "../protocol/preview-link.ts";
import type { CostSource, FileProblem, ProviderName, RunKind, VersionMetadata, VersionStatus } from "../protocol/resources.ts";
import { user } from "./auth-schema.ts";

export { account, apikey, session, user, verification } from "./auth-schema.ts";

export const apps = sqliteTable(
  "apps",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    model: text("model").notNull().default(""),
    /** Highest version number; null until a version changed files. */
    currentVersion: integer("current_version"),
    /** Names the app's previews and permits opening them; the owner can renew it. */
    previewKey: text("preview_key").notNull().$defaultFn(newPreviewKey),
    /** What the app's files read as `import.meta.env.NAME`. Anyone who opens the app can read it. */
    publicValues: text("public_values", { mode: "json" }).$type<Record<string, string>>().notNull().default({}),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Counts people's changes to the app, so that a late write of an older change has no effect. */
    revision: integer("revision").notNull().default(0),
  },
  (table) => [
    index("apps_user").on(table.userId, table.updatedAt, table.id),
    uniqueIndex("apps_preview_key").on(table.previewKey),
  ],
);

export const messages = sqliteTable(
  "messages",
  {
    id: text("id").primaryKey(),
    appId: text("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Position in the conversation, given by the app's hub. */
    position: integer("position").notNull(),
    role: text("role").$type<"user" | "assistant">().notNull(),
    content: text("content").notNull(),
    status: text("status").$type<VersionStatus>().notNull(),
    versionId: text("version_id"),
    createdAt: integer("created_at").notNull(),
    /** Counts changes to a waiting message, so that a late write of an older text has no effect. */
    revision: integer("revision").notNull().default(0),
  },
  (table) => [uniqueIndex("messages_position").on(table.appId, table.position)],
);

export const versions = sqliteTable(
  "versions",
  {
    id: text("id").primaryKey(),
    appId: text("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    number: integer("number"),
    parentNumber: integer("parent_number"),
    status: text("status").$type<VersionStatus>().notNull(),
    kind: text("kind").$type<RunKind>().notNull(),
    userMessageId: text("user_message_id"),
    assistantMessageId: text("assistant_message_id"),
    summary: text("summary").notNull().default(""),
    errorCode: text("error_code").$type<RunCode>(),
    errorMessage: text("error_message"),
    metadata: text("metadata", { mode: "json" }).$type<VersionMetadata>().notNull(),
    /** What its files import from the CDN, in exact versions. */
    libraries: text("libraries", { mode: "json" }).$type<ResolvedLibraries>().notNull().default({}),
    /** What is wrong in its files, found when it was made. */
    problems: text("problems", { mode: "json" }).$type<FileProblem[]>().notNull().default([]),
    createdAt: integer("created_at").notNull(),
    startedAt: integer("started_at"),
    completedAt: integer("completed_at"),
  },
  (table) => [
    uniqueIndex("versions_position").on(table.appId, table.position),
    uniqueIndex("versions_number").on(table.appId, table.number).where(sql`number IS NOT NULL`),
  ],
);

/**
 * File contents, once per app and content: text in UTF-8, or what is known of a binary file, whose bytes are in R2 (binaries.ts) and whose text is
 * empty here. `sha256` and `size` are of the bytes.
 */
export const blobs = sqliteTable(
  "blobs",
  {
    appId: text("app_id").notNull(),
    sha256: text("sha256").notNull(),
    size: integer("size").notNull(),
    content: text("content").notNull(),
    /** Of a binary file; null for text. */
    contentType: text("content_type"),
    /** Pixels of a picture; null where its header does not say. */
    width: integer("width"),
    height: integer("height"),
  },
  (table) => [primaryKey({ columns: [table.appId, table.sha256] })],
);

/**
 * Which file stood at a path from version `since` until before version `until` (null: still). A version's files are the rows that span its
 * number, so a version needs rows only for what it changed.
 */
export const files = sqliteTable(
  "files",
  {
    appId: text("app_id").notNull(),
    path: text("path").notNull(),
    since: integer("since").notNull(),
    until: integer("until"),
    sha256: text("sha256").notNull(),
    size: integer("size").notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.path, table.since] })],
);

/** One row per model round: what it cost according to its provider. Null means unknown. */
export const usage = sqliteTable(
  "usage",
  {
    versionId: text("version_id").notNull(),
    round: integer("round").notNull(),
    appId: text("app_id").notNull(),
    provider: text("provider").$type<ProviderName>().notNull(),
    model: text("model").notNull(),
    inputTokens: integer("input_tokens"),
    cachedTokens: integer("cached_tokens"),
    outputTokens: integer("output_tokens"),
    reasoningTokens: integer("reasoning_tokens"),
    costUsd: real("cost_usd"),
    costSource: text("cost_source").$type<CostSource>(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.round] }), index("usage_app").on(table.appId)],
);
