import { useEffect, useState } from "react";
import { Display } from "./components/Display";
import { Header } from "./components/Header";
import { Keys } from "./components/Keys";
import { keyboard, press, start } from "./lib/calculator";

export function App() {
  const [state, setState] = useState(start);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // Enter on a key that has the focus presses that key.
      if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
      setState((before) => press(before, keyboard[event.key] ?? event.key));
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <div className="mx-auto max-w-sm px-4 pb-16">
      <Header />
      <main className="mt-2 grid grid-cols-1 gap-3">
        <Display state={state} />
        <Keys onKey={(key) => setState((before) => press(before, key))} />
      </main>
    </div>
  );
}
