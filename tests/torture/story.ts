// What the model says and does in a planned run, and what has to come of it: the same for the same seed, known before it happens.
import { editFile, finishApp, say, setAppDetails, writeFile } from "../fakes/client.ts";
import { isRecord } from "../fakes/request-checks.ts";
import type { ChatRequest, Step } from "../fakes/scenario.ts";
import { type Dice, diceFor } from "./dice.ts";
import { nameOf, type PlannedRun } from "./plan.ts";

export interface StoryRound {
  text: string;
  steps: Step[];
  /** What the round does to the files. */
  apply(files: Map<string, string>): void;
}

const mark = "<!-- next -->";
const page = (app: number) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Book ${app}</title>
  </head>
  <body>
    <h1>Book ${app}</h1>
    <ol>
      ${mark}
    </ol>
  </body>
</html>
`;
const words = [
  "tea",
  "rain",
  "Größe",
  "harbour",
  "🌍",
  '"quoted"',
  "$&",
  "back\\slash",
  "été",
  "lamp",
  "\ttab",
  "stone",
  "river",
] as const;

/** The prompt names the run, so that every request to the provider tells which run it is of. */
export const promptOf = (run: PlannedRun) => `Add request ${run.index} to book ${run.app}. [run ${nameOf(run)}]`;

/** Which run and round a request to the provider is about: the round is what the conversation says, so a repeated one is answered alike. */
export function askedFor(request: ChatRequest): { run: string; round: number; since: Record<string, unknown>[] } | null {
  const messages = Array.isArray(request.messages) ? request.messages.filter(isRecord) : [];
  const last = messages.findLastIndex(({ role }) => role === "user");
  const run = /\[run (\d+\.\d+)\]$/.exec(String(messages[last]?.content))?.[1];
  if (run === undefined) return null;
  const since = messages.slice(last + 1).filter(({ role }) => role === "assistant");
  return { run, round: since.length + 1, since };
}

export function tell(seed: number, run: PlannedRun): StoryRound[] {
  const dice = diceFor(seed, "story", nameOf(run));
  return Array.from({ length: run.rounds }, (_, at) => tellRound(run, at + 1, dice));
}

function tellRound(run: PlannedRun, round: number, dice: Dice): StoryRound {
  const text = `Request ${run.index}, round ${round}: ${prose(dice, dice.between(2, 12))}.`;
  if (round === run.rounds) return { text, steps: [say(text), finishApp(`Request ${run.index} is done.`)], apply: () => {} };
  const files: Record<string, string> = {};
  if (round === 1 && run.index === 0) files["index.html"] = page(run.app);
  files[`requests/${run.index}/round-${round}.md`] = `# Round ${round}\n\n${prose(dice, dice.between(20, 120))}\n`;
  // Written anew by every run: a version that was made from the wrong base shows.
  if (dice.chance(0.4)) files["newest.md"] = `${nameOf(run)} round ${round}: ${prose(dice, 10)}\n`;
  const entry = dice.chance(0.6) ? `<li>${nameOf(run)} round ${round}</li>` : null;
  const edit = entry && { search: mark, replace: `${entry}\n      ${mark}` };
  return {
    text,
    steps: [
      say(text),
      ...(round === 1 && run.index === 0 ? [setAppDetails(`Book ${run.app}`, "A book that grows.")] : []),
      ...Object.entries(files).map(([path, content]) => writeFile(path, content)),
      ...(edit ? [editFile("index.html", edit)] : []),
    ],
    apply(all) {
      for (const [path, content] of Object.entries(files)) all.set(path, content);
      if (edit) all.set("index.html", (all.get("index.html") ?? "").split(edit.search).join(edit.replace));
    },
  };
}

const prose = (dice: Dice, count: number) => Array.from({ length: count }, () => dice.pick(words)).join(" ");
