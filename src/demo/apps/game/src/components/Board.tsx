import type { ReactNode } from "react";
import { boardSize, type Cell, type Direction, type Game } from "../lib/snake";
import { useSwipe } from "../lib/steering";

interface BoardProps {
  game: Game;
  steer: (direction: Direction) => void;
  /** What lies over the board while the game does not run. */
  children?: ReactNode;
}

/** Where the eyes sit, seen from the middle of the head. */
const eyes: Record<Direction, [Cell, Cell]> = {
  up: [
    { x: -0.2, y: -0.12 },
    { x: 0.2, y: -0.12 },
  ],
  down: [
    { x: -0.2, y: 0.12 },
    { x: 0.2, y: 0.12 },
  ],
  left: [
    { x: -0.12, y: -0.2 },
    { x: -0.12, y: 0.2 },
  ],
  right: [
    { x: 0.12, y: -0.2 },
    { x: 0.12, y: 0.2 },
  ],
};

export function Board({ game, steer, children }: BoardProps) {
  const swipe = useSwipe(steer);
  const head = game.snake[0] ?? { x: 0, y: 0 };
  const body = game.snake.map(({ x, y }) => `${x + 0.5} ${y + 0.5}`).join(" L ");
  return (
    <div className="board relative aspect-square w-full overflow-hidden rounded-xl border border-line bg-surface" {...swipe}>
      <svg
        viewBox={`0 0 ${boardSize} ${boardSize}`}
        className="block size-full"
        role="img"
        aria-label={`Board of ${boardSize} by ${boardSize} fields. Your snake is ${game.snake.length} fields long.`}
      >
        <defs>
          <pattern id="dots" width="1" height="1" patternUnits="userSpaceOnUse">
            <circle cx="0.5" cy="0.5" r="0.055" fill="var(--color-line)" />
          </pattern>
        </defs>
        <rect width={boardSize} height={boardSize} fill="url(#dots)" />
        {game.apple && <Apple cell={game.apple} />}
        <path className={game.status === "over" ? "snake snake-over" : "snake"} d={`M ${body}`} />
        <g transform={`translate(${head.x + 0.5} ${head.y + 0.5})`}>
          {eyes[game.direction].map(({ x, y }) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r="0.09" fill="var(--color-on-accent)" />
          ))}
        </g>
      </svg>
      {children}
    </div>
  );
}

function Apple({ cell }: { cell: Cell }) {
  return (
    <g transform={`translate(${cell.x + 0.5} ${cell.y + 0.5})`}>
      <circle cy="0.06" r="0.34" fill="var(--color-danger)" />
      <path d="M 0 -0.24 q 0.04 -0.2 0.24 -0.24" fill="none" stroke="var(--color-ink)" strokeWidth="0.09" strokeLinecap="round" />
    </g>
  );
}
