import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Task, TaskControls } from "../lib/tasks";

export function TaskList({ tasks }: { tasks: TaskControls }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const left = tasks.tasks.filter((task) => !task.done).length;

  function add(event: FormEvent) {
    event.preventDefault();
    if (!text.trim()) {
      setProblem("Write down what you want to do first.");
      return;
    }
    tasks.add(text.trim());
    setText("");
    setProblem("");
  }

  return (
    <section aria-labelledby="tasks-heading">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="tasks-heading" className="font-semibold text-xl tracking-tight">
          Tasks
        </h2>
        <p className="text-muted text-sm">{left === 0 ? "Nothing left to do" : `${left} to do`}</p>
      </div>

      <form onSubmit={add} className="mt-5 flex gap-2" noValidate>
        <label htmlFor="new-task" className="sr-only">
          New task
        </label>
        <input
          id="new-task"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="What will you work on?"
          autoComplete="off"
          maxLength={200}
          aria-invalid={problem !== ""}
          aria-describedby="new-task-problem"
          className="min-h-11 min-w-0 flex-1 rounded-lg border border-line bg-surface px-3.5 placeholder:text-muted"
        />
        <button type="submit" className="button">
          Add
        </button>
      </form>
      <p id="new-task-problem" role="alert" className="mt-2 text-accent text-sm empty:hidden">
        {problem}
      </p>

      {tasks.tasks.length === 0 ? (
        <p className="mt-6 rounded-xl border border-line border-dashed px-6 py-10 text-center text-muted">
          No tasks yet. Add the one thing that matters most, choose it, and start the timer.
        </p>
      ) : (
        <ul className="mt-4 divide-y divide-line border-line border-y">
          {tasks.tasks.map((task) => (
            <TaskRow key={task.id} task={task} current={task.id === tasks.current?.id} tasks={tasks} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TaskRow({ task, current, tasks }: { task: Task; current: boolean; tasks: TaskControls }) {
  return (
    <li className="flex items-center gap-1">
      <label className="grid size-11 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          checked={task.done}
          onChange={() => tasks.toggle(task.id)}
          className="size-5 cursor-pointer accent-accent"
          aria-label={`Done: ${task.text}`}
        />
      </label>
      <button
        type="button"
        disabled={task.done}
        aria-pressed={current}
        onClick={() => tasks.choose(task.id)}
        className="min-h-14 min-w-0 flex-1 px-1 py-3 text-left disabled:cursor-default"
      >
        <span className={`wrap-anywhere ${task.done ? "text-muted line-through" : current ? "font-semibold" : ""}`}>
          {task.text}
        </span>
        {current && (
          <span className="mt-1 block w-fit rounded-md bg-accent-soft px-2 py-0.5 text-accent text-xs">Working on it</span>
        )}
      </button>
      {task.sessions > 0 && (
        <span className="whitespace-nowrap text-muted text-sm tabular-nums" title="Focus sessions spent">
          {task.sessions} {task.sessions === 1 ? "session" : "sessions"}
        </span>
      )}
      <button
        type="button"
        onClick={() => tasks.remove(task.id)}
        aria-label={`Remove: ${task.text}`}
        className="grid size-11 shrink-0 place-items-center rounded-lg text-muted hover:text-ink"
      >
        <X className="size-4.5" aria-hidden="true" />
      </button>
    </li>
  );
}
