// Vue without a build: the page's own import map names it at a CDN, and a folder of the app.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const vueInvoices: ForeignApp = {
  name: "vue-invoices",
  prompt: "An invoice list with Vue, no build step",
  network: {
    "https://unpkg.com/vue@3/dist/vue.esm-browser.prod.js": "libraries/node_modules/vue/dist/vue.esm-browser.prod.js",
  },
  async shows(page) {
    await page.getByRole("heading", { name: "Invoices" }).waitFor();
    await sees(page, "Brook & Sons");
  },
  async operate(page) {
    await page.getByPlaceholder("Client").fill("Abbot Ltd");
    await page.getByPlaceholder("Amount").fill("80");
    await click(page, "Add invoice");
    await sees(page, "€500.00");
    await page.getByRole("row", { name: /Brook/ }).getByRole("button").click();
    await looks(page, "tr.paid", "text-decoration-line", "line-through");
    await sees(page, /^Open:/);
    await page.getByRole("columnheader", { name: "Amount" }).click();
    await page.locator("tbody tr").first().getByText("Abbot Ltd").waitFor();
  },
};
