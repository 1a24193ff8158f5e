import { X } from "lucide-react";
import type { Task, Tasks } from "../lib/tasks";

export function TaskRow({ task, tasks }: { task: Task; tasks: Tasks }) {
  return (
    <li className="flex flex-wrap items-center gap-3 border-line border-b py-2 last:border-b-0">
      <label className="flex min-h-10 min-w-0 flex-[1_1_11rem] items-center gap-3 max-[28rem]:-order-2 max-[28rem]:basis-32">
        <input
          type="checkbox"
          className="tick"
          checked={task.done}
          onChange={(event) => tasks.change(task.id, { done: event.target.checked })}
        />
        <span className={`wrap-break-word min-w-0 ${task.done ? "text-muted line-through" : ""}`}>{task.text}</span>
      </label>
      <button
        type="button"
        className="grid size-10 place-items-center max-[28rem]:-order-1 rounded-lg text-muted hover:bg-accent-soft hover:text-ink"
        aria-label={`Delete: ${task.text}`}
        onClick={() => tasks.remove(task.id)}
      >
        <X className="size-4.5" aria-hidden="true" />
      </button>
    </li>
  );
}
