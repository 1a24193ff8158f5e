// The app directory of Next.js without an index.html: layout, pages by folder, links, pictures, fonts, navigation.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const nextBakery: ForeignApp = {
  name: "next-bakery",
  prompt: "A website for our bakery",
  // Its page is made by the preview, which is said.
  expectedProblems: [/^There is no index\.html\. Previews make a plain page/],
  async shows(page) {
    await sees(page, "Baked before you wake");
    await looks(page, "h1", "color", "rgb(146, 64, 14)");
  },
  async operate(page) {
    await page.getByRole("link", { name: "See the menu" }).click();
    await page.getByRole("heading", { name: "Menu" }).waitFor();
    await click(page, "Add Baguette");
    await sees(page, "1 in the basket");
    await click(page, "Only rye");
    await seesNot(page, "Baguette");
    await page.getByRole("link", { name: "About" }).click();
    await sees(page, "Three ovens, two sisters, one cat.");
    await page.goBack();
    await sees(page, "Black rye");
  },
};
