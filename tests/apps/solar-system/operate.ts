// A scene of three.js with controls and post-processing from its addons, under both of their names.
import type { ForeignApp } from "../foreign-app.ts";
import { click, differs, drawn, picture, sees } from "../seen.ts";

export const solarSystem: ForeignApp = {
  name: "solar-system",
  prompt: "A 3D solar system",
  window: { width: 480, height: 360 },
  async shows(page) {
    await page.getByRole("button", { name: "Mars" }).waitFor();
    await drawn(page);
  },
  async operate(page) {
    await click(page, "Earth");
    await sees(page, "Earth: 8.5 units from the sun");
    const before = await picture(page);
    await page.mouse.move(380, 180);
    await page.mouse.down();
    await page.mouse.move(430, 220);
    await page.mouse.up();
    await differs(page, before);
  },
};
