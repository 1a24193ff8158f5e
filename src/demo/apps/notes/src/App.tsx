import { Editor } from "./components/Editor";
import { Header } from "./components/Header";
import { NoteList } from "./components/NoteList";
import { useNotes } from "./lib/notes";

export function App() {
  const notes = useNotes();
  return (
    <div className="mx-auto max-w-6xl px-4 pb-16 sm:px-8">
      <Header />
      <main className="mt-4 grid gap-6 md:grid-cols-[18rem_minmax(0,1fr)] md:gap-10">
        <NoteList notes={notes} />
        {notes.open ? (
          <Editor key={notes.open.id} note={notes.open} notes={notes} />
        ) : (
          <p className="grid min-h-60 place-items-center rounded-xl border border-line border-dashed p-8 text-center text-muted">
            No note is open. Begin with a new one.
          </p>
        )}
      </main>
    </div>
  );
}
