// Waiting for the end of a run: `Prefer: wait=N` (RFC 7240) on what starts one, `?wait=N` on reading its version. The hub has no timers, so the request
// itself waits, as a viewer of the app's live events.
import type { Context } from "hono";
import { pingText, pongText, waitMaxSeconds } from "../protocol/constants.ts";
import { terminalTypes, type WireEvent } from "../protocol/events.ts";
import { isUnfinished } from "../protocol/resources.ts";
import { findApp, findVersion } from "../store/history.ts";
import { type LinkedVersion, presentApp, presentVersion } from "../store/present.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";
import { confirmCharacters, hubSocket } from "./hub-socket.ts";

interface Run {
  appId: string;
  versionId: string;
}

/** The first `wait` counts, and others' preferences are not ours to refuse. */
function preferredSeconds(c: Context<ApiEnv>): number | null {
  const wait = (c.req.header("prefer") ?? "")
    .split(",")
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;|$)/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return wait === undefined ? null : Math.min(Number(wait), waitMaxSeconds);
}

/**
 * App and version as they are when the run has ended or the wait is over; null when the request asked for no wait. An app that has too many viewers
 * leaves no room to wait: the run is on its way all the same, so that is an answer at once and without `Preference-Applied`.
 */
export async function waitAsPreferred(c: Context<ApiEnv>, run: Run) {
  const seconds = preferredSeconds(c);
  if (seconds === null) return null;
  try {
    const row = await untilEnded(c, run, seconds);
    const found = await findApp(c.get("db"), run.appId);
    if (!row || !found) throw new Fault("not_found", "The app or the message was deleted meanwhile.");
    c.header("Preference-Applied", `wait=${seconds}`);
    const preview = c.get("preview");
    return {
      app: presentApp(found.row, found.activity, preview),
      version: presentVersion(row, preview),
      status: isUnfinished(row.status) ? (202 as const) : (200 as const),
    };
  } catch (error) {
    if (error instanceof Fault && error.code === "too_many_viewers") return null;
    throw error;
  }
}

/** The version once its run has ended, or as it is after so many seconds. */
export async function untilEnded(c: Context<ApiEnv>, { appId, versionId }: Run, seconds: number): Promise<LinkedVersion | null> {
  const over = Promise.withResolvers<void>();
  // Live before the first look: what ends in between is told.
  const socket = await hubSocket(c, appId, "now");
  let unconfirmedCharacters = 0;
  socket.addEventListener("message", ({ data }) => {
    const text = String(data);
    if (text === pongText) return;
    unconfirmedCharacters += text.length;
    if (unconfirmedCharacters >= confirmCharacters) {
      socket.send(pingText);
      unconfirmedCharacters = 0;
    }
    const events = JSON.parse(text) as WireEvent[];
    if (events.some((event) => "seq" in event && event.version_id === versionId && terminalTypes.has(event.type))) over.resolve();
  });
  socket.addEventListener("close", () => over.resolve());
  socket.addEventListener("error", () => over.resolve());
  socket.accept();
  const timer = setTimeout(() => over.resolve(), seconds * 1000);
  try {
    const present = await findVersion(c.get("db"), appId, versionId);
    if (!present || !isUnfinished(present.status)) return present;
    await over.promise;
    return await findVersion(c.get("db"), appId, versionId);
  } finally {
    clearTimeout(timer);
    socket.close(1000);
  }
}
