// Emotion with its css property (a JSX pragma) and styled, state in jotai.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const emotionMood: ForeignApp = {
  name: "emotion-mood",
  prompt: "A mood board",
  async shows(page) {
    await sees(page, "Mood board (2)");
    await looks(page, "h1", "color", "rgb(166, 30, 77)");
  },
  async operate(page) {
    await looks(page, "body", "background-color", "rgb(255, 240, 246)");
    await looks(page, "main", "padding-top", "24px");
    await page.getByPlaceholder("How are you?").fill("hungry");
    await click(page, "Pin");
    await sees(page, "Mood board (3)");
    await looks(page, "p span:nth-child(3)", "background-color", "rgb(186, 247, 186)");
  },
};
