// A game in WebGL without a library, its shaders in script elements of their own types.
import type { ForeignApp } from "../foreign-app.ts";
import { differs, drawn, picture } from "../seen.ts";

export const webglRunner: ForeignApp = {
  name: "webgl-runner",
  prompt: "A neon runner game in WebGL",
  window: { width: 480, height: 360 },
  async shows(page) {
    await drawn(page, "#gl");
  },
  async operate(page) {
    const before = await picture(page, "#gl");
    await page.keyboard.press("ArrowRight");
    await page.locator("#lane").getByText("2", { exact: true }).waitFor();
    await page.waitForFunction(() => Number(document.getElementById("distance")?.textContent) > 3);
    await differs(page, before, "#gl");
  },
};
