import { useEffect, useState } from "react";
import { load, save } from "./app";

export interface Note {
  id: string;
  title: string;
  text: string;
  /** Milliseconds since 1970. */
  changedAt: number;
}

const key = "notes";

const samples: Note[] = [
  {
    id: "sample-1",
    title: "Bread, second try",
    text: "500 g flour, 350 g water, 10 g salt, 100 g starter.\n\nLast time it was too wet: fold it twice more, and let it rest overnight in the cold.",
    changedAt: Date.UTC(2026, 4, 2, 18, 20),
  },
  {
    id: "sample-2",
    title: "Questions for the landlord",
    text: "Who pays for the bicycle shed?\nMay we paint the stairs?\nWhen is the boiler serviced?",
    changedAt: Date.UTC(2026, 3, 28, 9, 5),
  },
];

function isNote(value: unknown): value is Note {
  if (typeof value !== "object" || value === null) return false;
  const note = value as Partial<Note>;
  return (
    typeof note.id === "string" &&
    typeof note.title === "string" &&
    typeof note.text === "string" &&
    typeof note.changedAt === "number"
  );
}

const isNotes = (value: unknown): value is Note[] => Array.isArray(value) && value.every(isNote);

export function useNotes() {
  const [notes, setNotes] = useState(() => load(key, samples, isNotes));
  const [openId, setOpenId] = useState(() => notes[0]?.id ?? null);
  useEffect(() => save(key, notes), [notes]);
  const sorted = [...notes].sort((a, b) => b.changedAt - a.changedAt);

  return {
    notes: sorted,
    open: notes.find((note) => note.id === openId) ?? null,
    choose: (id: string) => setOpenId(id),
    add() {
      const note: Note = { id: crypto.getRandomValues(new Uint32Array(2)).join("-"), title: "", text: "", changedAt: Date.now() };
      setNotes((before) => [note, ...before]);
      setOpenId(note.id);
    },
    change: (id: string, fields: Partial<Note>) =>
      setNotes((before) => before.map((note) => (note.id === id ? { ...note, ...fields, changedAt: Date.now() } : note))),
    remove(id: string) {
      setNotes((before) => before.filter((note) => note.id !== id));
      setOpenId(sorted.find((note) => note.id !== id)?.id ?? null);
    },
  };
}

export type Notes = ReturnType<typeof useNotes>;
