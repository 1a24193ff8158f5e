// A run's stages and progress, moved by what happens and never by a timer. Index and percent never go back.
import { stages } from "../protocol/constants.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { RunKind, StageName } from "../protocol/resources.ts";

/** Percent at which a stage begins. */
const beginsAtPercent: Record<StageName, number> = { analyzing: 5, planning: 15, coding: 25, reviewing: 85, deploying: 95 };
/** Where the last stage stops: the final event announces the end. */
const mostPercent = 99;
/** The total is unknown: each finished file, and each stretch of shown characters, takes this share of what is left of the stage. */
const shareOfRest = 0.1;
/** Characters per step, UTF-16 units: a file of usual length moves progress as much while it is written as when it is done. */
const charactersPerShare = 2_000;

/** How far a run has come; kept from one start to the next. */
export interface StageProgress {
  /** -1: no stage entered yet. */
  index: number;
  /** With its fraction; viewers are told whole numbers. */
  percent: number;
}

export const newStageProgress = (): StageProgress => ({ index: -1, percent: 0 });

export interface Stages {
  enter(stage: StageName): void;
  /** Text shown to viewers: each piece moves progress on. */
  shown(events: readonly RunEvent[]): void;
  fileDone(): void;
}

/** Continues from `progress`, and keeps it up to date. */
export function createStages(
  kind: RunKind,
  emit: (events: RunEvent[]) => void,
  progress: StageProgress = newStageProgress(),
): Stages {
  const names: readonly StageName[] = stages[kind];

  function tell(): void {
    const { index, percent } = progress;
    const stage = names[index];
    if (stage) emit([{ type: "stage.changed", stage, index, total: names.length, percent: Math.floor(percent) }]);
  }

  function moveOn(shares: number): void {
    const next = names[progress.index + 1];
    const end = next === undefined ? mostPercent : beginsAtPercent[next];
    const before = progress.percent;
    const rest = end - before;
    if (progress.index < 0 || rest <= 0) return;
    progress.percent = end - rest * (1 - shareOfRest) ** shares;
    // The next stage announces its own start.
    if (Math.floor(progress.percent) > Math.floor(before) && progress.percent < end) tell();
  }

  return {
    enter(stage) {
      const next = names.indexOf(stage);
      if (next <= progress.index) return;
      progress.index = next;
      progress.percent = Math.max(progress.percent, beginsAtPercent[stage]);
      tell();
    },
    shown(events) {
      const characters = events.reduce((sum, event) => sum + ("text" in event ? event.text.length : 0), 0);
      if (characters > 0) moveOn(characters / charactersPerShare);
    },
    fileDone: () => moveOn(1),
  };
}
