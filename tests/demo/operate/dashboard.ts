// Uses the demo model's dashboard.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const bar = (page: Page | Frame, name: string) => page.getByRole("img", { name });

export const operateDashboard: Operated = {
  kind: "dashboard",
  prompt: "a sales dashboard with a chart",
  async operate(page) {
    await page.getByText("€274,570").waitFor();
    const december = await bar(page, "Dec: €36,480").boundingBox();
    const august = await bar(page, "Aug: €16,240").boundingBox();
    assert.ok(december && august);
    const ratio = december.height / august.height;
    assert.ok(Math.abs(ratio - 36_480 / 16_240) < 0.05, `bars are as high as their figures, but the ratio is ${ratio}`);
    await bar(page, "Dec: €36,480").hover();
    await page.getByText("Dec: €36,480, 811 orders").waitFor();
    await bar(page, "Aug: €16,240").focus();
    await page.getByText("Aug: €16,240, 371 orders").waitFor();
    await page.getByText("Stoneware mug, grey").waitFor();
  },
  updates: [
    {
      name: "a period to choose",
      request: "Add a date range filter with a reset",
      async seen(page) {
        await page.getByRole("button", { name: "3 months" }).click();
        await page.getByText("€72,820").waitFor();
        assert.equal(await page.locator("rect.bar").count(), 3);
        await page.getByRole("button", { name: "Reset", exact: true }).click();
        await page.getByText("€274,570").waitFor();
        assert.equal(await page.locator("rect.bar").count(), 12);
      },
    },
    {
      name: "export as CSV",
      request: "Let me export the figures as CSV",
      async seen(page) {
        const [blob] = await Promise.all([
          page.evaluate(
            () =>
              new Promise<string>((resolve) => {
                const make = URL.createObjectURL;
                URL.createObjectURL = (file) => {
                  URL.createObjectURL = make;
                  if (file instanceof Blob) void file.text().then(resolve);
                  return make(file);
                };
              }),
          ),
          page.getByRole("button", { name: "Export CSV" }).click(),
        ]);
        assert.match(blob, /^month,revenue_eur,orders\n2025-06,18420,412\n/);
      },
    },
    {
      name: "a chart of orders",
      request: "Add a second chart for orders",
      async seen(page) {
        await page.getByRole("heading", { name: "Orders by month" }).waitFor();
        await page.getByRole("img", { name: "Between 371 and 811 orders a month" }).waitFor();
      },
    },
  ],
};
