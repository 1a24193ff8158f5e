// A game on a 2D canvas, in classic scripts with an inline handler.
import type { ForeignApp } from "../foreign-app.ts";
import { click, differs, drawn, looks, picture, sees, seesNot } from "../seen.ts";

export const brickBreaker: ForeignApp = {
  name: "brick-breaker",
  prompt: "A brick breaker game",
  async shows(page) {
    await sees(page, "Press Start to play");
    await drawn(page, "#gameCanvas");
  },
  async operate(page) {
    await click(page, "Start");
    await seesNot(page, "Press Start to play");
    const before = await picture(page);
    await differs(page, before);
    await page.keyboard.press("Space");
    await page.locator("body[data-paused=true]").waitFor();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => Number(document.getElementById("score")?.textContent) > 0);
    await looks(page, ".overlay", "display", "none");
  },
};
