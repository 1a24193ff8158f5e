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

/** Something is drawn on the canvas: it holds pixels of more than one colour. */
export const drawn = (page: Page, selector = "canvas"): Promise<void> => changedPicture(page, selector, null);

/** Waits until the picture of an element differs from the one before; without one, until it is not one plain colour. */
async function changedPicture(page: Page, selector: string, before: string | null): Promise<void> {
  const place = page.locator(selector).first();
  await place.waitFor();
  const deadlineMs = Date.now() + 15_000;
  for (;;) {
    const picture = (await place.screenshot({ animations: "allow" })).toString("base64");
    // A plain picture of any size compresses to next to nothing.
    if (before === null ? picture.length > plainPictureCharacters : picture !== before) return;
    if (Date.now() > deadlineMs) throw new Error(`${selector} shows ${before === null ? "nothing" : "the same as before"}.`);
  }
}
const plainPictureCharacters = 4_000;

/** What an element looks like now, to be compared with `differs`. */
export async function picture(page: Page, selector = "canvas"): Promise<string> {
  return (await page.locator(selector).first().screenshot({ animations: "allow" })).toString("base64");
}

export const differs = (page: Page, before: string, selector = "canvas"): Promise<void> => changedPicture(page, selector, before);
