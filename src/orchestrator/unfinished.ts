// Answers without a call that do not end the work: what is missing, how and how often the model is asked to continue, and how the run then fails.
import type { RunCode } from "../protocol/codes.ts";
import { entryPath } from "../protocol/constants.ts";
import type { RunKind } from "../protocol/resources.ts";
import { hasEntry } from "../workspace/entry.ts";
import type { Workspace } from "../workspace/files.ts";
import type { Memory, Unfinished } from "./memory.ts";
import { note } from "./notes.ts";
import { announcesWork, holdsFile } from "./prose.ts";
import type { RoundAnswer } from "./round.ts";
import { errorMark } from "./tools/define.ts";
import { writingTools } from "./tools/index.ts";

interface Rule {
  /** How often in a row a model is asked again. */
  times: number;
  code: RunCode;
  message: string;
}

const rules: Record<Unfinished, Rule> = {
  attempt: {
    times: 1,
    code: "unreadable_calls",
    message: "The model wrote its tool calls as text, in a form that cannot be carried out.",
  },
  // Some providers occasionally return an empty answer, and a real one to the same request.
  empty: { times: 2, code: "empty_answer", message: "The model gave no answer." },
  no_entry: { times: 1, code: "no_entry", message: "The model wrote no index.html, so there is nothing to open." },
  lost: { times: 1, code: "unreadable_calls", message: "The model's server said the model called a tool, but sent no call." },
  announced: { times: 1, code: "only_announced", message: "The model said what it would do, but did nothing." },
  pasted: {
    times: 1,
    code: "only_announced",
    message: "The model wrote files into its answer instead of changing the app.",
  },
  failed: { times: 1, code: "only_announced", message: "The model's changes failed, and it did not try them again." },
};

export interface Ended {
  answer: RoundAnswer;
  memory: Memory;
  workspace: Workspace;
  kind: RunKind;
}

/** What is missing after an answer without calls; null when it may be the final one. */
export function unfinished({ answer, memory, workspace, kind }: Ended): Unfinished | null {
  if (answer.attempt) return "attempt";
  if (answer.text.trim() === "") return "empty";
  if (kind === "create" && !hasEntry(workspace)) return "no_entry";
  if (answer.finish === "tool_calls") return "lost";
  if (announcesWork(answer.text)) return "announced";
  if (kind !== "update" || hasChanges(workspace)) return null;
  if (holdsFile(answer.text, workspace)) return "pasted";
  return changesFailed(memory) ? "failed" : null;
}

/** Asks the model to continue; null when it was asked often enough, and the rule then says how the run fails. */
export function askAgain(what: Unfinished, { answer, memory, kind }: Ended): Rule | null {
  const rule = rules[what];
  const asked = memory.askedAgain[what] ?? 0;
  if (asked >= rule.times) return rule;
  memory.askedAgain = { ...memory.askedAgain, [what]: asked + 1 };
  memory.items.push(note(noteOf(what, answer, kind)));
  return null;
}

export const hasChanges = (workspace: Workspace): boolean => {
  const { written, deleted } = workspace.changes();
  return written.length + deleted.length > 0;
};

/** A call should have changed the app, but none did. */
function changesFailed({ items }: Memory): boolean {
  const writing = new Set(
    items.flatMap((item) =>
      item.role === "assistant" ? item.calls.flatMap(({ id, name }) => (writingTools.has(name) ? id : [])) : [],
    ),
  );
  return items.some((item) => item.role === "tool" && writing.has(item.callId) && item.text.startsWith(errorMark));
}

/** For models that cannot call tools through their API; their calls are read from the text. */
const howToCall =
  "Call the tools by the API's tool calls, not in the text. Only if you have no such calls, write each call alone, as valid JSON in exactly this form:\n" +
  '<tool_call>\n{"name": "write_file", "arguments": {"path": "index.html", "content": "…"}}\n</tool_call>';

/** After calls, when a later one could not be read. */
export const attemptNote = ({ why, began }: NonNullable<RoundAnswer["attempt"]>, someDone: boolean): string =>
  `Your answer holds a call as text that cannot be carried out: ${why}. ` +
  `${someDone ? "Those before it were carried out, from it on nothing was." : "Nothing was done."} It began:\n${began}\n${howToCall}`;

function noteOf(what: Unfinished, { attempt }: RoundAnswer, kind: RunKind): string {
  switch (what) {
    case "attempt":
      return attempt ? attemptNote(attempt, false) : howToCall;
    case "empty":
      return kind === "ask" ? "Your answer was empty. Answer the question." : `Your answer was empty. Go on. ${howToCall}`;
    case "no_entry":
      return `The app has no ${entryPath} yet, so there is nothing to open: text in an answer does not become a file. Write the files now, then call finish_app. ${howToCall}`;
    case "lost":
      return `Your answer ended as one with a tool call does, and no call arrived. If you meant one, call again. ${howToCall}`;
    case "announced":
      return kind === "ask"
        ? "Your answer ends before what it announces. Go on: read what you need, then answer the question."
        : `You said what you would do, and called no tool. Do it now, then call finish_app. ${howToCall}`;
    case "failed":
      return (
        "Nothing in the app has changed: the calls that were to change it failed, as their results say. Correct them and call again, " +
        "or say in one sentence why it cannot be done."
      );
    case "pasted":
      return (
        "Nothing in the app has changed: code in an answer does not become part of it. If it was meant to, change the files now, then call " +
        `finish_app. If it was an explanation, say so in one sentence. ${howToCall}`
      );
  }
}
