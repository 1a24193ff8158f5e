// Uses the demo model's calculator.
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const names: Record<string, string> = {
  "+": "Add",
  "-": "Subtract",
  "*": "Multiply",
  "/": "Divide",
  ".": "Point",
  "=": "Equals",
  "±": "Change sign",
  "⌫": "Delete digit",
  C: "Clear",
  "%": "Percent",
  r: "Square root",
};

/** Presses the keys one after the other. */
async function type(page: Page | Frame, keys: string): Promise<void> {
  for (const key of keys) await page.getByRole("button", { name: names[key] ?? key, exact: true }).click();
}

async function shows(page: Page | Frame, text: string): Promise<void> {
  await page.getByLabel("Result").getByText(text, { exact: true }).waitFor();
}

export const operateCalculator: Operated = {
  kind: "calculator",
  prompt: "a calculator",
  async operate(page) {
    await type(page, "0.1+0.2=");
    await shows(page, "0.3");
    await type(page, "C6*7-2=");
    await shows(page, "40");
    await type(page, "C5±⌫+3=");
    await shows(page, "3");
    await type(page, "/0=");
    await page.getByText("A number cannot be divided by zero.").waitFor();
    await page.evaluate(() => {
      for (const key of ["1", "2", "*", "1", "2", "Enter"]) window.dispatchEvent(new KeyboardEvent("keydown", { key }));
    });
    await shows(page, "144");
  },
  updates: [
    {
      name: "a history",
      request: "Add a history with a reset button",
      async seen(page) {
        await type(page, "C8+9=");
        await page.getByRole("listitem").filter({ hasText: "8 + 9 = 17" }).waitFor();
        await page.getByRole("button", { name: "Clear history" }).click();
        await page.getByText("Finished sums appear here.").waitFor();
      },
    },
    {
      name: "percent and square root",
      request: "Add percent and square root keys",
      async seen(page) {
        await type(page, "C81r");
        await shows(page, "9");
        await type(page, "C50%");
        await shows(page, "0.5");
      },
    },
    {
      name: "a hint at the keyboard",
      request: "Show keyboard hints",
      async seen(page) {
        await page.getByText("Escape to clear").waitFor();
      },
    },
  ],
};
