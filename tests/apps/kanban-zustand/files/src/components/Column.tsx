import { useState, type FormEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Plus, Trash2 } from 'lucide-react';
import { ColumnId, selectColumn, useBoard } from '../store/board';

export function Column({ id, title }: { id: ColumnId; title: string }) {
  const cards = useBoard(useShallow(selectColumn(id)));
  const { addCard, moveCard, removeCard, setDragged, dragged } = useBoard();
  const [text, setText] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    addCard(text.trim(), id);
    setText('');
  };

  return (
    <section aria-label={title} className="rounded-xl bg-sky-900 p-4" onDragOver={(e) => e.preventDefault()} onDrop={() => dragged && moveCard(dragged, id)}>
      <h2 className="mb-3 font-semibold">{title} ({cards.length})</h2>
      {cards.map((card) => (
        <div key={card.id} draggable data-dragging={dragged === card.id} onDragStart={() => setDragged(card.id)} onDragEnd={() => setDragged(null)}
          className="group mb-2 flex cursor-grab justify-between rounded-lg bg-sky-800 p-3 dragging:opacity-40">
          {card.title}
          <button aria-label={`Remove ${card.title}`} onClick={() => removeCard(card.id)} className="opacity-0 group-hover:opacity-100"><Trash2 size={14} /></button>
        </div>
      ))}
      <form onSubmit={submit} className="flex gap-2">
        <input value={text} onChange={(e) => setText(e.target.value)} placeholder={`Add to ${title}`} className="flex-1 rounded bg-sky-950 px-2 py-1" />
        <button aria-label={`Add card to ${title}`}><Plus /></button>
      </form>
    </section>
  );
}
