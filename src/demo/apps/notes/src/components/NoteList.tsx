import type { Note, Notes } from "../lib/notes";

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export function NoteList({ notes }: { notes: Notes }) {
  const shown = notes.notes;
  return (
    <nav aria-label="Notes" className="min-w-0">
      <button type="button" className="button button-main w-full" onClick={notes.add}>
        New note
      </button>
      {shown.length === 0 ? (
        <p className="mt-4 text-muted">No notes here.</p>
      ) : (
        <ul className="mt-4 grid grid-cols-1 gap-1">
          {shown.map((note) => (
            <Entry key={note.id} note={note} current={note.id === notes.open?.id} onChoose={() => notes.choose(note.id)} />
          ))}
        </ul>
      )}
    </nav>
  );
}

function Entry({ note, current, onChoose }: { note: Note; current: boolean; onChoose: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        aria-current={current}
        className={`w-full rounded-lg px-3 py-2 text-left ${current ? "bg-accent-soft" : "hover:bg-surface"}`}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="truncate font-semibold">{note.title || "Untitled"}</span>
          <span className="shrink-0 text-muted text-sm">{day.format(note.changedAt)}</span>
        </span>
        <span className="block truncate text-muted text-sm">{note.text.split("\n", 1)[0] || "Empty"}</span>
      </button>
    </li>
  );
}
