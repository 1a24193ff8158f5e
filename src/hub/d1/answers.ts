// The answer to a submitted message: the same each time it is repeated.
import type { Submitted } from "../../domain/ports.ts";
import { done, type Result } from "../../domain/result.ts";
import type { Message } from "../../protocol/resources.ts";
import { presentNewApp, presentVersion } from "../../store/present.ts";
import { gone } from "../contract/requests.ts";
import { messageOf } from "../core/message.ts";
import type { AskedRun } from "../core/records.ts";
import { newAppRow, newVersionRow } from "./rows.ts";

/** Made from the run as submitted, whatever has happened to it since. `retried`: the message it retries. */
export function submittedReply(run: AskedRun, retried: Message | null): Result<Submitted> {
  const own = run.submission.messages.find(({ role }) => role === "user");
  const message = retried ?? (own && messageOf(own, run));
  if (!message) return gone;
  const app = newAppRow(run);
  return done({
    app: app && presentNewApp(app, { unfinished: true, tried: false, broken: false }),
    message,
    // It has no preview yet, so it gets no address.
    version: presentVersion({ ...newVersionRow(run), previewKey: null }, () => ""),
  });
}
