// The quiz, and what it can be given: a restart button, shuffled questions, time to answer.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const roundPath = "src/lib/round.ts";
const cardPath = "src/components/QuestionCard.tsx";
const appPath = "src/App.tsx";
const countdownPath = "src/components/Countdown.tsx";
const secondsToAnswer = 20;

const restart: Update = {
  name: "a restart button",
  matches: (request) => /\b(?:restart|reset|start over|begin again|start again|from the beginning)\b/.test(request),
  reads: [appPath],
  change(files) {
    if (files.get(appPath)?.includes("Start over")) return null;
    const edits = editsAt(files, [
      {
        path: appPath,
        anchor: "      <Header />\n",
        text: `      <Header>
        <button type="button" className="button" onClick={round.again}>
          Start over
        </button>
      </Header>
`,
      },
    ]);
    return edits && { edits, summary: "A button at the top starts the quiz over." };
  },
  example: "Add a restart button",
};

const shuffle: Update = {
  name: "shuffled questions",
  matches: (request) => /\b(?:shuffle|shuffled|random|randomi[sz]e|mix|different order|another order)\b/.test(request),
  reads: [roundPath],
  change(files) {
    if (files.get(roundPath)?.includes("Math.random")) return null;
    const edits = editsAt(files, [
      {
        path: roundPath,
        anchor: "const deal = (): Question[] => questions;\n",
        text: `const deal = (): Question[] =>
  questions
    .map((question) => ({ question, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ question }) => question);
`,
      },
    ]);
    return edits && { edits, summary: "Every round asks the questions in another order." };
  },
  example: "Shuffle the questions",
};

const countdown: Update = {
  name: "time to answer",
  matches: (request) => /\b(?:timer|time limit|countdown|seconds|clock|time pressure|timed)\b/.test(request),
  reads: [cardPath, countdownPath],
  change(files, request) {
    if (files.has(countdownPath)) return null;
    const seconds = Math.min(
      120,
      Math.max(5, Number(/\b(\d{1,3})\s*(?:s|sec|seconds?)\b/.exec(request)?.[1] ?? secondsToAnswer)),
    );
    const importLine = 'import type { Question } from "../lib/questions";\n';
    const heading = '      <h2 id="question"';
    const edits = editsAt(files, [
      { path: cardPath, anchor: importLine, text: `${importLine}import { Countdown } from "./Countdown";\n` },
      {
        path: cardPath,
        anchor: heading,
        text: `      {answered === undefined && <Countdown onOver={() => round.answer(noAnswer)} />}\n${heading}`,
      },
      {
        path: cardPath,
        anchor: "export function QuestionCard(",
        text: "/** Stands for a question whose time ran out. */\nconst noAnswer = -1;\n\nexport function QuestionCard(",
      },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: countdownPath, content: countdownSource(seconds) }],
        summary: `There are ${seconds} seconds to answer each question.`,
      }
    );
  },
  example: "Give me 20 seconds to answer",
};

const countdownSource = (seconds: number) => `import { useEffect, useRef, useState } from "react";

const seconds = ${seconds};

/** Counts down once, from timestamps, so that a sleeping tab loses no time. */
export function Countdown({ onOver }: { onOver: () => void }) {
  const [endsAt] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  const over = useRef(onOver);
  over.current = onOver;

  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      over.current();
    }, 200);
    return () => clearInterval(timer);
  }, [endsAt]);

  return (
    <p role="timer" className={\`mt-4 tabular-nums \${left <= 5 ? "font-semibold says-danger" : "text-muted"}\`}>
      {left} s left
    </p>
  );
}
`;

export const quiz: Kind = {
  kind: "quiz",
  title: "a quiz",
  words: [
    "quiz",
    "quizzes",
    "trivia",
    "trivia game",
    "quiz game",
    "test my knowledge",
    "multiple choice",
    "questions and answers",
    "flash cards",
    "flashcards",
    "exam",
    "capitals",
    "quiz about",
  ],
  appName: "Eight Questions",
  description: "Eight questions about the world, with a score and a look back.",
  plan: "I make a quiz of eight questions with four answers each. It says at once what was right and why, counts, and shows all answers at the end.",
  summary: "The quiz can be played; it shows the score, your best, and every answer.",
  updates: [countdown, shuffle, restart],
};
