// finish_app: the model says that it is done. Refused while the app cannot load, a bounded number of times.
import * as v from "valibot";
import { shortened } from "../../base/surrogates.ts";
import type { Libraries } from "../../libraries/libraries.ts";
import { checkApp } from "../../workspace/checks.ts";
import type { WorkspaceView } from "../../workspace/files.ts";
import { defineTool, done, failed } from "./define.ts";

const maxSuggestions = 5;
/** Longest summary, UTF-16 units: one sentence is asked for, and it is shown with every version. */
const summaryMaxCharacters = 1_000;
/** A suggestion is a button in the chat, UTF-16 units. */
const suggestionMaxCharacters = 300;

export const finishApp = defineTool({
  name: "finish_app",
  description: "Say that the request is met. Call it once, alone, after everything else.",
  entries: {
    summary: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.description("One sentence on what is there now")),
    suggestions: v.optional(v.pipe(v.array(v.string()), v.description("Three next steps, each worded as a request"))),
  },
  writes: true,
  conclusion: ({ summary }) => summary,
  title: () => "Check and finish",
  async run({ summary, suggestions = [] }, { details, libraries, whatBlocks, workspace }) {
    // What could not be had from the CDN before may be there by now.
    await libraries.checked(workspace, (current) => checkApp(workspace, current));
    const found = whatBlocks();
    if (found) return failed(`The app does not load yet. Correct this, then finish.\n${found}`, "The app does not load yet");
    details.finish = {
      summary: shortened(summary, summaryMaxCharacters, () => "…"),
      suggestions: suggestions
        .filter((text) => text.trim())
        .slice(0, maxSuggestions)
        .map((text) => shortened(text, suggestionMaxCharacters, () => "…")),
    };
    // A model that was told often enough may finish anyway; the person is not told that all is well.
    if (!loads(workspace, libraries.current()))
      return { ...done("Finished, but the app does not load.", "The app does not load"), ok: false };
    return done("Finished.", "Everything loads");
  },
});

const loads = (workspace: WorkspaceView, libraries: Libraries) =>
  !checkApp(workspace, libraries).some(({ severity }) => severity === "error");
