// The answer to a submitted message, which is the same however often it is asked for.
import type { Submitted } from "../../domain/ports.ts";
import { done, type Result } from "../../domain/result.ts";
import type { Message } from "../../protocol/resources.ts";
import { presentNewApp, presentVersion } from "../../store/present.ts";
import { gone } from "../contract/requests.ts";
import { messageOf } from "../core/message.ts";
import type { AskedRun } from "../core/records.ts";
import { newAppRow, newVersionRow } from "./rows.ts";

/** Read off the run as it was submitted, whatever has become of it since. `retried`: the message that it tries again. */
export function submittedReply(run: AskedRun, retried: Message | null): Result<Submitted> {
  const own = run.submission.messages.find(({ role }) => role === "user");
  const message = retried ?? (own && messageOf(own, run));
  if (!message) return gone;
  const app = newAppRow(run);
  return done({
    app: app && presentNewApp(app, { unfinished: true, tried: false, broken: false }),
    message,
    // It has no preview yet, so that no address is made.
    version: presentVersion({ ...newVersionRow(run), previewKey: null }, () => ""),
  });
}
