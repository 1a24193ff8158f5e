// What a run that completed came to, as its last line says it: only what was asked for and made is a success.
import type { Version } from "../../protocol/resources.ts";

export interface Completed {
  /** good: as it was asked for. warn: made, and it does not work. plain: an answer where files were asked for. */
  tone: "good" | "warn" | "plain";
  /** The version that the words are about, shown before them. */
  number: number | null;
  words: string;
}

/** What a completed version says of itself that keeps it from being shown as a success. */
export const brokenNotice = (version: Version | null) =>
  version?.metadata.notices.find(({ code }) => code === "does_not_load") ?? null;

/** `version` null: it is not known here, so nothing is said of what it changed. */
export function completedAs(version: Version | null): Completed {
  if (!version) return { tone: "good", number: null, words: "Done" };
  const { number, metadata } = version;
  if (number !== null) {
    return brokenNotice(version)
      ? { tone: "warn", number, words: "built, but it does not load" }
      : { tone: "good", number, words: "done" };
  }
  if (metadata.kind === "ask") return { tone: "good", number, words: "Answered" };
  return {
    tone: "plain",
    number,
    words: metadata.kind === "create" ? "Answered. Nothing was built." : "Answered. Nothing was changed.",
  };
}
