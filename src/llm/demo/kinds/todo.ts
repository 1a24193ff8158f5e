// The to-do list, and what it can be given: due dates, a priority, a way to clear what is done.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const tasksPath = "src/lib/tasks.ts";
const rowPath = "src/components/TaskRow.tsx";
const appPath = "src/App.tsx";
const duePath = "src/components/DueDate.tsx";

const dueDates: Update = {
  name: "due dates",
  matches: (request) => /\b(?:due|deadlines?|dates?|calendar)\b/.test(request),
  reads: [tasksPath, rowPath, duePath],
  change(files) {
    if (files.has(duePath)) return null;
    const importLine = 'import type { Task, Tasks } from "../lib/tasks";\n';
    const labelEnd = "      </label>\n";
    const edits = editsAt(files, [
      {
        path: tasksPath,
        anchor: "  text: string;\n",
        text: '  text: string;\n  /** As the date field has it, such as "2027-05-31". */\n  due?: string;\n',
      },
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
        writes: [{ path: duePath, content: dueSource }],
        summary: "Every task has a due date; what is late says so.",
      }
    );
  },
  example: "Add due dates",
};

const priority: Update = {
  name: "a priority",
  matches: (request) => /\b(?:priorit(?:y|ies|i[sz]e)|important|urgent|flag|flags|star)\b/.test(request),
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
    return edits && { edits, summary: "Tasks can be marked important; those come first." };
  },
  example: "Let me mark tasks as important",
};

const clearDone: Update = {
  name: "clearing what is done",
  matches: (request) =>
    /\b(?:clear|reset|delete|remove|clean(?: up)?|archive)\b[^.;]{0,30}\b(?:finished|done|completed?|ticked|checked|list|all|button)\b/.test(
      request,
    ),
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
    return edits && { edits, summary: "A button under the list clears what is done." };
  },
  example: "Let me clear finished tasks",
  removes: true,
};

const dueSource = `import type { Task } from "../lib/tasks";

const today = () => new Date().toLocaleDateString("sv");

export function DueDate({ task, onChange }: { task: Task; onChange: (due: string) => void }) {
  const late = task.due !== undefined && task.due !== "" && task.due < today() && !task.done;
  return (
    <span className="flex items-center gap-2 text-sm">
      {late && <strong>Late</strong>}
      <input
        type="date"
        className="field min-h-10 py-1 text-muted"
        aria-label={\`Due date: \${task.text}\`}
        value={task.due ?? ""}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}
`;

export const todo: Kind = {
  kind: "todo",
  title: "a to-do list",
  words: [
    "todo",
    "todos",
    "to-do",
    "to do",
    "todo list",
    "to-do list",
    "to-do app",
    "task list",
    "tasks",
    "checklist",
    "check list",
    "shopping list",
    "grocery list",
    "groceries",
    "packing list",
    "list of tasks",
    "task manager",
    "task tracker",
    "grocery",
    "bucket list",
    "errands",
    "reminders",
  ],
  appName: "Short List",
  description: "A to-do list: write it down, tick it off, see what is left.",
  plan: "I make a to-do list: add tasks, tick them off, look at what is open or done. It keeps them when the page is closed.",
  summary: "The list works: add, tick off, filter and delete tasks, and they stay.",
  updates: [dueDates, priority, clearDone],
};
