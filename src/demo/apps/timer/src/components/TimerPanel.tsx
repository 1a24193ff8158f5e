import { clock, labels, lengthsMs, type Mode, type TimerControls } from "../lib/timer";

const radius = 138;
const around = 2 * Math.PI * radius;
const modes: Mode[] = ["focus", "short", "long"];

export function TimerPanel({ timer, task }: { timer: TimerControls; task: string | null }) {
  const share = timer.leftMs / lengthsMs[timer.mode];
  return (
    <section aria-label="Timer" className="flex flex-col items-center">
      <fieldset aria-label="Mode" className="flex w-full max-w-88 gap-1 rounded-xl border border-line bg-surface p-1">
        {modes.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={mode === timer.mode}
            onClick={() => timer.choose(mode)}
            className="min-h-10 flex-1 whitespace-nowrap rounded-lg px-2 text-muted text-sm hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
          >
            {labels[mode]}
          </button>
        ))}
      </fieldset>

      <div className="relative mt-10 aspect-square w-full max-w-76">
        <svg viewBox="0 0 300 300" className="size-full -rotate-90" fill="none" strokeWidth="9" aria-hidden="true">
          <circle className="ring-track" cx="150" cy="150" r={radius} />
          <circle
            className="ring-time"
            cx="150"
            cy="150"
            r={radius}
            strokeLinecap="round"
            strokeDasharray={around}
            strokeDashoffset={around * (1 - share)}
          />
        </svg>
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-1 px-12 text-center">
          <span className="text-muted text-sm">{labels[timer.mode]}</span>
          <time role="timer" aria-label="Time left" className="font-light text-6xl tabular-nums tracking-tight">
            {clock(timer.leftMs)}
          </time>
          <span className="line-clamp-2 min-h-10 text-muted text-sm">
            {timer.mode === "focus" ? task : "Look up, walk, drink some water"}
          </span>
        </div>
      </div>

      <div className="mt-8 flex gap-3">
        <button type="button" className="button button-main min-w-36" onClick={timer.running ? timer.pause : timer.start}>
          {timer.running ? "Pause" : timer.paused ? "Go on" : "Start"}
        </button>
      </div>
      <p className="mt-5 text-muted text-sm">{sessions(timer.finishedToday)} finished today</p>
    </section>
  );
}

const sessions = (count: number) => (count === 1 ? "1 focus session" : `${count} focus sessions`);
