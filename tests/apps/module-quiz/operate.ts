// CSS modules: the same class name in two files, composes, :global, keyframes, names imported one by one.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const moduleQuiz: ForeignApp = {
  name: "module-quiz",
  prompt: "A quiz",
  async shows(page) {
    await sees(page, "Which sea is salty enough to float in?");
    await looks(page, "h1", "font-size", "32px");
  },
  async operate(page) {
    await looks(page, "h1", "text-align", "center");
    await looks(page, "h1", "color", "rgb(134, 46, 156)");
    // The global class of the same name is another one.
    await looks(page, "h1", "letter-spacing", "normal");
    await looks(page, "button span", "font-size", "16px");
    await click(page, "Baltic");
    await looks(page, "button:disabled", "background-color", "rgb(255, 227, 227)");
    await click(page, "Dead Sea");
    await looks(page, "button:disabled", "outline-width", "2px");
    await click(page, "Next");
    await click(page, "8");
    await click(page, "Next");
    await sees(page, "You scored 2");
    await looks(page, ".finished > div", "border-top-width", "3px");
  },
};
