// A small build and a change of it. The request names what the check looks for, so that every correct app passes, however it looks.
import type { Page } from "playwright-core";

export interface Step {
  request: string;
  /** Operates the app as a person would; throws when it does not do what the request says. */
  works(page: Page): Promise<void>;
}

export interface Task {
  id: string;
  create: Step;
  change: Step;
}

/** What an app does on a click it does at once, milliseconds. */
const actionMaxMs = 5_000;
const shownCharacters = 40;

export async function expectText(page: Page, selector: string, wanted: string): Promise<void> {
  try {
    const shows = ([at, text]: string[]) => document.querySelector(at ?? "")?.textContent?.trim() === text;
    await page.waitForFunction(shows, [selector, wanted], { timeout: actionMaxMs });
  } catch {
    // Whatever the browser calls it: what is there instead is what a person wants to know.
    const there = await page
      .locator(selector)
      .first()
      .textContent({ timeout: 1 })
      .catch(() => null);
    const instead = there === null ? "there is no such element" : `it shows "${there.trim().slice(0, shownCharacters)}"`;
    throw new Error(`${selector} should show "${wanted}", and ${instead}.`);
  }
}

export async function press(page: Page, name: string): Promise<void> {
  try {
    await page.getByRole("button", { name, exact: true }).first().click({ timeout: actionMaxMs });
  } catch {
    // Playwright's own text is a page of what it tried.
    throw new Error(`There is no button "${name}" that can be pressed.`);
  }
}
