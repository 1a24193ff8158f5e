// Drag and drop in both ways: pointers (Reorder of framer-motion) and the browser's own drag events.
import type { ForeignApp } from "../foreign-app.ts";
import { sees, seesNot } from "../seen.ts";

export const setlistDrag: ForeignApp = {
  name: "setlist-drag",
  prompt: "A setlist that I can sort by dragging",
  async shows(page) {
    await sees(page, "Blue Harbour > Paper Boats > Night Bus");
  },
  async operate(page) {
    const first = await page.locator(".song").nth(0).boundingBox();
    const second = await page.locator(".song").nth(1).boundingBox();
    if (first === null || second === null) throw new Error("There are no songs.");
    await page.mouse.move(first.x + 40, first.y + 20);
    await page.mouse.down();
    await page.mouse.move(first.x + 40, first.y + 30, { steps: 5 });
    await page.mouse.move(second.x + 40, second.y + 40, { steps: 20 });
    await sees(page, "Paper Boats > Blue Harbour > Night Bus");
    await page.mouse.up();
    await page.getByText("Encore", { exact: true }).dragTo(page.getByText("Drop here to remove"));
    await seesNot(page, "Encore");
    await sees(page, "Intro");
  },
};
