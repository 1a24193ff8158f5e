// The last line of a completed run. Only what was both asked for and made counts as a success.
import type { FileProblem, Version } from "../../protocol/resources.ts";
import { counted } from "./numbers.ts";

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

/** What keeps a completed version from loading, as far as its files tell. */
export const blockingProblems = (version: Version | null): FileProblem[] =>
  version?.status === "completed" ? version.problems.filter(({ severity }) => severity === "error") : [];

/** Most problems named in a request: the first ones cause the rest. */
const requestedProblems = 5;

/** What is sent for "Fix it"; null if nothing has to be. */
export function fixRequest(version: Version | null): string | null {
  const blocking = blockingProblems(version);
  if (blocking.length === 0) {
    const notice = brokenNotice(version);
    return notice && `${notice.message}\n\nFix it.`;
  }
  const lines = blocking
    .slice(0, requestedProblems)
    .map(({ path, line, column, message }) => `- ${path}:${line}:${column} ${message}`);
  return `The app does not load. Fix what is wrong:\n${lines.join("\n")}`;
}

/** A null `version` is unknown here, so the words do not say what it changed. */
export function completedAs(version: Version | null): Completed {
  if (!version) return { tone: "good", number: null, words: "Done" };
  const { number, metadata } = version;
  if (number !== null) {
    const problems = blockingProblems(version).length;
    if (problems > 0) return { tone: "warn", number, words: `built, with ${counted(problems, "problem")}` };
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
