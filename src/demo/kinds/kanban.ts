// The kanban board and its updates: a fourth column, clearing what is done, due dates.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";
import { daysSource } from "./days.ts";

const boardPath = "src/lib/board.ts";
const columnPath = "src/components/Column.tsx";
const cardPath = "src/components/CardItem.tsx";
const daysPath = "src/lib/days.ts";
const duePath = "src/components/DueDate.tsx";

/** Finds the name in "a column called Blocked", "eine Spalte namens Blockiert". */
const columnNamed =
  /\b(?:column|lane|spalte|colonne|columna)\s+(?:called|named|namens|genannt|appelée|nommée|llamada)\s+["'“„«]?([\p{L}\d][\p{L}\d -]{0,23})["'“”»]?/iu;

const reviewColumn: Update = {
  name: "kanban.column",
  reads: [boardPath],
  change(files, request) {
    const name = columnNamed.exec(request)?.[1]?.trim() ?? "review";
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    const id = name.toLowerCase().replaceAll(" ", "-");
    if (files.get(boardPath)?.includes(`id: "${id}"`)) return null;
    const done = '  { id: "done", title: "Done" },\n';
    const edits = editsAt(files, [{ path: boardPath, anchor: done, text: `  { id: "${id}", title: "${title}" },\n${done}` }]);
    return edits && { edits, values: { title } };
  },
  withoutValue: (request) => request.replace(columnNamed, " column "),
};

const clearDone: Update = {
  name: "kanban.clear",
  reads: [boardPath, columnPath],
  change(files) {
    if (files.get(boardPath)?.includes("clear:")) return null;
    const remove = "    remove: (id: string) => setCards((before) => before.filter((card) => card.id !== id)),\n";
    const count = '        <span className="text-muted text-sm tabular-nums">{cards.length}</span>\n';
    const edits = editsAt(files, [
      {
        path: boardPath,
        anchor: remove,
        text: `${remove}    clear: (column: string) => setCards((before) => before.filter((card) => card.column !== column)),\n`,
      },
      {
        path: columnPath,
        anchor: count,
        text: `${count}        {id === "done" && cards.length > 0 && (
          <button type="button" className="button ml-auto" onClick={() => board.clear(id)}>
            Clear
          </button>
        )}
`,
      },
    ]);
    return edits && { edits };
  },
  removes: true,
};

const dueDates: Update = {
  name: "kanban.due",
  reads: [boardPath, cardPath, duePath, daysPath],
  change(files) {
    if (files.has(duePath) || files.has(daysPath)) return null;
    const title = '      <p className="wrap-break-word leading-snug">{card.title}</p>\n';
    const importLine = 'import { type Board, type Card, columns } from "../lib/board";\n';
    const move = "    /** To the end of another column. */\n";
    const edits = editsAt(files, [
      {
        path: boardPath,
        anchor: "  title: string;\n",
        text: '  title: string;\n  /** As the date field has it, such as "2027-05-31". */\n  due?: string;\n',
      },
      {
        path: boardPath,
        anchor: move,
        text: `    setDue: (id: string, due: string) =>
      setCards((before) => before.map((card) => (card.id === id ? { ...card, due } : card))),
${move}`,
      },
      { path: cardPath, anchor: importLine, text: `${importLine}import { DueDate } from "./DueDate";\n` },
      {
        path: cardPath,
        anchor: title,
        text: `${title}      <DueDate card={card} onChange={(due) => board.setDue(card.id, due)} />\n`,
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

const dueSource = `import { useState } from "react";
import type { Card } from "../lib/board";
import { dayWords, today } from "../lib/days";

/** The date in words; a press on it opens the field. */
export function DueDate({ card, onChange }: { card: Card; onChange: (due: string) => void }) {
  const [open, setOpen] = useState(false);
  const due = card.due ?? "";
  const late = due !== "" && due < today() && card.column !== "done";
  if (open) {
    return (
      <input
        type="date"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed.
        autoFocus
        className="field mt-1 w-auto py-1 text-sm"
        aria-label={\`Due date: \${card.title}\`}
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
      className={\`-ml-1 mt-1 min-h-8 rounded px-1 text-sm hover:bg-accent-soft \${late ? "font-semibold text-ink" : "text-muted"}\`}
      aria-label={due === "" ? \`Add a due date: \${card.title}\` : \`Due \${dayWords(due)}: \${card.title}\`}
      onClick={() => setOpen(true)}
    >
      {due === "" ? "Add date" : late ? \`Late: \${dayWords(due)}\` : dayWords(due)}
    </button>
  );
}
`;

export const kanban: Kind = {
  kind: "kanban",
  appName: "Workboard",
  subject: "any",
  updates: [dueDates, reviewColumn, clearDone],
};
