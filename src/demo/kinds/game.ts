// The small game (snake) and its updates: a pause, on-screen controls, a reset of the best score.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const appPath = "src/App.tsx";
const scoresPath = "src/components/Scores.tsx";
const padPath = "src/components/Pad.tsx";

const pause: Update = {
  name: "game.pause",
  reads: [appPath],
  change(files) {
    if (files.get(appPath)?.includes("paused")) return null;
    const stepMs = "  const stepMs = stepLength(game.score);\n";
    const newGame = "          New game\n        </button>\n";
    const edits = editsAt(files, [
      { path: appPath, anchor: stepMs, text: `  const [paused, setPaused] = useState(false);\n${stepMs}` },
      {
        path: appPath,
        anchor: 'const moving = game.status === "running";',
        text: 'const moving = game.status === "running" && !paused;',
      },
      {
        path: appPath,
        anchor: newGame,
        text: `${newGame}        <button type="button" className="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? "Go on" : "Pause"}
        </button>
`,
      },
    ]);
    return edits && { edits };
  },
};

const controls: Update = {
  name: "game.controls",
  reads: [appPath, padPath],
  change(files) {
    if (files.has(padPath)) return null;
    const importLine = 'import { Scores } from "./components/Scores";\n';
    const board = "          </Board>\n        </div>\n";
    const edits = editsAt(files, [
      { path: appPath, anchor: importLine, text: `import { Pad } from "./components/Pad";\n${importLine}` },
      { path: appPath, anchor: board, text: "          </Board>\n          <Pad steer={steer} />\n        </div>\n" },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: padPath, content: padSource }],
      }
    );
  },
};

const resetBest: Update = {
  name: "game.reset",
  reads: [appPath, scoresPath],
  change(files) {
    if (files.get(scoresPath)?.includes("onReset")) return null;
    const bestLine =
      '          <dd className="font-semibold text-4xl text-muted tabular-nums tracking-tight md:text-3xl">{best}</dd>\n';
    const restart = "  function restart() {\n";
    const edits = editsAt(files, [
      { path: scoresPath, anchor: "  best: number;\n", text: "  best: number;\n  onReset: () => void;\n" },
      { path: scoresPath, anchor: "{ score, best }: ScoresProps", text: "{ score, best, onReset }: ScoresProps" },
      {
        path: scoresPath,
        anchor: bestLine,
        text: `${bestLine}          {best > 0 && (
            <dd className="mt-2">
              <button type="button" className="button" onClick={onReset}>
                Reset best
              </button>
            </dd>
          )}
`,
      },
      {
        path: appPath,
        anchor: "<Scores score={game.score} best={best} />",
        text: "<Scores score={game.score} best={best} onReset={resetBest} />",
      },
      {
        path: appPath,
        anchor: restart,
        text: `  /** Also ends the round: its points would be the best again at once. */
  function resetBest() {
    setGame(newGame());
    setBest(0);
    save(bestKey, 0);
  }

${restart}`,
      },
    ]);
    return edits && { edits };
  },
  removes: true,
};

const padSource = `import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, type LucideIcon } from "lucide-react";
import type { Direction } from "../lib/snake";

const buttons: { direction: Direction; place: string; Arrow: LucideIcon }[] = [
  { direction: "up", place: "col-start-2", Arrow: ChevronUp },
  { direction: "left", place: "col-start-1 row-start-2", Arrow: ChevronLeft },
  { direction: "down", place: "col-start-2 row-start-2", Arrow: ChevronDown },
  { direction: "right", place: "col-start-3 row-start-2", Arrow: ChevronRight },
];

export function Pad({ steer }: { steer: (direction: Direction) => void }) {
  return (
    <div className="mx-auto mt-4 grid w-fit grid-cols-3 gap-2" role="group" aria-label="Controls">
      {buttons.map(({ direction, place, Arrow }) => (
        <button
          key={direction}
          type="button"
          aria-label={direction}
          className={\`button grid size-12 place-items-center p-0 \${place}\`}
          onPointerDown={() => steer(direction)}
          onClick={(event) => event.detail === 0 && steer(direction)}
        >
          <Arrow className="size-5" aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
`;

export const game: Kind = {
  kind: "game",
  appName: "Garter",
  subject: "own",
  updates: [pause, controls, resetBest],
};
