// A configuration of Tailwind 3 as JavaScript: theme and extend, colours with alpha, default theme, plugins, theme() and @screen in CSS.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const studioTheme: ForeignApp = {
  name: "studio-theme",
  prompt: "A site for my interior design studio",
  async shows(page) {
    await sees(page, "Rooms that let you breathe");
    await looks(page, ".btn-primary", "background-color", "rgb(162, 28, 175)");
  },
  async operate(page) {
    await looks(page, "h1", "font-family", "Georgia, serif");
    await looks(page, "section", "padding-top", "72px");
    await looks(page, ".card", "border-top-left-radius", "32px");
    await looks(page, ".card", "background-color", "rgb(253, 244, 255)");
    await looks(page, "[data-testid=logo]", "animation-name", "wiggle");
    await looks(page, ".only-wide", "color", "rgb(74, 4, 78)");
    await looks(page, "blockquote", "font-style", "italic");
    await looks(page, "#prices .grid", "grid-template-columns", /^\d[\d.]*px \d[\d.]*px$/);
    await page.getByLabel("Pay yearly").check();
    await sees(page, "€2400");
    await click(page, "Switch theme");
    await looks(page, "#root > div", "background-color", /^(rgb\(24, 24, 27\)|oklch\(0\.21 )/);
    await page.getByPlaceholder("you@example.com").fill("ada@example.com");
    await click(page, "Subscribe");
    await sees(page, "Thank you, ada@example.com!");
  },
};
