// A dashboard of shadcn/ui with its components as sources, dark mode, toasts and queries, in the layout of its usual template.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const teamDashboard: ForeignApp = {
  name: "team-dashboard",
  prompt: "A dashboard for our team with dark mode",
  async shows(page) {
    await page.getByRole("heading", { name: "Crew board" }).waitFor();
    await sees(page, "Noor Haddad");
  },
  async operate(page) {
    await looks(page, "body", "background-color", "rgb(255, 255, 255)");
    await looks(page, ".rounded-lg.border", "border-top-width", "1px");
    await click(page, "Toggle theme");
    await looks(page, "body", "background-color", "rgb(2, 8, 23)");
    await click(page, "Invite");
    await page.getByRole("dialog").getByLabel("Full name").fill("Ines Costa");
    await page.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: "Editor" }).click();
    await click(page, "Send invitation");
    await sees(page, "Ines Costa was invited");
    await sees(page, "ines@example.com");
    await click(page, "Actions for Ada Brand");
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await seesNot(page, "Ada Brand");
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByLabel("Only active members").click();
    await page.getByRole("tab", { name: "Members" }).click();
    await seesNot(page, "Lars Holm");
    await sees(page, "Noor Haddad");
  },
};
