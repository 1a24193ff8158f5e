// A scene of react-three-fiber with drei, whose meshes are clicked.
import type { ForeignApp } from "../foreign-app.ts";
import { differs, drawn, looks, picture, sees } from "../seen.ts";

export const vaseStudio: ForeignApp = {
  name: "vase-studio",
  prompt: "A vase that I can turn and glaze, in 3D",
  window: { width: 480, height: 360 },
  async shows(page) {
    await page.getByRole("heading", { name: "Vase Studio" }).waitFor();
    await drawn(page);
  },
  async operate(page) {
    const before = await picture(page);
    await page.getByRole("radio", { name: "ocean" }).click();
    await sees(page, "Glaze: ocean");
    await looks(page, "[aria-checked=true]", "color", /^(rgb\(255, 255, 255\)|#fff)/);
    await differs(page, before);
    const box = await page.locator("canvas").boundingBox();
    if (box === null) throw new Error("There is no canvas.");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await sees(page, "touched 1 times");
    await page.getByLabel("Wireframe").check();
  },
};
