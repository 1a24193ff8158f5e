// What the fake provider answers when a person runs it: it writes a small real app by tools in two rounds, changes it when asked again,
// and takes N seconds for a prompt that says "slow N".
import { editFile, finishApp, listFiles, readFile, say, setAppDetails, turn, turnWith, writeFile } from "./client.ts";
import { defaultPieceCharacters } from "./moves.ts";
import { isRecord } from "./request-checks.ts";
import type { ChatRequest, Step, Turn } from "./scenario.ts";

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tea counter</title>
    <link rel="stylesheet" href="style.css" />
  </head>
  <body>
    <main>
      <h1>Tea counter</h1>
      <p><output id="count">0</output> cups today</p>
      <button id="add" type="button">One more cup</button>
    </main>
    <script type="module" src="app.js"></script>
  </body>
</html>
`;
const css = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { text-align: center; }
output { font-size: 3rem; display: block; }
button { font: inherit; padding: 0.6rem 1.2rem; border-radius: 0.6rem; }
`;
const js = `const count = document.querySelector("#count");
let cups = 0;
document.querySelector("#add").addEventListener("click", () => {
  cups += 1;
  count.textContent = String(cups);
});
`;

/** The round follows from what the request holds, so that a repeated request gets the same answer. */
export function answerByHand(request: ChatRequest): Turn {
  const { prompt, round, results } = progressOf(request);
  if (!hasTool(request, "write_file"))
    return turn(say("This is the fake provider. It answers every question with this sentence."));
  if (round === 0) return turn(say("Let me look at what is there."), listFiles());
  const steps = results[0]?.includes("index.html") ? change(round, request) : create(round);
  const slowSeconds = Number(/slow (\d+)/.exec(prompt)?.[1] ?? 0);
  const pieces = steps.reduce(
    (sum, step) => sum + (step.type === "call" ? step.arguments.length / defaultPieceCharacters : 0),
    0,
  );
  // Two rounds write files; each takes half of the time.
  return slowSeconds > 0 && round <= 2
    ? turnWith({ pieceDelayMs: (slowSeconds * 1000) / 2 / Math.max(pieces, 1) }, steps)
    : turn(steps);
}

function create(round: number): Step[] {
  switch (round) {
    case 1:
      return [
        setAppDetails("Tea counter", "Counts the cups of tea of a day."),
        say("I begin with the page and its looks."),
        writeFile("index.html", html),
        writeFile("style.css", css),
      ];
    case 2:
      return [say("Now the counting."), writeFile("app.js", js)];
    default:
      return [finishApp("A tea counter with one button.", ["Keep the count after a reload", "Add a daily goal"])];
  }
}

function change(round: number, request: ChatRequest): Step[] {
  // Where the conversation had it last: a file that has not changed is not read to the model again.
  const heading = [...JSON.stringify(request).matchAll(/<h1>(.*?)<\/h1>/g)].at(-1);
  if (round === 1) return [readFile("index.html")];
  if (round === 2 && heading) return [editFile("index.html", { search: heading[0], replace: `<h1>${heading[1]}, changed</h1>` })];
  return [finishApp("The heading says that it was changed.")];
}

/** The request as a run: its prompt, how many rounds are done (each called tools), and what the tools answered in them. */
function progressOf(request: ChatRequest): { prompt: string; round: number; results: string[] } {
  const items = [request.messages ?? request.input].flat().filter(isRecord);
  const last = items.findLastIndex((item) => item.role === "user");
  const since = items.slice(last + 1);
  return {
    prompt: String(items[last]?.content ?? ""),
    round: since.filter((item, at) => isResult(item) && !isResult(since[at + 1] ?? {})).length,
    results: since.filter(isResult).map((item) => String(item.content ?? item.output)),
  };
}

const isResult = (item: Record<string, unknown>) => item.role === "tool" || String(item.type).endsWith("_call_output");

function hasTool(request: ChatRequest, name: string): boolean {
  return Array.isArray(request.tools) && JSON.stringify(request.tools).includes(`"${name}"`);
}
