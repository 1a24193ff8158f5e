// The provider of the torture: answers each round by the run's story, breaks some answers, and writes down what became of each call.
import { isDeepStrictEqual } from "node:util";
import { cut, errorChunk, reset, serverError, turn } from "../fakes/client.ts";
import { isRecord } from "../fakes/request-checks.ts";
import type { ChatRequest, Moment, RecordedRequest, Turn } from "../fakes/scenario.ts";
import { diceFor } from "./dice.ts";
import { nameOf, type PlannedRun } from "./plan.ts";
import { askedFor, type StoryRound, tell } from "./story.ts";

type Fault = "status_500" | "cut" | "reset" | "error_chunk";
const faults: readonly [Fault, ...Fault[]] = ["status_500", "cut", "reset", "error_chunk"];
/** Chance that the first and the second try of a round break. The third never does: a run gives up after three. */
const faultShares = [0.15, 0.08];

export interface Call {
  run: string;
  round: number;
  /** The server's life in which it came. */
  life: number;
  receivedAtMs: number;
  fault: Fault | null;
  /** When the last byte of the answer was sent; null when it never was. */
  wholeAtMs: number | null;
  record: RecordedRequest | null;
}

export interface Told {
  run: PlannedRun;
  rounds: StoryRound[];
}

export interface CallBook {
  calls: Call[];
  /** Requests that are about no run of ours, or tell the model something else than it said. */
  strange: string[];
  script(request: ChatRequest): Turn;
  observe(moment: Moment): void;
}

export function openCallBook(
  seed: number,
  runs: PlannedRun[],
  life: () => number,
  onMoment: (moment: Moment, call: Call) => void,
): CallBook {
  const told = new Map(runs.map((run): [string, Told] => [nameOf(run), { run, rounds: tell(seed, run) }]));
  const calls: Call[] = [];
  const byBody = new Map<ChatRequest, Call>();
  const strange: string[] = [];

  return {
    calls,
    strange,
    script(request) {
      const asked = askedFor(request);
      const story = asked && told.get(asked.run);
      const round = asked && story?.rounds[asked.round - 1];
      if (!asked || !round) {
        strange.push(
          `a request is about no round that there is: ${asked ? `round ${asked.round} of run ${asked.run}` : "no run"}`,
        );
        return turn({ type: "text", text: "There is nothing to say." });
      }
      const { run } = asked;
      strange.push(...differences(asked, story.rounds).map((what) => `round ${asked.round} of run ${run}: ${what}`));
      const tries = calls.filter((call) => call.run === run && call.round === asked.round).length;
      const dice = diceFor(seed, "fault", run, asked.round, tries);
      const fault = dice.chance(faultShares[tries] ?? 0) ? dice.pick(faults) : null;
      const call: Call = {
        run,
        round: asked.round,
        life: life(),
        receivedAtMs: Date.now(),
        fault,
        wholeAtMs: null,
        record: null,
      };
      calls.push(call);
      byBody.set(request, call);
      return fault ? broken(fault, round, dice.between(1, round.steps.length)) : turn(round.steps);
    },
    observe(moment) {
      const call = byBody.get(moment.request.body);
      if (!call) return;
      call.record = moment.request;
      if (moment.type === "last_byte") call.wholeAtMs = Date.now();
      onMoment(moment, call);
    },
  };
}

/** The first few steps, then the fault. */
function broken(fault: Fault, { steps }: StoryRound, after: number): Turn {
  const begun = steps.slice(0, after);
  switch (fault) {
    case "status_500":
      return serverError();
    case "cut":
      return turn(begun, cut());
    case "reset":
      return turn(begun, reset());
    case "error_chunk":
      return turn(begun, errorChunk(503, "The upstream is overloaded."));
  }
}

/** The model must read of its earlier rounds what it said in them: nothing of an answer that broke off, nothing twice. */
function differences({ since }: { since: Record<string, unknown>[] }, rounds: StoryRound[]): string[] {
  return since.flatMap((message, at) => {
    const round = rounds[at];
    const expected = round && {
      text: round.text,
      calls: round.steps.flatMap((step) => (step.type === "call" ? [step.arguments] : [])),
    };
    const read = { text: message.content, calls: argumentsOf(message.tool_calls) };
    return isDeepStrictEqual(read, expected)
      ? []
      : [`the model reads ${JSON.stringify(read)} as its round ${at + 1}, not ${JSON.stringify(expected)}`];
  });
}

function argumentsOf(calls: unknown): unknown[] {
  if (!Array.isArray(calls)) return [];
  return calls.map((call: unknown) => (isRecord(call) && isRecord(call.function) ? call.function.arguments : call));
}
