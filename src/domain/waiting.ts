// How a run is asked for, and waiting for its end, where who started it or reads its version wants that.
import { isUnfinished, type Version } from "../protocol/resources.ts";
import type { Hub, Ports, VersionRecord } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";

/** The version once its run has ended, or as it is after so many seconds; null when it is gone. */
export async function untilEnded(
  { store, hub }: Pick<Ports, "store" | "hub">,
  appId: string,
  versionId: string,
  seconds: number,
): Promise<Result<VersionRecord | null>> {
  // Live before the first look: what ends in between is told.
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

/** A hub whose app was deleted hangs up before the rows are gone from the store. */
async function isGone(hub: Hub, versionId: string): Promise<boolean> {
  const again = await hub.watch(versionId);
  if (!again.ok) return again.problem.code === "not_found";
  again.value.close();
  return false;
}

/** How a message is sent, whatever it says. */
export interface Sending {
  /** Makes a repeated request the same request. */
  idempotencyKey: string | null;
  /** How long to wait for the end of the run; null: not at all. */
  waitSeconds: number | null;
}

/** What is known of a run that was just started: as it was submitted, or after the wait that was asked for. */
export interface Started {
  version: Version;
  /** False when no wait was asked for, or there was no room for one. */
  waited: boolean;
}

/**
 * An app that has too many viewers leaves no room to wait: the run is on its way all the same, so that is an answer at once. `seconds` null: no wait is
 * asked for.
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
