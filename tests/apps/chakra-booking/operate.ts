// Chakra UI 2: a form, toasts, a dialog, its colour mode and a theme of one's own.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const chakraBooking: ForeignApp = {
  name: "chakra-booking",
  prompt: "A booking form for our restaurant with Chakra UI",
  async shows(page) {
    await page.getByRole("heading", { name: "Trattoria Lucia" }).waitFor();
    await looks(page, "button[type=submit]", "background-color", "rgb(123, 52, 30)");
  },
  async operate(page) {
    await looks(page, ".panel", "padding-top", "24px");
    await click(page, "Book a table");
    await sees(page, "Please tell us your name.");
    await page.getByLabel("Name").fill("Paola");
    await page.getByLabel("Time").selectOption("20:30");
    await click(page, "Book a table");
    await sees(page, "Paola, 2 guests at 20:30");
    await sees(page, "See you, Paola!");
    await click(page, "Menu");
    await page.getByRole("dialog").getByText("Ravioli with sage").waitFor();
    await page.keyboard.press("Escape");
    await seesNot(page, "Ravioli with sage");
    await click(page, "Dark");
    await looks(page, "body", "background-color", "rgb(26, 32, 44)");
  },
};
