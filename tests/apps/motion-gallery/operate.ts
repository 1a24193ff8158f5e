// Animations of motion: variants, layouts that move, what leaves.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const motionGallery: ForeignApp = {
  name: "motion-gallery",
  prompt: "An animated gallery",
  async shows(page) {
    await sees(page, "Fjord");
    await looks(page, ".tile", "opacity", "1");
  },
  async operate(page) {
    await click(page, "warm");
    await seesNot(page, "Fjord");
    await click(page, "Ember");
    await page.getByRole("dialog").getByText("Ember, warm").waitFor();
    await click(page, "Close");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await click(page, "all");
    await sees(page, "Frost");
  },
};
