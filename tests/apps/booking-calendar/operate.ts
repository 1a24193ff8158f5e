// A calendar with date-fns (and one of its locales) and react-day-picker with its own style sheet.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const bookingCalendar: ForeignApp = {
  name: "booking-calendar",
  prompt: "A calendar for bookings of our cabin",
  async shows(page) {
    await sees(page, "Family Ruiz");
    await page.getByRole("grid", { name: "July 2025" }).waitFor();
  },
  async operate(page) {
    await looks(page, ".rdp-root", "--rdp-accent-color", "#0f766e");
    await looks(page, ".rdp-day_button", "border-top-left-radius", /px|%/);
    await sees(page, "2 months shown so far");
    await page.getByRole("button", { name: /July 14th, 2025/ }).click();
    await page.getByRole("button", { name: /July 18th, 2025/ }).click();
    await sees(page, "4 nights from 14. Juli");
    await page.getByPlaceholder("Guest").fill("Ms Okoro");
    await click(page, "Book");
    await sees(page, "Ms Okoro");
    await click(page, "Later");
    await page.getByRole("heading", { name: "August 2025" }).waitFor();
  },
};
