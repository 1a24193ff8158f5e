// The pomodoro timer. Its larger updates are in kinds/timer/.
import type { Kind, Update } from "../kind.ts";
import { dailyGoal } from "./timer/daily-goal.ts";
import { lengths } from "./timer/lengths.ts";
import { sound } from "./timer/sound.ts";

const timerPath = "src/lib/timer.ts";
const panelPath = "src/components/TimerPanel.tsx";
const tasksPath = "src/lib/tasks.ts";
const listPath = "src/components/TaskList.tsx";

const reset: Update = {
  name: "timer.reset",
  reads: [timerPath, panelPath],
  change(files) {
    const pause = "    pause: () => setTimer((before) => ({ ...before, endsAt: null, leftMs })),\n";
    const label = '          {timer.running ? "Pause" : timer.paused ? "Go on" : "Start"}\n';
    if (!files.get(timerPath)?.includes(pause) || files.get(timerPath)?.includes("    reset: ")) return null;
    if (!files.get(panelPath)?.includes(label)) return null;
    return {
      edits: [
        {
          path: timerPath,
          edits: [
            {
              search: pause,
              replace: `${pause}    reset: () => setTimer((before) => ({ ...before, ...ready(before.mode) })),\n`,
            },
          ],
        },
        {
          path: panelPath,
          edits: [
            {
              search: label,
              replace: `${label}        </button>\n        <button type="button" className="button" onClick={timer.reset}>\n          Reset\n`,
            },
          ],
        },
      ],
    };
  },
};

const clearFinished: Update = {
  name: "timer.clear",
  reads: [tasksPath, listPath],
  change(files) {
    const choose = "    choose: (id: string) => setState((before) => ({ ...before, currentId: id })),\n";
    const end = "        </ul>\n      )}\n";
    if (!files.get(tasksPath)?.includes(choose) || files.get(tasksPath)?.includes("clearDone")) return null;
    if (!files.get(listPath)?.includes(end)) return null;
    const clear =
      "    clearDone: () => setState((before) => ({ ...before, tasks: before.tasks.filter((task) => !task.done) })),\n";
    const button = `      {left < tasks.tasks.length && (
        <button type="button" className="button mt-5 text-sm" onClick={tasks.clearDone}>
          Clear finished ({tasks.tasks.length - left})
        </button>
      )}
`;
    return {
      edits: [
        { path: tasksPath, edits: [{ search: choose, replace: choose + clear }] },
        { path: listPath, edits: [{ search: end, replace: end + button }] },
      ],
    };
  },
  removes: true,
};

export const timer: Kind = {
  kind: "timer",
  appName: "Steady",
  subject: "own",
  updates: [sound, reset, lengths, clearFinished, dailyGoal],
};
