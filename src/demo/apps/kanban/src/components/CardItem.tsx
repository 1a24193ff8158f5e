import { ChevronLeft, ChevronRight, type LucideIcon, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { type Board, type Card, columns } from "../lib/board";

/** The type under which a dragged card's id travels. */
export const cardType = "application/x-card";

export function CardItem({ card, board }: { card: Card; board: Board }) {
  const index = columns.findIndex((column) => column.id === card.column);
  const left = columns[index - 1];
  const right = columns[index + 1];
  const item = useRef<HTMLLIElement>(null);
  const wasMoved = board.moved?.id === card.id;
  // In its new column the card is drawn anew: whoever moved it by keyboard goes on from there.
  useEffect(() => {
    if (wasMoved) item.current?.focus();
  }, [wasMoved]);
  return (
    <li
      ref={item}
      tabIndex={-1}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(cardType, card.id);
        event.dataTransfer.effectAllowed = "move";
      }}
      className="cursor-grab rounded-lg border border-line bg-surface p-3 pb-1 shadow-xs active:cursor-grabbing"
    >
      <p className="wrap-break-word leading-snug">{card.title}</p>
      <div className="mt-2 -ml-2 flex items-center">
        <Move
          label={left && `Move to ${left.title}: ${card.title}`}
          Arrow={ChevronLeft}
          onClick={() => left && board.move(card.id, left.id)}
        />
        <Move
          label={right && `Move to ${right.title}: ${card.title}`}
          Arrow={ChevronRight}
          onClick={() => right && board.move(card.id, right.id)}
        />
        <button
          type="button"
          className="icon-button ml-auto -mr-2"
          aria-label={`Delete: ${card.title}`}
          onClick={() => board.remove(card.id)}
        >
          <X className="size-4.5" aria-hidden="true" />
        </button>
      </div>
    </li>
  );
}

function Move({ label, Arrow, onClick }: { label: string | undefined; Arrow: LucideIcon; onClick: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={label ?? "No column there"} disabled={!label} onClick={onClick}>
      <Arrow className="size-4.5" aria-hidden="true" />
    </button>
  );
}
