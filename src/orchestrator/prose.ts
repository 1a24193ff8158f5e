// What prose without a call says about the work: that it is yet to come, or that it is in the answer instead of the app. Uses only signs that can
// hardly mean something else; docs/decisions/2026-11-28-calls-in-text.md says which and why.
import { isWholePage } from "../llm/text-calls/page.ts";
import type { Workspace } from "../workspace/files.ts";

/** How much of an answer's end is looked at, UTF-16 units. */
const lookedAtCharacters = 400;

const closing = new Set([..."*_`\"' \n\t.!…"]);
const colons = new Set([..."::："]);

const announcement =
  /^(?:(?:ok|okay|sure|great|perfect|alright|now|next|first|then|so|and),? )?(?:i will|i['’]ll|i am going to|i['’]m going to|i need to|let me|let['’]s) (?:now |first |next |then |also |quickly |go ahead and )?(?:add|adjust|apply|begin|build|change|check|convert|create|edit|examine|fix|generate|get started|get to work|implement|inspect|look|make|modify|move|put|read|refactor|remove|replace|restyle|rewrite|set|start|style|take|turn|update|view|write)\b/i;
/** "Updating index.html now", "Working on it": a whole sentence that names the work but no subject. */
const underway =
  /^(?:(?:ok|okay|sure|great|perfect|alright|now),? )?(?:now |proceeding to |one moment while i )?(?:add(?:ing)?|apply(?:ing)?|build(?:ing)?|chang(?:e|ing)|creat(?:e|ing)|edit(?:ing)?|fix(?:ing)?|implement(?:ing)?|modify(?:ing)?|remov(?:e|ing)|replac(?:e|ing)|rewrit(?:e|ing)|updat(?:e|ing)|work(?:ing)? on|writ(?:e|ing)) (?:it|this|that|the [\w.-]{1,40}|[\w/-]{1,80}\.[a-z]{2,5})(?: now)?$/i;
const begun = /^(?:(?:ok|okay|sure|great|perfect|alright|now),? )?(?:now |proceeding to |one moment while i |\w{2,12}ing )/i;
const condition = /\b(?:if|once|when|unless|whenever)\b/i;

/** It ends with a colon, or with a sentence that says what the model is about to do. */
export function announcesWork(text: string): boolean {
  const end = text.slice(-lookedAtCharacters).trimEnd();
  let length = end.length;
  while (length > 0 && closing.has(end[length - 1]!)) length -= 1;
  const said = end.slice(0, length);
  if (colons.has(said.at(-1) ?? "")) return true;
  const from = Math.max(...[". ", "! ", "? ", ": ", "\n"].map((mark) => said.lastIndexOf(mark) + mark.length), 0);
  const sentence = said.slice(said.lastIndexOf("\n") === -1 && from < 2 ? 0 : from).replace(/^[\s*_#>]+/, "");
  if (condition.test(sentence)) return false;
  return announcement.test(sentence) || (begun.test(sentence) && underway.test(sentence));
}

/** A fence with at least this many lines counts as a file; a shorter one is an example. */
const fileMinLines = 10;
/** And from this share of the file's lines on. */
const wholeShare = 0.6;

/** A code fence holds a whole page, or as much as a file of the app that its first line or the line before names. */
export function holdsFile(text: string, workspace: Workspace): boolean {
  const files = workspace.list().map(({ path }) => path);
  const lines = text.split("\n");
  let opened: { at: number; run: string } | null = null;
  for (const [at, line] of lines.entries()) {
    const run = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (!run) continue;
    if (!opened) opened = { at, run };
    else if (run[0] === opened.run[0] && run.length >= opened.run.length) {
      const content = lines.slice(opened.at + 1, at);
      if (isWholePage(content.join("\n"))) return true;
      const named = `${lines[opened.at - 1] ?? ""} ${lines[opened.at]}`;
      const path = files.find((file) => named.includes(file));
      const fileLines = path === undefined ? 0 : (workspace.read(path) ?? "").split("\n").length;
      if (path !== undefined && content.length >= Math.max(fileMinLines, wholeShare * fileLines)) return true;
      opened = null;
    }
  }
  return false;
}
