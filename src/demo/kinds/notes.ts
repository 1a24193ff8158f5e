// The notes app and its updates: search, pins, a word count.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const notesPath = "src/lib/notes.ts";
const listPath = "src/components/NoteList.tsx";
const editorPath = "src/components/Editor.tsx";

const search: Update = {
  name: "notes.search",
  reads: [listPath],
  change(files) {
    if (files.get(listPath)?.includes("Search notes")) return null;
    const importLine = 'import type { Note, Notes } from "../lib/notes";\n';
    const shown = "  const shown = notes.notes;\n";
    const newNote = "        New note\n      </button>\n";
    const edits = editsAt(files, [
      { path: listPath, anchor: importLine, text: `import { useState } from "react";\n${importLine}` },
      {
        path: listPath,
        anchor: shown,
        text: `  const [wanted, setWanted] = useState("");
  const shown = notes.notes.filter((note) => \`\${note.title} \${note.text}\`.toLowerCase().includes(wanted.trim().toLowerCase()));
`,
      },
      {
        path: listPath,
        anchor: newNote,
        text: `${newNote}      <input
        type="search"
        className="field mt-3"
        aria-label="Search notes"
        placeholder="Search"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
`,
      },
    ]);
    return edits && { edits };
  },
};

const pins: Update = {
  name: "notes.pins",
  reads: [notesPath, editorPath],
  change(files) {
    if (files.get(notesPath)?.includes("pinned")) return null;
    const sorted = "sort((a, b) => b.changedAt - a.changedAt)";
    const remove = "    remove(id: string) {\n";
    const saved = "        <span>Saved</span>\n";
    const edits = editsAt(files, [
      {
        path: notesPath,
        anchor: "  text: string;\n",
        text: "  text: string;\n  /** Stays at the top of the list. */\n  pinned?: boolean;\n",
      },
      {
        path: notesPath,
        anchor: sorted,
        text: "sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false) || b.changedAt - a.changedAt)",
      },
      {
        path: notesPath,
        anchor: remove,
        text: `    /** Without touching the time: a pinned note is no newer. */
    pin: (id: string, pinned: boolean) =>
      setNotes((before) => before.map((note) => (note.id === id ? { ...note, pinned } : note))),
${remove}`,
      },
      {
        path: editorPath,
        anchor: saved,
        text: `${saved}        <button
          type="button"
          className="button"
          aria-pressed={note.pinned ?? false}
          onClick={() => notes.pin(note.id, !note.pinned)}
        >
          {note.pinned ? "Unpin" : "Pin to top"}
        </button>
`,
      },
    ]);
    return edits && { edits };
  },
};

const wordCount: Update = {
  name: "notes.count",
  reads: [editorPath],
  change(files) {
    if (files.get(editorPath)?.includes("words =")) return null;
    const start = "export function Editor({ note, notes }: { note: Note; notes: Notes }) {\n";
    const remove = '        <button type="button" className="button ml-auto"';
    const edits = editsAt(files, [
      { path: editorPath, anchor: start, text: `${start}  const words = note.text.split(/\\s+/).filter(Boolean).length;\n` },
      {
        path: editorPath,
        anchor: remove,
        text: `        <span role="status">{words === 1 ? "1 word" : \`\${words} words\`}</span>\n${remove}`,
      },
    ]);
    return edits && { edits };
  },
};

export const notes: Kind = {
  kind: "notes",
  appName: "Margin",
  subject: "any",
  updates: [search, pins, wordCount],
};
