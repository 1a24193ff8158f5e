import { useState } from "react";
import type { Board } from "../lib/board";
import { CardItem, cardType } from "./CardItem";
import { NewCard } from "./NewCard";

export function Column({ id, title, board }: { id: string; title: string; board: Board }) {
  const [over, setOver] = useState(false);
  const cards = board.cards.filter((card) => card.column === id);
  return (
    <section
      aria-labelledby={`column-${id}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        board.move(event.dataTransfer.getData(cardType), id);
      }}
      className={`rounded-xl border p-3 ${over ? "border-accent bg-accent-soft" : "border-line"}`}
    >
      <div className="flex min-h-10 items-center gap-2 px-1">
        <h2 id={`column-${id}`} className="font-semibold">
          {title}
        </h2>
        <span className="text-muted text-sm tabular-nums">{cards.length}</span>
      </div>
      {cards.length === 0 ? (
        <p className="mt-2 rounded-lg border border-line border-dashed p-4 text-center text-muted text-sm">
          Nothing here. Drop a card, or add one.
        </p>
      ) : (
        <ul className="mt-2 grid gap-2">
          {cards.map((card) => (
            <CardItem key={card.id} card={card} board={board} />
          ))}
        </ul>
      )}
      <NewCard column={title} onAdd={(text) => board.add(text, id)} />
    </section>
  );
}
