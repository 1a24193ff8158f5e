// What a person can do about a failed run here. Hints mention only what exists on this server, and a way that would fail again is not
// offered.
import type { RunCode } from "../../protocol/codes.ts";

/** The same message would fail again: it needs other words. */
const wantsOtherWords: ReadonlySet<string> = new Set<RunCode>(["content_filter", "refused", "context_length"]);
/** The same model would fail again. */
const wantsOtherModel: ReadonlySet<string> = new Set<RunCode>(["unknown_model", "no_tools"]);

type WayOn = "again" | "other words" | "none";

interface Failure {
  code: string;
  retryable: boolean;
  /** The model that was asked, and the one that would be asked next; empty means the server's default. */
  askedModel: string | null;
  nextModel: string;
}

export function wayOn({ code, retryable, askedModel, nextModel }: Failure): WayOn {
  if (wantsOtherWords.has(code)) return "other words";
  if (!retryable) return "none";
  return wantsOtherModel.has(code) && (nextModel === "" || nextModel === askedModel) ? "none" : "again";
}

/** How the server's sentences mention other models, and what to say instead when there is only one. */
const otherModels: readonly [RegExp, string][] = [
  [/ Choose another model for this app\./g, " This server offers no other; its operator can set one."],
  [/,? or choose (another model|a model with a larger context)(?=\.)/g, ""],
];

/** One of the server's sentences, adapted to the number of models on offer. */
export const fitted = (words: string, offeredModels: number): string =>
  offeredModels > 1 ? words : otherModels.reduce((text, [pattern, instead]) => text.replace(pattern, instead), words);
