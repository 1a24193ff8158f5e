// A page that can be installed, with its manifest; the service worker that it asks for is not there, and previews have none.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const pwaShopping: ForeignApp = {
  name: "pwa-shopping",
  prompt: "A shopping list that I can install on my phone",
  async shows(page) {
    await sees(page, "Shopping List");
    await sees(page, "Online");
  },
  async operate(page, { remembers }) {
    for (const item of ["Milk", "Bread"]) {
      await page.getByPlaceholder("Milk, bread…").fill(item);
      await click(page, "Add");
    }
    await page.locator("#count").getByText("2").waitFor();
    await page.getByText("Milk", { exact: true }).click();
    await looks(page, "li.done span", "text-decoration-line", "line-through");
    if (remembers) await page.reload();
    await page.locator("#count").getByText("1").waitFor();
    await page.getByRole("listitem").filter({ hasText: "Bread" }).getByRole("button").click();
    await seesNot(page, "Bread");
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
      return fetch(link?.href ?? "").then((response) => response.json() as Promise<{ short_name: string }>);
    });
    if (manifest.short_name !== "Shopping") throw new Error("The manifest is not the app's.");
  },
  // The service worker that it asks for.
  expectedTroubles: [/A bad HTTP response code \(404\) was received when fetching the script/],
};
