// How the tests use each kind of app.
import { operateCalculator } from "./calculator.ts";
import { operateDashboard } from "./dashboard.ts";
import { operateGame } from "./game.ts";
import { operateKanban } from "./kanban.ts";
import { operateLanding } from "./landing.ts";
import { operateNotes } from "./notes.ts";
import { operateQuiz } from "./quiz.ts";
import { operateTimer } from "./timer.ts";
import { operateTodo } from "./todo.ts";
import type { Operated } from "./types.ts";

export const operated: readonly Operated[] = [
  operateTodo,
  operateTimer,
  operateCalculator,
  operateNotes,
  operateKanban,
  operateQuiz,
  operateDashboard,
  operateLanding,
  operateGame,
];
