// The rules of the game: no time, no keys, no drawing.

export const boardSize = 17;

export type Direction = "up" | "down" | "left" | "right";

export interface Cell {
  x: number;
  y: number;
}

export interface Game {
  /** Head first. */
  snake: Cell[];
  direction: Direction;
  /** Turns asked for faster than the snake moves, oldest first. */
  turns: Direction[];
  /** Null when the snake fills the board. */
  apple: Cell | null;
  score: number;
  status: "ready" | "running" | "over";
}

const moves: Record<Direction, Cell> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

/** Two turns in advance are what fast fingers need; more would make the snake lag behind. */
const maxTurns = 2;

export function newGame(): Game {
  const y = Math.floor(boardSize / 2);
  const snake = [6, 5, 4].map((x) => ({ x, y }));
  return { snake, direction: "right", turns: [], apple: { x: 9, y }, score: 0, status: "ready" };
}

/** Asks for a turn; the first one starts the game. The snake cannot turn back into itself. */
export function turn(game: Game, direction: Direction): Game {
  const last = game.turns.at(-1) ?? game.direction;
  const isOpposite = moves[direction].x === -moves[last].x && moves[direction].y === -moves[last].y;
  if (game.status === "over" || isOpposite) return game;
  const isTurn = direction !== last && game.turns.length < maxTurns;
  return { ...game, status: "running", turns: isTurn ? [...game.turns, direction] : game.turns };
}

/** One step ahead. `roll`, from 0 up to 1, says where the next apple grows. */
export function step(game: Game, roll: number): Game {
  const [head] = game.snake;
  if (game.status !== "running" || !head) return game;
  const direction = game.turns[0] ?? game.direction;
  const next = { x: head.x + moves[direction].x, y: head.y + moves[direction].y };
  const eats = game.apple !== null && isSame(game.apple, next);
  const body = eats ? game.snake : game.snake.slice(0, -1);
  if (!isOnBoard(next) || body.some((cell) => isSame(cell, next))) return { ...game, status: "over" };
  const snake = [next, ...body];
  const moved = { ...game, snake, direction, turns: game.turns.slice(1) };
  if (!eats) return moved;
  const apple = freeCell(snake, roll);
  return { ...moved, apple, score: game.score + 1, status: apple ? "running" : "over" };
}

/** Milliseconds between steps: it gets quicker with every apple. */
export function stepLength(score: number): number {
  return Math.max(75, 150 - score * 3);
}

function freeCell(snake: Cell[], roll: number): Cell | null {
  const free: Cell[] = [];
  for (let y = 0; y < boardSize; y++) {
    for (let x = 0; x < boardSize; x++) {
      if (!snake.some((cell) => isSame(cell, { x, y }))) free.push({ x, y });
    }
  }
  return free[Math.floor(roll * free.length)] ?? null;
}

function isOnBoard({ x, y }: Cell): boolean {
  return x >= 0 && y >= 0 && x < boardSize && y < boardSize;
}

function isSame(a: Cell, b: Cell): boolean {
  return a.x === b.x && a.y === b.y;
}
