// A form in steps with react-hook-form and zod: errors per field, values turned into numbers, fields that depend on each other.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const signupWizard: ForeignApp = {
  name: "signup-wizard",
  prompt: "A sign-up form in two steps for our vegetable co-op",
  async shows(page) {
    await sees(page, "Step 1 of 2");
    await looks(page, "button", "background-color", /^(oklch\(0\.208|rgb\(15, 23, 42\))/);
  },
  async operate(page) {
    await page.getByLabel("Age").fill("12");
    await click(page, "Next");
    await sees(page, "Please tell us your name");
    await sees(page, "That is not an e-mail address");
    await sees(page, "Members are 18 or older");
    await page.getByLabel("Name").fill("Edith");
    await page.getByLabel("E-mail").fill("edith@example.com");
    await page.getByLabel("Age").fill("45");
    await click(page, "Next");
    await sees(page, "Step 2 of 2");
    await click(page, "Join");
    await sees(page, "Choose a size");
    await sees(page, "Choose at least one day");
    await page.getByLabel("large").check();
    await click(page, "Thursday");
    await sees(page, "1 days a week");
    await page.locator("input[name=password]").fill("correct horse");
    await page.getByLabel("Repeat password").fill("correct hors");
    await click(page, "Join");
    await sees(page, "The passwords differ");
    await page.getByLabel("Repeat password").fill("correct horse");
    await click(page, "Join");
    await sees(page, "Welcome Edith (number), a large box");
  },
};
