import { Column } from './Column';
import { useBoard, type ColumnId } from '../store/board';

const columns: Record<ColumnId, string> = { todo: 'To do', doing: 'Doing', done: 'Done' };

export function Board() {
  const count = useBoard((state) => state.cards.length);
  return (
    <main className="min-h-screen bg-sky-950 p-6 text-white">
      <h1 className="mb-4 text-2xl font-bold">Kanban <small className="opacity-60">{count} cards</small></h1>
      <div className="grid gap-4 md:grid-cols-3">
        {Object.entries(columns).map(([id, title]) => <Column key={id} id={id as ColumnId} title={title} />)}
      </div>
    </main>
  );
}
