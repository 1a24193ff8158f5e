import { useEffect, useState } from "react";
import { load, save } from "./app";

export interface Card {
  id: string;
  title: string;
  column: string;
}

export const columns = [
  { id: "todo", title: "To do" },
  { id: "doing", title: "In progress" },
  { id: "done", title: "Done" },
];

const key = "cards";

const samples: Card[] = [
  { id: "sample-1", title: "Write the invitation for the summer party", column: "todo" },
  { id: "sample-2", title: "Ask three caterers for an offer", column: "todo" },
  { id: "sample-3", title: "Book the garden for 12 June", column: "doing" },
  { id: "sample-4", title: "Collect everyone's favourite songs", column: "doing" },
  { id: "sample-5", title: "Agree on the budget", column: "done" },
];

function isCard(value: unknown): value is Card {
  if (typeof value !== "object" || value === null) return false;
  const card = value as Partial<Card>;
  return typeof card.id === "string" && typeof card.title === "string" && typeof card.column === "string";
}

const isCards = (value: unknown): value is Card[] => Array.isArray(value) && value.every(isCard);

export function useBoard() {
  const [cards, setCards] = useState(() => load(key, samples, isCards));
  /** The card that was moved last: it keeps the focus, and is announced. */
  const [moved, setMoved] = useState<Card | null>(null);
  useEffect(() => save(key, cards), [cards]);

  return {
    cards,
    moved,
    add: (title: string, column: string) =>
      setCards((before) => [...before, { id: crypto.getRandomValues(new Uint32Array(2)).join("-"), title, column }]),
    remove: (id: string) => setCards((before) => before.filter((card) => card.id !== id)),
    /** To the end of another column. */
    move(id: string, column: string) {
      const card = cards.find((entry) => entry.id === id);
      if (!card || card.column === column) return;
      setMoved({ ...card, column });
      setCards((before) => [...before.filter((entry) => entry.id !== id), { ...card, column }]);
    },
  };
}

export type Board = ReturnType<typeof useBoard>;
