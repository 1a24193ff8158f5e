// Refusals shared by the use cases and the hub, each worded once. The hub decides; a use case asks before it stores anything.
import type { Problem } from "../protocol/errors.ts";

/** Also the answer for somebody else's app. */
export const noSuchApp: Problem = { code: "not_found", message: "There is no such app." };

export const runInProgress: Problem = {
  code: "run_in_progress",
  message: "A run is working on this app.",
  hint: "Wait for it or stop it, then try again.",
};

/** `current`: null before the first version. */
export const versionMovedOn = (current: number | null, expected: number): Problem => ({
  code: "version_moved_on",
  message: `The app is at version ${current ?? 0}, not ${expected}.`,
  hint: "Read the newest version and make your change there.",
});

export const nothingChanges: Problem = {
  code: "bad_request",
  message: "Nothing would change: the app's files are the same already.",
};

/** `reason`: a sentence that names the file. */
export const notStorable = (reason: string): Problem => ({
  code: "unsupported_media_type",
  message: reason,
  hint: "Send text in UTF-8 without zero bytes, or a picture, font, sound or other binary file under a name with its ending.",
});
