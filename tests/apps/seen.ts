// What operating an app looks for, in words: each waits until it is so.
import type { Locator, Page } from "playwright-core";

/** The words stand somewhere on the page. */
export const sees = (page: Page | Locator, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();

export const seesNot = (page: Page | Locator, words: string | RegExp): Promise<void> =>
  page.getByText(words).first().waitFor({ state: "hidden" });

export const click = (page: Page | Locator, button: string | RegExp): Promise<void> =>
  page.getByRole("button", { name: button }).first().click();

/** The style that the browser arrives at; waits for it, since it may be on its way there. */
export async function looks(page: Page, selector: string, property: string, value: string | RegExp): Promise<void> {
  await page.waitForFunction(
    ([where, name, pattern]) => {
      const element = document.querySelector(where);
      return element !== null && new RegExp(pattern).test(getComputedStyle(element).getPropertyValue(name));
    },
    [selector, property, typeof value === "string" ? `^${RegExp.escape(value)}$` : value.source] as const,
  );
}

/** Something is drawn on the canvas: it is not one plain colour. */
export async function drawn(page: Page, selector = "canvas"): Promise<void> {
  await until(async () => (await picture(page, selector)).length > plainPictureCharacters, `${selector} shows nothing.`);
}
/** A plain picture of any size compresses to next to nothing. */
const plainPictureCharacters = 3_000;

/** What an element looks like now, to be compared with `differs`. */
export async function picture(page: Page, selector = "canvas"): Promise<string> {
  const place = page.locator(selector).first();
  await place.waitFor();
  const clip = await place.boundingBox();
  // Of the page, not of the element: that would first wait until the element stands still, which a busy canvas delays.
  return (await page.screenshot({ animations: "allow", ...(clip ? { clip } : {}) })).toString("base64");
}

export async function differs(page: Page, before: string, selector = "canvas"): Promise<void> {
  await until(async () => (await picture(page, selector)) !== before, `${selector} shows the same as before.`);
}

/** How long something drawn may take to change, milliseconds. */
const drawnWithinMs = 30_000;

async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + drawnWithinMs;
  while (!(await holds())) if (Date.now() > deadline) throw new Error(otherwise);
}
