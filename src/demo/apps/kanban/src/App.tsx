import { Column } from "./components/Column";
import { Header } from "./components/Header";
import { columns, useBoard } from "./lib/board";

export function App() {
  const board = useBoard();
  const done = board.cards.filter((card) => card.column === "done").length;
  return (
    <div className="mx-auto max-w-7xl px-4 pb-16 sm:px-8">
      <Header />
      <p className="text-muted" role="status">
        {done} of {board.cards.length} done
        {board.moved && (
          <span className="sr-only">. Moved to {columns.find((column) => column.id === board.moved?.column)?.title}</span>
        )}
      </p>
      <main className="mt-4 grid items-start gap-4 [grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))]">
        {columns.map((column) => (
          <Column key={column.id} id={column.id} title={column.title} board={board} />
        ))}
      </main>
    </div>
  );
}
