// Uses the demo model's landing page.
import assert from "node:assert/strict";
import type { Operated } from "./types.ts";

const daysOfWeek = 7;

export const operateLanding: Operated = {
  kind: "landing",
  prompt: "a landing page for my bakery",
  async operate(page) {
    const hours = page.getByRole("table", { name: "Opening hours by day" });
    assert.equal(await hours.getByRole("row").count(), daysOfWeek);
    assert.equal(await hours.locator("[aria-current=date]").count(), 1);
    await page.getByText(/^(?:Open|Closed) now, /).waitFor();
    await page.getByRole("link", { name: "Order bread" }).click();

    const send = page.getByRole("button", { name: "Send message" });
    await send.click();
    await page.getByText("Please tell us your name.").waitFor();
    await page.getByText("We need an e-mail address to answer.").waitFor();
    await page.getByText("Please write a sentence, so that we can help.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "contact-name");

    await page.getByLabel("Name").fill("Ada Winter");
    await page.getByLabel("E-mail").fill("ada at home");
    await page.getByLabel("What is it about?").selectOption("A cake");
    await page.getByLabel("Message").fill("A plum tart for twelve, on Saturday.");
    await send.click();
    await page.getByText("This does not look like an e-mail address.").waitFor();
    assert.equal(await page.getByText("Please tell us your name.").count(), 0);

    await page.getByLabel("E-mail").fill("ada@winter.example");
    await send.click();
    await page.getByRole("heading", { name: "Thank you, Ada Winter." }).waitFor();
    await page.getByRole("button", { name: "Write another" }).click();
    assert.equal(await page.getByLabel("Message").inputValue(), "");
  },
  updates: [
    {
      name: "faq",
      request: "Add a FAQ section",
      async seen(page) {
        const section = page.getByRole("region", { name: "Questions we often hear" });
        const answer = section.getByText(/from one roll upwards/);
        assert.equal(await answer.isVisible(), false);
        await section.getByText("How can I pay?").click();
        await answer.waitFor({ state: "visible" });
      },
    },
    {
      name: "pricing",
      request: "Add a pricing section",
      async seen(page) {
        const section = page.getByRole("region", { name: "Bread every week" });
        await section.getByText("€18").waitFor();
        assert.equal(await section.getByRole("link", { name: /^Order the/ }).count(), 3);
      },
    },
    {
      name: "testimonials",
      request: "Add testimonials",
      async seen(page) {
        const section = page.getByRole("region", { name: "What guests say" });
        assert.equal(await section.getByRole("figure").count(), 3);
      },
    },
  ],
};
