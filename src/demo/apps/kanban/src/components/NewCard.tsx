import { useState } from "react";

export function NewCard({ column, onAdd }: { column: string; onAdd: (title: string) => void }) {
  const [title, setTitle] = useState("");
  const [problem, setProblem] = useState("");
  const id = `new-${column}`;

  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") return setProblem("Write what is to be done first.");
        onAdd(title.trim());
        setTitle("");
        setProblem("");
      }}
    >
      <div className="flex gap-2">
        <input
          id={id}
          className="field min-w-0"
          aria-label={`New card in ${column}`}
          aria-describedby={`${id}-problem`}
          placeholder="New card"
          value={title}
          maxLength={140}
          onChange={(event) => setTitle(event.target.value)}
        />
        <button type="submit" className="button button-main">
          Add
        </button>
      </div>
      <p id={`${id}-problem`} role="status" className="mt-1 text-sm">
        {problem}
      </p>
    </form>
  );
}
