// The last line of a completed run. Only what was both asked for and made counts as a success.
import type { Version } from "../../protocol/resources.ts";

export interface Completed {
  /** good: as requested. warn: made, but it does not work. plain: an answer where files were requested. */
  tone: "good" | "warn" | "plain";
  /** The version that the words are about, shown before them. */
  number: number | null;
  words: string;
}

/** The notice of a completed version that keeps it from being shown as a success. */
export const brokenNotice = (version: Version | null) =>
  version?.metadata.notices.find(({ code }) => code === "does_not_load") ?? null;

/** A null `version` is unknown here, so the words do not say what it changed. */
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
