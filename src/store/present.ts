// Turns rows into wire resources. Preview addresses depend on the client's origin, so the functions that make them are arguments.
import type { InferSelectModel } from "drizzle-orm";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { PreviewRef } from "../protocol/preview-link.ts";
import type { App, Message, Version, VersionMetadata } from "../protocol/resources.ts";
import type { apps, messages, versions } from "./schema.ts";

export type AppRow = InferSelectModel<typeof apps>;
export type MessageRow = InferSelectModel<typeof messages>;
export type VersionRow = InferSelectModel<typeof versions>;

/** An app that is not stored yet: its preview key is made with its row. */
export type NewApp = Omit<AppRow, "previewKey">;

/** A version with its app's preview key; null when there is none to show. */
export type LinkedVersion = VersionRow & { previewKey: string | null };

/** Address of a version's preview, by the app's key; "latest" follows the app. */
export type PreviewAddress = (previewKey: string, ref: PreviewRef) => string;

export const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));

/** What decides an app's status. */
export interface AppActivity {
  /** A run is queued or running. */
  unfinished: boolean;
  /** Some run has ended, well or not. */
  tried: boolean;
  /** The newest version was completed but does not load. */
  broken: boolean;
}

export function presentApp(row: AppRow, activity: AppActivity, preview: PreviewAddress): App {
  const url = row.currentVersion === null ? null : preview(row.previewKey, "latest");
  return { ...presentNewApp(row, activity), current_version: row.currentVersion, preview_url: url };
}

export function presentNewApp(row: NewApp, activity: AppActivity): App {
  const hasVersion = row.currentVersion !== null;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    model: row.model,
    status: activity.unfinished ? "generating" : hasVersion ? "ready" : activity.tried ? "failed" : "empty",
    current_version: null,
    does_not_load: activity.broken,
    preview_url: null,
    public_values: row.publicValues,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}

export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    app_id: row.appId,
    role: row.role,
    content: row.content,
    status: row.status,
    version_id: row.versionId,
    created_at: iso(row.createdAt),
  };
}

/** Defaults for what rows written by older software lack. */
const addedSince = { resumes: 0, provider_switches: [] };

export function presentVersion(row: LinkedVersion, preview: PreviewAddress): Version {
  return {
    id: row.id,
    app_id: row.appId,
    number: row.number,
    status: row.status,
    summary: row.summary,
    parent_number: row.parentNumber,
    preview_url: row.number === null || row.previewKey === null ? null : preview(row.previewKey, row.number),
    created_at: iso(row.createdAt),
    started_at: isoOrNull(row.startedAt),
    completed_at: isoOrNull(row.completedAt),
    error_code: row.errorCode,
    error_message: row.errorMessage,
    libraries: presentLibraries(row.libraries),
    problems: row.problems,
    metadata: { ...addedSince, ...row.metadata, usage: presentUsage(row.metadata.usage) },
  };
}

/** The names that they export and import are for checks and previews. */
const presentLibraries = (libraries: ResolvedLibraries): Version["libraries"] =>
  Object.fromEntries(
    Object.entries(libraries).map(([specifier, { version, url, integrity }]) => [
      specifier,
      { version, url, ...(integrity === undefined ? {} : { integrity }) },
    ]),
  );

type RunUsage = NonNullable<VersionMetadata["usage"]>;
type StoredUsage = Partial<RunUsage> & Pick<RunUsage, "input_tokens" | "cached_tokens" | "output_tokens" | "cost_usd">;

function presentUsage(usage: StoredUsage | null): RunUsage | null {
  if (!usage) return null;
  const { cost_usd } = usage;
  const source = cost_usd === null ? null : ("estimate" as const);
  return { reasoning_tokens: null, cost_source: source, unknown_rounds: 0, unpriced_rounds: 0, by_round: [], ...usage };
}
