import type { Question } from "../lib/questions";
import type { Round } from "../lib/round";

export function QuestionCard({ question, round }: { question: Question; round: Round }) {
  const answered = round.given[round.index];
  const right = answered === question.right;
  return (
    <section aria-labelledby="question">
      <p className="text-muted tabular-nums">
        Question {round.index + 1} of {round.asked.length}
      </p>
      <div className="mt-2 h-1.5 overflow-hidden rounded-full bg-line" aria-hidden="true">
        <div className="h-full bg-accent" style={{ width: `${(round.index / round.asked.length) * 100}%` }} />
      </div>
      <h2 id="question" className="mt-8 text-balance font-semibold text-2xl leading-snug sm:text-3xl">
        {question.text}
      </h2>
      <div className="mt-6 grid gap-3 sm:grid-cols-2">
        {question.answers.map((answer, index) => (
          <button
            key={answer}
            type="button"
            disabled={answered !== undefined}
            onClick={() => round.answer(index)}
            className={`answer ${answered === undefined ? "" : index === question.right ? "answer-right" : index === answered ? "answer-wrong" : ""}`}
          >
            <span className="font-semibold text-muted" aria-hidden="true">
              {"ABCD"[index]}
            </span>
            {answer}
          </button>
        ))}
      </div>
      <div className="mt-6 flex min-h-20 flex-wrap items-center justify-between gap-4" role="status">
        {answered !== undefined && (
          <>
            <p>
              <strong>{right ? "Right." : `Not quite: ${question.answers[question.right]}.`}</strong>{" "}
              <span className="text-muted">{question.why}</span>
            </p>
            <button type="button" className="button button-main" onClick={round.next}>
              {round.index + 1 === round.asked.length ? "See the result" : "Next question"}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
