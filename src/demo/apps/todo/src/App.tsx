import { useState } from "react";
import { Header } from "./components/Header";
import { NewTask } from "./components/NewTask";
import { TaskRow } from "./components/TaskRow";
import { useTasks } from "./lib/tasks";

const views = ["All", "Open", "Done"] as const;

export function App() {
  const tasks = useTasks();
  const [view, setView] = useState<(typeof views)[number]>("All");
  const shown = tasks.tasks.filter((task) => view === "All" || task.done === (view === "Done"));
  const left = tasks.tasks.filter((task) => !task.done).length;
  return (
    <div className="mx-auto max-w-2xl px-4 pb-16 sm:px-8">
      <Header />
      <main className="mt-4 rounded-xl border border-line bg-surface p-5 sm:p-8">
        <NewTask onAdd={tasks.add} />
        <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
          <p role="status" className="text-muted tabular-nums">
            {left === 1 ? "1 task left" : `${left} tasks left`}
          </p>
          <div className="flex gap-1" role="group" aria-label="Show">
            {views.map((name) => (
              <button
                key={name}
                type="button"
                className={`button ${name === view ? "border-accent bg-accent-soft" : ""}`}
                aria-pressed={name === view}
                onClick={() => setView(name)}
              >
                {name}
              </button>
            ))}
          </div>
        </div>
        {shown.length === 0 ? (
          <p className="mt-6 rounded-lg border border-line border-dashed p-6 text-center text-muted">
            {view === "Done" ? "Nothing is done yet." : "Nothing to do. Add a task, or enjoy it."}
          </p>
        ) : (
          <ul className="mt-4">
            {shown.map((task) => (
              <TaskRow key={task.id} task={task} tasks={tasks} />
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
