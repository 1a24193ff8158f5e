// What a hub answers the api: expected failures as values, and the answer to a submitted message, which is the same however often it is asked for.
import type { Problem } from "../protocol/errors.ts";
import type { App, Message, Version } from "../protocol/resources.ts";
import { type PreviewAddress, presentMessage, presentNewApp, presentVersion } from "../store/present.ts";
import type { Run } from "./core/state.ts";

export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const gone: Reply<never> = { ok: false, problem: { code: "not_found", message: "There is no such app." } };

/** The hub has it and the alarm repeats it: nothing is lost, only the database is behind. */
export const notStoredYet: Reply<never> = {
  ok: false,
  problem: {
    code: "unavailable",
    message: "It is kept, but the database did not answer.",
    hint: "It will be stored in a moment: read the app again.",
  },
};

export interface Submitted {
  /** Only for the message that made the app. */
  app: App | null;
  message: Message;
  version: Version;
}

/** Read off the run as it was submitted, so that a repeated request is answered like the first one, whatever became of the run since. */
export function submittedOf(run: Run, retried: Message | null, preview: PreviewAddress): Reply<Submitted> {
  if (!run.rowsStored && run.outcome === null) {
    const hint = "Send the same request with the same Idempotency-Key again in a moment.";
    return {
      ok: false,
      problem: { code: "unavailable", message: "The message is kept, but the database did not answer.", hint },
    };
  }
  const { app, messages, version } = run.submission;
  const own = messages.find(({ role }) => role === "user");
  const message = retried ?? (own && presentMessage(own));
  if (!message) return gone;
  const value = {
    app: app && presentNewApp(app, { unfinished: true, tried: false, broken: false }),
    message,
    // Where it stood when it was submitted, not what its start made of it.
    version: presentVersion({ ...version, previewKey: null }, preview),
  };
  return { ok: true, value };
}
