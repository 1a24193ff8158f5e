import { useEffect, useState } from "react";
import { Board } from "./components/Board";
import { Header } from "./components/Header";
import { Overlay } from "./components/Overlay";
import { Scores } from "./components/Scores";
import { load, save } from "./lib/app";
import { type Direction, newGame, step, stepLength, turn } from "./lib/snake";
import { useKeys } from "./lib/steering";

const bestKey = "garter.best";

export function App() {
  const [game, setGame] = useState(newGame);
  const [best, setBest] = useState(() => load(bestKey, 0, (value): value is number => typeof value === "number"));
  const stepMs = stepLength(game.score);
  const moving = game.status === "running";

  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      const roll = Math.random();
      setGame((current) => step(current, roll));
    }, stepMs);
    return () => clearInterval(timer);
  }, [moving, stepMs]);

  useEffect(() => {
    if (game.score <= best) return;
    setBest(game.score);
    save(bestKey, game.score);
  }, [game.score, best]);

  function steer(direction: Direction) {
    setGame((current) => turn(current, direction));
  }
  useKeys(steer);

  function restart() {
    setGame(turn(newGame(), "right"));
  }

  return (
    <div className="flex min-h-dvh flex-col">
      <Header>
        <button type="button" className="button" onClick={restart}>
          New game
        </button>
      </Header>
      <main className="mx-auto grid w-full max-w-4xl flex-1 content-start gap-4 px-4 pb-8 sm:px-6 md:grid-cols-[auto_14rem] md:gap-10">
        <div className="board-area">
          <Board game={game} steer={steer}>
            {game.status === "ready" && (
              <Overlay
                title="Ready when you are"
                text="Steer with the arrow keys or by swiping. Walls and your own tail end the game."
                action="Start"
                onAction={restart}
              />
            )}
            {game.status === "over" && (
              <Overlay title="Game over" text={resultText(game.score, best)} action="Play again" onAction={restart} />
            )}
          </Board>
        </div>
        <aside className="flex flex-col gap-6 max-md:order-first">
          <Scores score={game.score} best={best} />
          <p className="max-w-[26ch] text-muted text-sm leading-relaxed max-md:hidden">
            Each apple is one point, makes the snake longer, and everything a little faster.
          </p>
        </aside>
      </main>
      <p className="sr-only" aria-live="polite">
        {game.status === "over" ? `Game over. ${resultText(game.score, best)}` : `Score ${game.score}`}
      </p>
    </div>
  );
}

function resultText(score: number, best: number): string {
  const apples = score === 1 ? "1 apple" : `${score} apples`;
  if (score === 0) return "No apple this time.";
  return score === best ? `${apples}: your best so far.` : `${apples}. Your best is ${best}.`;
}
