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
  name: "a reset button",
  matches: (request) => /\b(?:reset|restart|start over|begin again|back to the start)\b/.test(request),
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
      summary: "A Reset button beside Start sets the time back.",
    };
  },
  example: "Add a reset button",
};

const clearFinished: Update = {
  name: "clearing finished tasks",
  matches: (request) =>
    /\b(?:clear|delete|remove|clean(?: up)?|archive|hide)\b[^.;]{0,30}\b(?:finished|done|completed?|ticked|checked)\b/.test(
      request,
    ),
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
      summary: "A button under the list clears the finished tasks.",
    };
  },
  example: "Let me clear finished tasks",
  removes: true,
};

export const timer: Kind = {
  kind: "timer",
  title: "a pomodoro timer with a task list",
  words: [
    "pomodoro",
    "pomodoro timer",
    "pomodoro clock",
    "tomato timer",
    "timer",
    "focus timer",
    "countdown",
    "count down",
    "counts down",
    "stopwatch",
    "focus",
    "focus app",
    "focus session",
    "deep work",
    "time boxing",
    "clock",
    "alarm",
    "break reminder",
  ],
  appName: "Steady",
  description: "A pomodoro timer with a task list that remembers where you were.",
  plan:
    "I make a pomodoro timer: focus sessions, short and long breaks, a ring that shows the time left, and a list of tasks to work through. " +
    "It keeps its state, also when the page is closed.",
  summary: "The timer runs, counts finished focus sessions, and keeps your tasks.",
  updates: [sound, reset, lengths, clearFinished, dailyGoal],
};
