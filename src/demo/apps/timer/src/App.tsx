import { useCallback, useEffect, useState } from "react";
import { Header } from "./components/Header";
import { TaskList } from "./components/TaskList";
import { TimerPanel } from "./components/TimerPanel";
import { appName } from "./lib/app";
import { useTasks } from "./lib/tasks";
import { clock, labels, type Mode, useTimer } from "./lib/timer";

export function App() {
  const tasks = useTasks();
  const [news, setNews] = useState("");
  const { countSession } = tasks;

  const onEnd = useCallback(
    (mode: Mode) => {
      if (mode === "focus") countSession();
      setNews(mode === "focus" ? "Focus finished. Take a break." : "The break is over.");
    },
    [countSession],
  );
  const timer = useTimer(onEnd);

  useEffect(() => {
    document.title = timer.running ? `${clock(timer.leftMs)} ${labels[timer.mode]} · ${appName}` : appName;
  }, [timer.running, timer.leftMs, timer.mode]);

  return (
    <div className="mx-auto max-w-5xl px-4 pb-16 sm:px-8">
      <Header />
      <main className="mt-4 grid gap-12 sm:mt-10 lg:grid-cols-[minmax(0,25rem)_minmax(0,1fr)] lg:gap-20">
        <div>
          <TimerPanel timer={timer} task={tasks.current?.text ?? null} />
          <p className="mt-4 min-h-6 text-center text-accent" role="status">
            {timer.running ? "" : news}
          </p>
        </div>
        <TaskList tasks={tasks} />
      </main>
    </div>
  );
}
