// The app into which faults are planted: it works as it is.
import type { WrittenFile } from "../written-files.ts";

export const cupCounter: Readonly<Record<string, string>> = {
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Cup counter</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`,
  "src/main.tsx": `import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./styles.css";

createRoot(document.getElementById("root")!).render(<App />);
`,
  "src/styles.css": `@import "tailwindcss";

.panel {
  @apply rounded-lg p-4;
}
`,
  "src/App.tsx": `import { useState } from "react";
import { Counter } from "./components/Counter";
import { inWords } from "./lib/describe";

export function App() {
  const [cups, setCups] = useState(0);
  return (
    <main className="panel">
      <h1>{inWords(cups)}</h1>
      <Counter onAdd={() => setCups(cups + 1)} />
    </main>
  );
}
`,
  "src/components/Counter.tsx": `import type { Drink } from "../lib/drinks";

const drink: Drink = { name: "tea" };

export function Counter({ onAdd }: { onAdd(): void }) {
  return <button onClick={onAdd}>One more {drink.name}</button>;
}
`,
  "src/lib/describe.ts": `export function inWords(cups: number): string {
  return cups === 1 ? "1 cup" : \`\${cups} cups\`;
}
`,
  "src/lib/drinks.ts": `export interface Drink {
  name: string;
}
`,
};

export const filesOf = (files: Readonly<Record<string, string>>): WrittenFile[] =>
  Object.entries(files).map(([path, content]) => ({ path, content }));
