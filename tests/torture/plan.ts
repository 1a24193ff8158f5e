// What will be done to the server, all of it from the seed: the runs of each life, and the kill that ends it.
import { type Dice, diceFor } from "./dice.ts";

export const aims = ["first_byte", "tool_end", "after_last_byte", "after_submit", "random"] as const;
export type Aim = (typeof aims)[number];

/** One request of a person, and the run that comes of it. */
export interface PlannedRun {
  app: number;
  /** Place in its app, from 0: the first one creates the app. */
  index: number;
  /** Model rounds that it takes. */
  rounds: number;
  /** Stopped by its person once this round's first byte was sent; 0: as soon as it was submitted; null: never. */
  cancelAtRound: number | null;
  /** From the start of its life to its submission, milliseconds: messages come while others are worked on. */
  sendAfterMs: number;
  /** Sent again in a later life though it was answered, as a client does that has lost the answer. */
  repeated: boolean;
}

export interface PlannedLife {
  number: number;
  runs: PlannedRun[];
  kill: {
    aim: Aim;
    /** The how-manieth moment of this kind in this life it is aimed at. */
    occurrence: number;
    /** From that moment (with `random`: from the start of the life) to the kill, milliseconds. */
    delayMs: number;
    /** Just before it a run is cancelled, and the kill follows after so long, milliseconds; null: nothing is. */
    afterCancelMs: number | null;
  };
}

/** Apps that get messages at the same time: a kill hits all of them. */
const appsAtOnce = 4;
const runsPerApp = 5;
/** Of the runs that do not create their app: without it there is nothing to go on from. */
const cancelledShare = 0.15;
const repeatedShare = 0.3;
const sendMaxMs = 2_000;
const rounds = { least: 3, most: 6 };
/** So often each app gets a message in a life: the backlog stays about as long as it is. */
const messageShare = 0.55;

const aimed = aims.filter((aim) => aim !== "random");
const pairs = aimed.flatMap((aim): Aim[] => [aim, "random"]);
/** Twenty kills: forty per cent at random, the rest in equal parts. The first five are one of each. */
const pattern: readonly Aim[] = [...aims, ...pairs, ...pairs].slice(0, 20);

export function makePlan(seed: number, kills: number): PlannedLife[] {
  const dice = diceFor(seed, "plan");
  const order = dice.shuffled(Array.from({ length: kills }, (_, at) => pattern[at % pattern.length] ?? "random"));
  const line: { app: number; sent: number }[] = Array.from({ length: appsAtOnce }, (_, app) => ({ app, sent: 0 }));
  let nextApp = appsAtOnce;
  return order.map((aim, at) => {
    const runs: PlannedRun[] = [];
    for (const [place, slot] of line.entries()) {
      // The first life begins with every app; a life that is killed after a submit needs one.
      const needed = at === 0 || (aim === "after_submit" && runs.length === 0 && place === line.length - 1);
      if (!needed && !dice.chance(messageShare)) continue;
      runs.push(makeRun(seed, slot.app, slot.sent++));
      if (slot.sent === runsPerApp) line[place] = { app: nextApp++, sent: 0 };
    }
    return { number: at + 1, runs, kill: makeKill(aim, runs.length, dice) };
  });
}

function makeRun(seed: number, app: number, index: number): PlannedRun {
  const dice = diceFor(seed, "run", app, index);
  const count = dice.between(rounds.least, rounds.most);
  const cancelAtRound = index > 0 && dice.chance(cancelledShare) ? dice.between(0, count) : null;
  return {
    app,
    index,
    rounds: count,
    cancelAtRound,
    sendAfterMs: dice.between(0, sendMaxMs),
    repeated: dice.chance(repeatedShare),
  };
}

function makeKill(aim: Aim, submits: number, dice: Dice): PlannedLife["kill"] {
  const kill = { aim, afterCancelMs: null };
  switch (aim) {
    case "first_byte":
      // None at all for every third: the kill is there before anybody has read the byte.
      return { ...kill, occurrence: dice.between(1, 8), delayMs: Math.max(0, dice.between(-5, 10)) };
    case "tool_end":
      return { ...kill, occurrence: dice.between(1, 10), delayMs: Math.max(0, dice.between(-5, 10)) };
    case "after_last_byte":
      return { ...kill, occurrence: dice.between(1, 8), delayMs: dice.between(0, 100) };
    case "after_submit":
      return { ...kill, occurrence: dice.between(1, submits), delayMs: dice.between(0, 120) };
    case "random":
      return {
        aim,
        occurrence: 1,
        delayMs: dice.between(0, 6_000),
        afterCancelMs: dice.chance(0.5) ? dice.between(0, 60) : null,
      };
  }
}

export const nameOf = ({ app, index }: Pick<PlannedRun, "app" | "index">) => `${app}.${index}`;
