import { useEffect, useState } from "react";
import { load, save } from "./app";

export interface Task {
  id: string;
  text: string;
  done: boolean;
}

const key = "tasks";

const samples: Task[] = [
  { id: "sample-1", text: "Water the tomatoes", done: true },
  { id: "sample-2", text: "Call the dentist about Thursday", done: false },
  { id: "sample-3", text: "Bring the bicycle to the repair shop", done: false },
];

function isTask(value: unknown): value is Task {
  if (typeof value !== "object" || value === null) return false;
  const task = value as Partial<Task>;
  return typeof task.id === "string" && typeof task.text === "string" && typeof task.done === "boolean";
}

const isTasks = (value: unknown): value is Task[] => Array.isArray(value) && value.every(isTask);

export function useTasks() {
  const [tasks, setTasks] = useState(() => load(key, samples, isTasks));
  useEffect(() => save(key, tasks), [tasks]);

  return {
    tasks,
    add: (text: string) =>
      setTasks((before) => [{ id: crypto.getRandomValues(new Uint32Array(2)).join("-"), text, done: false }, ...before]),
    change: (id: string, fields: Partial<Task>) =>
      setTasks((before) => before.map((task) => (task.id === id ? { ...task, ...fields } : task))),
    remove: (id: string) => setTasks((before) => before.filter((task) => task.id !== id)),
  };
}

export type Tasks = ReturnType<typeof useTasks>;
