// Stages of a run, entered by what happens and never by a timer. Index and percent never go back.
import { stages } from "../protocol/constants.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { RunKind, StageName } from "../protocol/resources.ts";

/** Percent at which a stage begins. Coding moves on from there with each file that is done. */
const beginsAtPercent: Record<StageName, number> = { analyzing: 5, planning: 15, coding: 25, reviewing: 85, deploying: 95 };
/** Nobody knows how many files will come, so each takes a part of what is left. */
const shareOfRestPerFile = 0.15;

export interface Stages {
  enter(stage: StageName): void;
  fileDone(): void;
}

export function createStages(kind: RunKind, emit: (events: RunEvent[]) => void): Stages {
  const names: readonly StageName[] = stages[kind];
  let index = -1;
  let percent = 0;

  function tell(): void {
    const stage = names[index];
    if (stage) emit([{ type: "stage.changed", stage, index, total: names.length, percent }]);
  }

  return {
    enter(stage) {
      const next = names.indexOf(stage);
      if (next <= index) return;
      index = next;
      percent = Math.max(percent, beginsAtPercent[stage]);
      tell();
    },
    fileDone() {
      const rest = beginsAtPercent.reviewing - percent;
      if (rest <= 0) return;
      percent += Math.ceil(rest * shareOfRestPerFile);
      tell();
    },
  };
}
