// Several languages in JSON files: one imported, the others by a dynamic import whose name is made from the choice. One reads from the right.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const museumI18n: ForeignApp = {
  name: "museum-i18n",
  prompt: "A ticket page of a museum in English, German and Arabic",
  async shows(page) {
    await sees(page, "City Museum");
    await sees(page, "Opens March 1, 2026");
  },
  async operate(page) {
    await click(page, "Add a ticket");
    await sees(page, "1 ticket");
    await page.getByRole("combobox").selectOption("de");
    await sees(page, "Stadtmuseum");
    await sees(page, /Summe 12,50\s€/);
    await click(page, "Karte hinzufügen");
    await sees(page, "2 Karten");
    await page.getByRole("combobox").selectOption("ar");
    await sees(page, "تذكرتان");
    await looks(page, ".museum", "direction", "rtl");
  },
};
