// Audio: a sequencer with Tone.js, whose steps are seen.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const drumMachine: ForeignApp = {
  name: "drum-machine",
  prompt: "A drum machine",
  async shows(page) {
    await page.getByRole("button", { name: "Kick 1" }).waitFor();
    await sees(page, "Stopped");
  },
  async operate(page) {
    await looks(page, "[aria-label='Kick 1']", "background-color", "rgb(249, 115, 22)");
    await click(page, "Snare 3");
    await page.locator("[aria-label='Snare 3'][aria-pressed=true]").waitFor();
    await click(page, "Play");
    await sees(page, "Step 3");
    await sees(page, "Step 6");
    await click(page, "Stop");
    await sees(page, "Stopped");
  },
};
