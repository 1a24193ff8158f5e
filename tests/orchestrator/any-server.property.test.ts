// Any server, any model: a run ends with an app that loads, or with a reason; never as completed with nothing. `npm run fuzz` tries 100,000 answers
// and tells what came about. EDGEWRIGHT_FUZZ_SEED=n tries one story again.
import { expect, test } from "vitest";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { story } from "./any-server.ts";

const answers = fuzzRuns(300);
const seed = Number(process.env.EDGEWRIGHT_FUZZ_SEED ?? "");
/** Failures that are shown: the first few are the kinds, the rest repeats them. */
const shown = 5;

test("a run ends with an app or with a reason", async () => {
  const came = new Map<string, number>();
  const failures: string[] = [];
  let answered = 0;
  for (let at = seed || 1; answered < answers && failures.length < shown; at += 1) {
    try {
      const told = await story(at);
      answered += told.answers;
      for (const [what, times] of told.came) came.set(what, (came.get(what) ?? 0) + times);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
    if (seed) break;
  }
  const lines = [...came].sort(([a], [b]) => a.localeCompare(b)).map(([what, times]) => `${String(times).padStart(8)}  ${what}`);
  console.log(`${answered} answers\n${lines.join("\n")}`);
  expect(failures.join("\n\n")).toBe("");
});
