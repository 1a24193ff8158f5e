// What HTTP adds to a request that starts a run: `Idempotency-Key`, and `Prefer: wait=N` (RFC 7240).
import type { Context } from "hono";
import { readIdempotencyKey } from "../domain/idempotency.ts";
import type { Sending } from "../domain/waiting.ts";
import { waitMaxSeconds } from "../protocol/constants.ts";
import { isUnfinished, type Version } from "../protocol/resources.ts";
import type { ApiEnv } from "./environment.ts";
import { answerOf } from "./granted.ts";

export const idempotencyKeyOf = (c: Context<ApiEnv>): string | null =>
  answerOf(readIdempotencyKey(c.req.header("idempotency-key")));

export const sendingOf = (c: Context<ApiEnv>): Sending => ({
  idempotencyKey: idempotencyKeyOf(c),
  waitSeconds: preferredSeconds(c.req.header("prefer")),
});

/** The first `wait` counts, and others' preferences are not ours to refuse. */
function preferredSeconds(prefer = ""): number | null {
  const wait = prefer
    .split(",")
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;|$)/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return wait === undefined ? null : Math.min(Number(wait), waitMaxSeconds);
}

export function sayApplied(c: Context<ApiEnv>, { waitSeconds }: Sending, waited: boolean): void {
  if (waited) c.header("Preference-Applied", `wait=${waitSeconds}`);
}

export const statusOf = ({ status }: Version) => (isUnfinished(status) ? 202 : 200);
