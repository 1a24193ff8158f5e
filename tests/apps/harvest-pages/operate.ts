// Pages under a router, with charts of recharts.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const harvestPages: ForeignApp = {
  name: "harvest-pages",
  prompt: "A farm dashboard with several pages and charts",
  async shows(page) {
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await sees(page, "447 t");
  },
  async operate(page) {
    await looks(page, "aside", "width", "224px");
    await page.locator(".recharts-area path.recharts-area-area").first().waitFor({ state: "attached" });
    await click(page, "Show as bars");
    await page.locator(".recharts-bar-rectangle").nth(9).waitFor({ state: "attached" });
    await page.getByRole("link", { name: "Fields" }).click();
    await page.getByPlaceholder("Search fields").fill("mill");
    await sees(page, "You are at /fields");
    await page.getByRole("link", { name: "Mill Meadow" }).click();
    await sees(page, "18 hectares of barley");
    await page.locator(".recharts-pie-sector").nth(1).waitFor();
    await page.reload();
    await sees(page, "18 hectares of barley");
    await click(page, "Back");
    await page.getByRole("link", { name: "Overview" }).click();
    await sees(page, "Tonnes a month");
  },
};
