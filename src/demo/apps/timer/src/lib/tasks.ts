import { useEffect, useState } from "react";
import { load, save } from "./app";

export interface Task {
  id: string;
  text: string;
  done: boolean;
  /** Focus sessions spent on it. */
  sessions: number;
}

interface Tasks {
  tasks: Task[];
  /** The task that is worked on. */
  currentId: string | null;
}

const key = "tasks";

const samples: Tasks = {
  tasks: [
    { id: "outline", text: "Outline the quarterly report", done: false, sessions: 1 },
    { id: "mail", text: "Answer Nadia about the venue", done: false, sessions: 0 },
    { id: "read", text: "Read chapter four", done: true, sessions: 2 },
  ],
  currentId: "outline",
};

function isTask(value: unknown): value is Task {
  if (typeof value !== "object" || value === null) return false;
  const task = value as Partial<Task>;
  return (
    typeof task.id === "string" &&
    typeof task.text === "string" &&
    typeof task.done === "boolean" &&
    typeof task.sessions === "number"
  );
}

function isTasks(value: unknown): value is Tasks {
  if (typeof value !== "object" || value === null) return false;
  const { tasks, currentId } = value as Partial<Tasks>;
  return Array.isArray(tasks) && tasks.every(isTask) && (currentId === null || typeof currentId === "string");
}

export function useTasks() {
  const [{ tasks, currentId }, setState] = useState(() => load(key, samples, isTasks));
  useEffect(() => save(key, { tasks, currentId }), [tasks, currentId]);

  const change = (id: string | null, changed: (task: Task) => Task) =>
    setState((before) => ({ ...before, tasks: before.tasks.map((task) => (task.id === id ? changed(task) : task)) }));

  return {
    tasks,
    current: tasks.find((task) => task.id === currentId && !task.done) ?? null,
    add(text: string) {
      const task = { id: `${Date.now()}`, text, done: false, sessions: 0 };
      setState((before) => ({ tasks: [...before.tasks, task], currentId: before.currentId ?? task.id }));
    },
    toggle: (id: string) => change(id, (task) => ({ ...task, done: !task.done })),
    remove: (id: string) => setState((before) => ({ ...before, tasks: before.tasks.filter((task) => task.id !== id) })),
    choose: (id: string) => setState((before) => ({ ...before, currentId: id })),
    countSession: () => change(currentId, (task) => ({ ...task, sessions: task.sessions + 1 })),
  };
}

export type TaskControls = ReturnType<typeof useTasks>;
