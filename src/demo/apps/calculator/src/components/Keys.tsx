const rows = [
  ["C", "±", "⌫", "÷"],
  ["7", "8", "9", "×"],
  ["4", "5", "6", "−"],
  ["1", "2", "3", "+"],
  ["0", ".", "="],
];

const names: Record<string, string> = {
  C: "Clear",
  "±": "Change sign",
  "⌫": "Delete digit",
  "÷": "Divide",
  "×": "Multiply",
  "−": "Subtract",
  "+": "Add",
  ".": "Point",
  "=": "Equals",
};

export function Keys({ onKey }: { onKey: (key: string) => void }) {
  return (
    <div className="grid grid-cols-4 gap-2">
      {rows.flat().map((key) => (
        <button
          key={key}
          type="button"
          aria-label={names[key] ?? key}
          // A key pressed by pointer takes no focus, so that Enter still means the result.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onKey(key)}
          className={`key ${toneOf(key)}`}
        >
          {key}
        </button>
      ))}
    </div>
  );
}

function toneOf(key: string): string {
  if (key === "=") return "key-main col-span-2";
  return /[\d.]/.test(key) ? "" : "key-sign";
}
