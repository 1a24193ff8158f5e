import { useState } from "react";
import { load, save } from "./app";
import { type Question, questions } from "./questions";

const key = "best";

const isScore = (value: unknown): value is number => typeof value === "number" && value >= 0;

/** The questions of a round, in the order in which they are asked. */
const deal = (): Question[] => questions;

export function useRound() {
  const [asked, setAsked] = useState(deal);
  /** Index of the answer given to each question so far. */
  const [given, setGiven] = useState<number[]>([]);
  const [index, setIndex] = useState(0);
  const [best, setBest] = useState(() => load(key, 0, isScore));
  const score = given.filter((answer, at) => answer === asked[at]?.right).length;

  return {
    asked,
    given,
    index,
    best,
    score,
    question: asked[index],
    over: index >= asked.length,
    answer(choice: number) {
      if (given.length > index) return;
      setGiven([...given, choice]);
    },
    next() {
      if (index + 1 === asked.length && score > best) {
        setBest(score);
        save(key, score);
      }
      setIndex(index + 1);
    },
    again() {
      setAsked(deal());
      setGiven([]);
      setIndex(0);
    },
  };
}

export type Round = ReturnType<typeof useRound>;
