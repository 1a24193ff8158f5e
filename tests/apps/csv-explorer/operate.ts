// A file of the person is read (papaparse) and drawn (chart.js); dayjs with a plugin, uuid, an icon of react-icons.
import type { ForeignApp } from "../foreign-app.ts";
import { click, differs, drawn, looks, picture, sees } from "../seen.ts";

const csv = "city,sunny days,rainy days\nOslo,140,165\nSevilla,210,52\n";

export const csvExplorer: ForeignApp = {
  name: "csv-explorer",
  prompt: "An explorer for CSV files with charts",
  async shows(page) {
    await sees(page, "No data yet, since 2 days ago.");
  },
  async operate(page) {
    await looks(page, ".panel", "border-top-left-radius", "12px");
    await page.getByLabel("Choose a file").setInputFiles({ name: "sun.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await sees(page, "2 rows, sunny days: 350");
    await drawn(page);
    const before = await picture(page);
    await click(page, "Line");
    await differs(page, before);
    await page.getByLabel("Column").selectOption("rainy days");
    await sees(page, "rainy days: 217");
  },
};
