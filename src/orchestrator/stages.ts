// Stages of a run, entered by what happens and never by a timer. Index and percent never go back.
import { stages } from "../protocol/constants.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { RunKind, StageName } from "../protocol/resources.ts";

/** Percent at which a stage begins. Coding moves on from there with each file that is done. */
const beginsAtPercent: Record<StageName, number> = { analyzing: 5, planning: 15, coding: 25, reviewing: 85, deploying: 95 };
/** Nobody knows how many files will come, so each takes a part of what is left. */
const shareOfRestPerFile = 0.15;

/** How far a run has come; kept from one start of it to the next. */
export interface StageProgress {
  /** -1: none was entered. */
  index: number;
  percent: number;
}

export const newStageProgress = (): StageProgress => ({ index: -1, percent: 0 });

export interface Stages {
  enter(stage: StageName): void;
  fileDone(): void;
}

/** `progress` is gone on from, and kept up to date. */
export function createStages(
  kind: RunKind,
  emit: (events: RunEvent[]) => void,
  progress: StageProgress = newStageProgress(),
): Stages {
  const names: readonly StageName[] = stages[kind];

  function tell(): void {
    const { index, percent } = progress;
    const stage = names[index];
    if (stage) emit([{ type: "stage.changed", stage, index, total: names.length, percent }]);
  }

  return {
    enter(stage) {
      const next = names.indexOf(stage);
      if (next <= progress.index) return;
      progress.index = next;
      progress.percent = Math.max(progress.percent, beginsAtPercent[stage]);
      tell();
    },
    fileDone() {
      const rest = beginsAtPercent.reviewing - progress.percent;
      if (rest <= 0) return;
      progress.percent += Math.ceil(rest * shareOfRestPerFile);
      tell();
    },
  };
}
