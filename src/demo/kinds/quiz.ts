// The quiz and its updates: a restart button, shuffled questions, a time limit.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const roundPath = "src/lib/round.ts";
const cardPath = "src/components/QuestionCard.tsx";
const appPath = "src/App.tsx";
const countdownPath = "src/components/Countdown.tsx";
const secondsToAnswer = 20;

const restart: Update = {
  name: "quiz.restart",
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
    return edits && { edits };
  },
};

const shuffle: Update = {
  name: "quiz.shuffle",
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
    return edits && { edits };
  },
};

const countdown: Update = {
  name: "quiz.countdown",
  takesNumbers: true,
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
        values: { seconds },
      }
    );
  },
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
  appName: "Ten Places",
  subject: "own",
  updates: [countdown, shuffle, restart],
};
