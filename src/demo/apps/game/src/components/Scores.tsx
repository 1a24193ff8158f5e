interface ScoresProps {
  score: number;
  best: number;
}

export function Scores({ score, best }: ScoresProps) {
  return (
    <section aria-label="Scores">
      <dl className="flex gap-8 md:flex-col md:gap-6">
        <div>
          <dt className="text-muted text-sm">Score</dt>
          <dd className="font-semibold text-4xl tabular-nums tracking-tight md:text-6xl">{score}</dd>
        </div>
        <div>
          <dt className="text-muted text-sm">Best</dt>
          <dd className="font-semibold text-4xl text-muted tabular-nums tracking-tight md:text-3xl">{best}</dd>
        </div>
      </dl>
    </section>
  );
}
