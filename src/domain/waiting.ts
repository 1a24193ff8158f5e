// How a run is requested, and waiting for its end if the caller asks to.
import { isUnfinished, type Version } from "../protocol/resources.ts";
import type { Hub, Ports, VersionRecord } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";

/** The version once its run has ended, or as it is when the time is up; null when it is gone. */
export async function untilEnded(
  { store, hub }: Pick<Ports, "store" | "hub">,
  appId: string,
  versionId: string,
  seconds: number,
): Promise<Result<VersionRecord | null>> {
  // Subscribe before the first look, so that an end in between is not missed.
  const watch = await hub(appId).watch(versionId);
  if (!watch.ok) return watch;
  try {
    const present = await store.findVersion(appId, versionId);
    if (!present || !isUnfinished(present.version.status)) return done(present);
    const how = await watch.value.ended(seconds);
    if (how === "hung_up" && (await isGone(hub(appId), versionId))) return done(null);
    return done(await store.findVersion(appId, versionId));
  } finally {
    watch.value.close();
  }
}

/** When an app is deleted, its hub hangs up before the rows leave the store. */
async function isGone(hub: Hub, versionId: string): Promise<boolean> {
  const again = await hub.watch(versionId);
  if (!again.ok) return again.problem.code === "not_found";
  again.value.close();
  return false;
}

/** Options for sending a message, whatever its text. */
export interface Sending {
  /** Makes a repeated request the same request. */
  idempotencyKey: string | null;
  /** How long to wait for the run to end; null: do not wait. */
  waitSeconds: number | null;
}

/** A run that was just started: as submitted, or after the requested wait. */
export interface Started {
  version: Version;
  /** False when no wait was requested, or there was no room for one. */
  waited: boolean;
}

/**
 * An app with too many viewers has no room for a waiter. Its run has started all the same, so the answer comes at once. `seconds` null: do not
 * wait.
 */
export async function started(
  ports: Pick<Ports, "store" | "hub">,
  version: Version,
  seconds: number | null,
): Promise<Result<Started>> {
  if (seconds === null) return done({ version, waited: false });
  const ended = await untilEnded(ports, version.app_id, version.id, seconds);
  if (!ended.ok) return ended.problem.code === "too_many_viewers" ? done({ version, waited: false }) : ended;
  return ended.value ? done({ version: ended.value.version, waited: true }) : deletedMeanwhile;
}

export const deletedMeanwhile = refuse("not_found", "The app or the message has been deleted in the meantime.");
