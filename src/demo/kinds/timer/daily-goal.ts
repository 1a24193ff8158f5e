// A daily goal under the timer: how many focus sessions to do in a day, and how many are done.
import type { Update } from "../../kind.ts";

const appPath = "src/App.tsx";
const goalPath = "src/components/DailyGoal.tsx";
const usualGoal = 8;
const maxGoal = 16;

export const dailyGoal: Update = {
  name: "timer.goal",
  takesNumbers: true,
  reads: [appPath, goalPath],
  change(files, request) {
    const app = files.get(appPath);
    const importLine = 'import { TaskList } from "./components/TaskList";\n';
    const panel = "          <TimerPanel timer={timer} task={tasks.current?.text ?? null} />\n";
    if (!app?.includes(importLine) || !app.includes(panel) || files.has(goalPath)) return null;
    const asked = Number(/\b(\d{1,2})\b/.exec(request)?.[1] ?? usualGoal);
    const goal = Math.min(maxGoal, Math.max(1, asked));
    return {
      edits: [
        {
          path: appPath,
          edits: [
            { search: importLine, replace: `import { DailyGoal } from "./components/DailyGoal";\n${importLine}` },
            { search: panel, replace: `${panel}          <DailyGoal finished={timer.finishedToday} />\n` },
          ],
        },
      ],
      writes: [{ path: goalPath, content: goalSource(goal) }],
      values: { goal },
    };
  },
};

const goalSource = (goal: number) => `import { useEffect, useState } from "react";
import { load, save } from "../lib/app";

const key = "goal";
const usualGoal = ${goal};
const maxGoal = ${maxGoal};

const isGoal = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= maxGoal;

export function DailyGoal({ finished }: { finished: number }) {
  const [goal, setGoal] = useState(() => load(key, usualGoal, isGoal));
  useEffect(() => save(key, goal), [goal]);

  return (
    <section aria-labelledby="goal-heading" className="mx-auto mt-8 max-w-88 rounded-xl border border-line bg-surface p-4">
      <div className="flex items-center justify-between">
        <h2 id="goal-heading" className="text-sm">
          <span className="font-semibold">Daily goal</span>
          <span className="ml-2 text-muted tabular-nums">
            {finished} of {goal}
          </span>
        </h2>
        <div className="flex">
          <Step label="One less" sign="−" disabled={goal === 1} onClick={() => setGoal(goal - 1)} />
          <Step label="One more" sign="+" disabled={goal === maxGoal} onClick={() => setGoal(goal + 1)} />
        </div>
      </div>
      <div className="mt-2 flex gap-1.5" aria-hidden="true">
        {Array.from({ length: goal }, (_, index) => (
          <span key={index} className={\`h-2 flex-1 rounded-full \${index < finished ? "bg-accent" : "bg-line"}\`} />
        ))}
      </div>
    </section>
  );
}

function Step({ label, sign, disabled, onClick }: { label: string; sign: string; disabled: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-10 place-items-center rounded-lg text-lg text-muted hover:text-ink disabled:opacity-40"
    >
      {sign}
    </button>
  );
}
`;
