// The to-do list and its updates: due dates, a priority, clearing what is done.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";
import { daysSource } from "./days.ts";

const tasksPath = "src/lib/tasks.ts";
const rowPath = "src/components/TaskRow.tsx";
const appPath = "src/App.tsx";
const daysPath = "src/lib/days.ts";
const duePath = "src/components/DueDate.tsx";

const dueDates: Update = {
  name: "todo.due",
  reads: [tasksPath, rowPath, duePath, daysPath],
  change(files) {
    if (files.has(duePath) || files.has(daysPath)) return null;
    const importLine = 'import type { Task, Tasks } from "../lib/tasks";\n';
    const labelEnd = "      </label>\n";
    const appImport = 'import { load, save } from "./app";\n';
    const undated = (id: string, text: string) => `  { id: "${id}", text: "${text}", done: false },\n`;
    const dated = (id: string, text: string, days: number) =>
      `  { id: "${id}", text: "${text}", done: false, due: inDays(${days}) },\n`;
    const samples: [id: string, text: string, days: number][] = [
      ["sample-2", "Call the dentist about Thursday", 1],
      ["sample-3", "Bring the bicycle to the repair shop", 3],
    ];
    const edits = editsAt(files, [
      {
        path: tasksPath,
        anchor: "  text: string;\n",
        text: '  text: string;\n  /** As the date field has it, such as "2027-05-31". */\n  due?: string;\n',
      },
      { path: tasksPath, anchor: appImport, text: `${appImport}import { inDays } from "./days";\n` },
      ...samples.map(([id, text, days]) => ({ path: tasksPath, anchor: undated(id, text), text: dated(id, text, days) })),
      { path: rowPath, anchor: importLine, text: `${importLine}import { DueDate } from "./DueDate";\n` },
      {
        path: rowPath,
        anchor: labelEnd,
        text: `${labelEnd}      <DueDate task={task} onChange={(due) => tasks.change(task.id, { due })} />\n`,
      },
    ]);
    return (
      edits && {
        edits,
        writes: [
          { path: daysPath, content: daysSource },
          { path: duePath, content: dueSource },
        ],
      }
    );
  },
};

const priority: Update = {
  name: "todo.priority",
  reads: [tasksPath, rowPath],
  change(files) {
    if (files.get(tasksPath)?.includes("important")) return null;
    const end = "    remove: (id: string) => setTasks((before) => before.filter((task) => task.id !== id)),\n";
    const deleteButton = '      <button\n        type="button"\n        className="grid size-10';
    const edits = editsAt(files, [
      { path: tasksPath, anchor: "  done: boolean;\n", text: "  done: boolean;\n  important?: boolean;\n" },
      {
        path: tasksPath,
        anchor: end,
        text: `${end}    /** Important tasks first, otherwise as they were. */
    mark: (id: string, important: boolean) =>
      setTasks((before) =>
        before
          .map((task) => (task.id === id ? { ...task, important } : task))
          .sort((a, b) => Number(b.important ?? false) - Number(a.important ?? false)),
      ),
`,
      },
      {
        path: rowPath,
        anchor: deleteButton,
        text: `      <button
        type="button"
        className={\`button \${task.important ? "border-accent bg-accent-soft" : ""}\`}
        aria-pressed={task.important ?? false}
        aria-label={\`Important: \${task.text}\`}
        onClick={() => tasks.mark(task.id, !task.important)}
      >
        Important
      </button>
${deleteButton}`,
      },
    ]);
    return edits && { edits };
  },
};

const clearDone: Update = {
  name: "todo.clear",
  reads: [tasksPath, appPath],
  change(files) {
    if (files.get(tasksPath)?.includes("clearDone")) return null;
    const add = "    add: (text: string) =>";
    const end = "          </ul>\n        )}\n";
    const edits = editsAt(files, [
      {
        path: tasksPath,
        anchor: add,
        text: `    clearDone: () => setTasks((before) => before.filter((task) => !task.done)),\n${add}`,
      },
      {
        path: appPath,
        anchor: end,
        text: `${end}        {left < tasks.tasks.length && (
          <button type="button" className="button mt-6" onClick={tasks.clearDone}>
            Clear {tasks.tasks.length - left} done
          </button>
        )}
`,
      },
    ]);
    return edits && { edits };
  },
  removes: true,
};

const dueSource = `import { useState } from "react";
import { dayWords, today } from "../lib/days";
import type { Task } from "../lib/tasks";

/** The date in words; a press on it opens the field. */
export function DueDate({ task, onChange }: { task: Task; onChange: (due: string) => void }) {
  const [open, setOpen] = useState(false);
  const due = task.due ?? "";
  const late = due !== "" && due < today() && !task.done;
  if (open) {
    return (
      <input
        type="date"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed.
        autoFocus
        className="field min-h-10 py-1 text-sm"
        aria-label={\`Due date: \${task.text}\`}
        value={due}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && setOpen(false)}
      />
    );
  }
  return (
    <button
      type="button"
      className={\`min-h-10 max-[28rem]:-order-1 rounded-lg px-2 text-sm hover:bg-accent-soft \${late ? "font-semibold text-ink" : "text-muted"}\`}
      aria-label={due === "" ? \`Add a due date: \${task.text}\` : \`Due \${dayWords(due)}: \${task.text}\`}
      onClick={() => setOpen(true)}
    >
      {due === "" ? "Add date" : late ? \`Late: \${dayWords(due)}\` : dayWords(due)}
    </button>
  );
}
`;

export const todo: Kind = {
  kind: "todo",
  appName: "Short List",
  subject: "any",
  updates: [dueDates, priority, clearDone],
};
