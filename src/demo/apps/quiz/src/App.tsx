import { Header } from "./components/Header";
import { QuestionCard } from "./components/QuestionCard";
import { Result } from "./components/Result";
import { useRound } from "./lib/round";

export function App() {
  const round = useRound();
  return (
    <div className="mx-auto max-w-3xl px-4 pb-16 sm:px-8">
      <Header />
      <main className="mt-6 sm:mt-12">
        {round.question ? <QuestionCard key={round.index} question={round.question} round={round} /> : <Result round={round} />}
      </main>
    </div>
  );
}
