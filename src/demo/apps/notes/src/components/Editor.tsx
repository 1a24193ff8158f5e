import type { Note, Notes } from "../lib/notes";

export function Editor({ note, notes }: { note: Note; notes: Notes }) {
  return (
    <section aria-label="Note" className="rounded-xl border border-line bg-surface p-5 sm:p-8">
      <input
        className="w-full font-semibold text-2xl"
        aria-label="Title"
        placeholder="Untitled"
        value={note.title}
        maxLength={120}
        onChange={(event) => notes.change(note.id, { title: event.target.value })}
      />
      <textarea
        className="page mt-4 block min-h-[50vh] w-full resize-y"
        aria-label="Text"
        placeholder="Write here. It is saved as you write."
        value={note.text}
        onChange={(event) => notes.change(note.id, { text: event.target.value })}
      />
      <footer className="mt-4 flex flex-wrap items-center gap-3 border-line border-t pt-4 text-muted text-sm">
        <span>Saved</span>
        <button type="button" className="button ml-auto" onClick={() => notes.remove(note.id)}>
          Delete note
        </button>
      </footer>
    </section>
  );
}
