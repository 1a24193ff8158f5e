import { useState } from "react";

export function NewTask({ onAdd }: { onAdd: (text: string) => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return setProblem("Write down what there is to do first.");
        onAdd(text.trim());
        setText("");
        setProblem("");
      }}
    >
      <div className="flex gap-2">
        <input
          className="field min-w-0 flex-1"
          aria-label="New task"
          aria-describedby="task-problem"
          placeholder="What is to be done?"
          value={text}
          maxLength={160}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-main">
          Add
        </button>
      </div>
      <p id="task-problem" role="status" className="mt-1 min-h-6 text-sm">
        {problem}
      </p>
    </form>
  );
}
