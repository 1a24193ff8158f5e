// Promises that cannot be tried from outside without harm. They are listed as skipped, so that nobody takes an untested promise for a kept one.
import { type Check, skip } from "../check.ts";

const unreachable = (name: string, promise: string, reason: string): Check => ({ name, promise, run: async () => skip(reason) });

export const outOfReach: readonly Check[] = [
  unreachable(
    "beyond.failures",
    "A version's `error_code`, and the `code` of `version.failed`; `retryable` says whether `retry` may help.",
    "no message makes every model fail",
  ),
  unreachable("beyond.viewers", "An app has at most 500 subscribers; one", "it takes 500 connections"),
  unreachable("beyond.slow-viewer", "4408: eight million characters were", "it takes a run of that size"),
  unreachable("beyond.pruning", "Events of a run stay for an hour after it ends", "it takes an hour"),
  unreachable("beyond.key-age", "(1–200 characters, kept for 24 hours, per user and route)", "it takes a day"),
  unreachable(
    "beyond.sign-in-rate",
    "too many calls to a sign-in route in a short time",
    "it would lock out others behind the same address",
  ),
  unreachable(
    "beyond.outage",
    "503 `unavailable` means that the request was kept but the database did not respond",
    "a database does not fail on request",
  ),
];
