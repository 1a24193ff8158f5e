// The kanban board, and what it can be given: a fourth column, a way to clear what is done, due dates.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const boardPath = "src/lib/board.ts";
const columnPath = "src/components/Column.tsx";
const cardPath = "src/components/CardItem.tsx";
const duePath = "src/components/DueDate.tsx";

const reviewColumn: Update = {
  name: "a review column",
  matches: (request) =>
    /\b(?:review|testing|stage)\b|\b(?:add|another|new|fourth|extra|more)\b[^.;]{0,20}\b(?:column|lane)s?\b/.test(request),
  reads: [boardPath],
  change(files, request) {
    const name = /\bcalled ["']?([\p{L}\d][\p{L}\d -]{0,23})/u.exec(request)?.[1]?.trim() ?? "review";
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    const id = name.toLowerCase().replaceAll(" ", "-");
    if (files.get(boardPath)?.includes(`id: "${id}"`)) return null;
    const done = '  { id: "done", title: "Done" },\n';
    const edits = editsAt(files, [{ path: boardPath, anchor: done, text: `  { id: "${id}", title: "${title}" },\n${done}` }]);
    return edits && { edits, summary: `There is a ${title} column before Done.` };
  },
  example: "Add a review column",
};

const clearDone: Update = {
  name: "clearing Done",
  matches: (request) =>
    /\b(?:clear|reset|empty|archive|remove|delete|clean)\b[^.;]{0,30}\b(?:done|finished|completed?|board|column|cards?)\b/.test(
      request,
    ),
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
    return edits && { edits, summary: "A button clears the Done column." };
  },
  example: "Let me clear the done column",
  removes: true,
};

const dueDates: Update = {
  name: "due dates",
  matches: (request) => /\b(?:due|deadlines?|dates?|when it is due|calendar)\b/.test(request),
  reads: [boardPath, cardPath, duePath],
  change(files) {
    if (files.has(duePath)) return null;
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
        writes: [{ path: duePath, content: dueSource }],
        summary: "Every card has a due date; what is late says so.",
      }
    );
  },
  example: "Add due dates",
};

const dueSource = `import type { Card } from "../lib/board";

const today = () => new Date().toLocaleDateString("sv");

export function DueDate({ card, onChange }: { card: Card; onChange: (due: string) => void }) {
  const late = card.due !== undefined && card.due !== "" && card.due < today() && card.column !== "done";
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-muted text-sm">
      <label className="flex items-center gap-2">
        Due
        <input
          type="date"
          className="field w-auto py-1"
          aria-label={\`Due date: \${card.title}\`}
          value={card.due ?? ""}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {late && <strong className="text-ink">Late</strong>}
    </div>
  );
}
`;

export const kanban: Kind = {
  kind: "kanban",
  title: "a kanban board",
  words: [
    "kanban",
    "kanban board",
    "trello",
    "trello clone",
    "task board",
    "board",
    "project board",
    "scrum board",
    "sprint board",
    "columns",
    "cards in columns",
    "workflow",
    "jira",
    "backlog",
  ],
  appName: "Workboard",
  description: "A board with columns for what to do, what is in progress and what is done.",
  plan:
    "I make a kanban board with three columns. Cards are added, moved by dragging or with their buttons, and deleted; " +
    "the board keeps them when the page is closed.",
  summary: "The board works: add cards, move them to Done, and they stay.",
  updates: [dueDates, reviewColumn, clearDone],
};
