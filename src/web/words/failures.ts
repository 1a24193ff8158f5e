// What a failed run says to do, as far as it can be done here: a hint names only what exists, and a way that leads to the same failure is not
// offered.
import type { RunCode } from "../../protocol/codes.ts";

/** The same message leads to the same answer: it has to be another message. */
const wantsOtherWords: ReadonlySet<string> = new Set<RunCode>(["content_filter", "refused", "context_length"]);
/** The same model leads to the same answer. */
const wantsOtherModel: ReadonlySet<string> = new Set<RunCode>(["unknown_model", "no_tools"]);

type WayOn = "again" | "other words" | "none";

interface Failure {
  code: string;
  retryable: boolean;
  /** The model that was asked, and the one that would be asked now; empty is the server's default. */
  askedModel: string | null;
  nextModel: string;
}

export function wayOn({ code, retryable, askedModel, nextModel }: Failure): WayOn {
  if (wantsOtherWords.has(code)) return "other words";
  if (!retryable) return "none";
  return wantsOtherModel.has(code) && (nextModel === "" || nextModel === askedModel) ? "none" : "again";
}

/** Ways of the server's sentences to say that there are other models, and what is true where there is one alone. */
const otherModels: readonly [RegExp, string][] = [
  [/ Choose another model for this app\./g, " This server offers no other; its operator can set one."],
  [/,? or choose (another model|a model with a larger context)(?=\.)/g, ""],
];

/** A sentence of the server's, where so many models can be chosen from. */
export const fitted = (words: string, offeredModels: number): string =>
  offeredModels > 1 ? words : otherModels.reduce((text, [pattern, instead]) => text.replace(pattern, instead), words);
