// A table of 10,000 rows with its own virtual scrolling, an enum, aliases of tsconfig, and a worker in TypeScript.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const ledgerTable: ForeignApp = {
  name: "ledger-table",
  prompt: "A fast table for 10,000 bookings",
  async shows(page) {
    await sees(page, "10,000 rows");
    await page.locator(".row").nth(10).waitFor();
  },
  async operate(page) {
    await sees(page, /Rent: -?€[\d,.]+/);
    await page.getByTestId("viewport").evaluate((element) => element.scrollTo(0, 5_000 * 32));
    await sees(page, /^\w+ 5001$/);
    await page.getByTestId("viewport").evaluate((element) => element.scrollTo(0, 0));
    await click(page, "Amount");
    await looks(page, ".row .negative", "color", "rgb(201, 42, 42)");
    await page.getByPlaceholder("Search payees").fill("bakery 99");
    await sees(page, /^\d{1,2} rows$/);
    await page.getByPlaceholder("Search payees").fill("");
    await page.getByLabel("Category").selectOption("Income");
    await sees(page, /^2,\d{3} rows$/);
  },
};
