import type { Round } from "../lib/round";

export function Result({ round }: { round: Round }) {
  return (
    <section aria-labelledby="result">
      <h2 id="result" className="font-semibold text-4xl tabular-nums">
        {round.score} of {round.asked.length}
      </h2>
      <p className="mt-2 text-muted">Your best so far: {Math.max(round.best, round.score)}</p>
      <button type="button" className="button button-main mt-6" onClick={round.again}>
        Play again
      </button>
      <h3 className="mt-10 font-semibold">Your answers</h3>
      <ol className="mt-3 grid gap-2">
        {round.asked.map((question, index) => {
          const given = round.given[index] ?? -1;
          const right = given === question.right;
          return (
            <li key={question.text} className="rounded-lg border border-line bg-surface p-4">
              <p className="font-semibold">{question.text}</p>
              <p className="mt-1">
                <span className={right ? "says-good" : "says-danger"}>{right ? "Right: " : "Wrong: "}</span>
                {question.answers[given] ?? "no answer"}
                {!right && <span className="text-muted"> (right: {question.answers[question.right]})</span>}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
