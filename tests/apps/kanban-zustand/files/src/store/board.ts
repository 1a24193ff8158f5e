import { create } from 'zustand';
import { persist, createJSONStorage, devtools } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';
import { nanoid } from 'nanoid';

export type ColumnId = 'todo' | 'doing' | 'done';

export interface Card {
  id: string;
  title: string;
  column: ColumnId;
}

interface BoardState {
  cards: Card[];
  dragged: string | null;
  addCard: (title: string, column: ColumnId) => void;
  moveCard: (id: string, column: ColumnId) => void;
  removeCard: (id: string) => void;
  setDragged: (id: string | null) => void;
}

export const useBoard = create<BoardState>()(
  devtools(
    persist(
      immer((set) => ({
        cards: [
          { id: nanoid(), title: 'Write invitation', column: 'todo' },
          { id: nanoid(), title: 'Book the hall', column: 'doing' },
        ],
        dragged: null,
        addCard: (title, column) => set((state) => { state.cards.push({ id: nanoid(), title, column }); }),
        moveCard: (id, column) => set((state) => {
          const card = state.cards.find((c) => c.id === id);
          if (card) card.column = column;
        }),
        removeCard: (id) => set((state) => { state.cards = state.cards.filter((c) => c.id !== id); }),
        setDragged: (id) => set({ dragged: id }),
      })),
      { name: 'board', storage: createJSONStorage(() => localStorage), partialize: ({ cards }) => ({ cards }) },
    ),
    { enabled: import.meta.env.DEV },
  ),
);

export const selectColumn = (column: ColumnId) => (state: BoardState) => state.cards.filter((c) => c.column === column);
