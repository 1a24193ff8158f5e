// The calculator and its updates: a history with a reset, percent and square root, a keyboard hint.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const machinePath = "src/lib/calculator.ts";
const keysPath = "src/components/Keys.tsx";
const appPath = "src/App.tsx";
const historyPath = "src/components/History.tsx";

const history: Update = {
  name: "calculator.history",
  reads: [appPath, historyPath],
  change(files) {
    if (files.has(historyPath)) return null;
    const importLine = 'import { Keys } from "./components/Keys";\n';
    const end = "      </main>\n";
    const edits = editsAt(files, [
      { path: appPath, anchor: importLine, text: `import { History } from "./components/History";\n${importLine}` },
      { path: appPath, anchor: end, text: `        <History sum={state.sum} result={state.shown} />\n${end}` },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: historyPath, content: historySource }],
      }
    );
  },
};

const moreKeys: Update = {
  name: "calculator.keys",
  reads: [machinePath, keysPath],
  change(files) {
    if (files.get(keysPath)?.includes("√")) return null;
    const clear = '    case "C":\n';
    const edits = editsAt(files, [
      {
        path: machinePath,
        anchor: clear,
        text: `    case "%":
      return { ...state, shown: format(Number(state.shown) / 100), fresh: false, problem: "" };
    case "√":
      if (Number(state.shown) < 0) return { ...start, problem: "A negative number has no square root here." };
      return { ...state, shown: format(Math.sqrt(Number(state.shown))), fresh: false, problem: "" };
${clear}`,
      },
      { path: keysPath, anchor: '  ["0", ".", "="],\n', text: '  ["0", ".", "="],\n  ["%", "√"],\n' },
      { path: keysPath, anchor: '  "=": "Equals",\n', text: '  "=": "Equals",\n  "%": "Percent",\n  "√": "Square root",\n' },
    ]);
    return edits && { edits };
  },
};

const keyboardHint: Update = {
  name: "calculator.hint",
  reads: [appPath],
  change(files) {
    if (files.get(appPath)?.includes("From the keyboard")) return null;
    const keys = "        <Keys onKey={(key) => setState((before) => press(before, key))} />\n";
    const edits = editsAt(files, [
      {
        path: appPath,
        anchor: keys,
        text: `${keys}        <p className="text-muted text-sm leading-relaxed">
          From the keyboard: digits, + − * /, Enter for the result, Backspace for the last digit, Escape to clear.
        </p>
`,
      },
    ]);
    return edits && { edits };
  },
};

const historySource = `import { useEffect, useState } from "react";
import { load, save } from "../lib/app";

const key = "history";
const maxEntries = 10;

const isEntries = (value: unknown): value is string[] => Array.isArray(value) && value.every((entry) => typeof entry === "string");

/** Remembers each finished sum. */
export function History({ sum, result }: { sum: string; result: string }) {
  const [entries, setEntries] = useState(() => load(key, [], isEntries));
  const latest = sum && \`\${sum} = \${result}\`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a sum is finished when it changes, not when its result is typed over.
  useEffect(() => {
    if (latest) setEntries((before) => [latest, ...before].slice(0, maxEntries));
  }, [sum]);
  useEffect(() => save(key, entries), [entries]);

  return (
    <section aria-labelledby="history-heading" className="mt-4">
      <div className="flex min-h-10 items-center justify-between">
        <h2 id="history-heading" className="font-semibold">
          History
        </h2>
        {entries.length > 0 && (
          <button type="button" className="button" onClick={() => setEntries([])}>
            Clear history
          </button>
        )}
      </div>
      {entries.length === 0 ? (
        <p className="mt-1 text-muted text-sm">Finished sums appear here.</p>
      ) : (
        <ol className="mt-1 grid gap-1 text-muted tabular-nums">
          {entries.map((entry, index) => (
            <li key={\`\${entries.length - index} \${entry}\`}>{entry}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
`;

export const calculator: Kind = {
  kind: "calculator",
  appName: "Plain Sums",
  subject: "own",
  updates: [history, moreKeys, keyboardHint],
};
