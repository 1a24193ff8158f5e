// All kinds of apps that the demo model knows, in the order in which it lists them.
import type { Kind } from "../kind.ts";
import { calculator } from "./calculator.ts";
import { dashboard } from "./dashboard.ts";
import { game } from "./game.ts";
import { kanban } from "./kanban.ts";
import { landing } from "./landing.ts";
import { notes } from "./notes.ts";
import { quiz } from "./quiz.ts";
import { timer } from "./timer.ts";
import { todo } from "./todo.ts";

export const kinds: readonly Kind[] = [todo, timer, calculator, notes, kanban, quiz, dashboard, landing, game];
