// A page full of pictures, which the person uploads: imported, in styles, by glob, in srcset and by address.
import type { ForeignApp } from "../foreign-app.ts";
import { png } from "../pictures.ts";
import { click, looks, sees } from "../seen.ts";

const paths = ["src/assets/hero", "src/assets/logo", "src/assets/rooms/harbour", "src/assets/rooms/attic", "public/favicon"];
const served = ["public/waves", "public/terrace", "public/garden", "public/garden-wide"];

export const seasideHotel: ForeignApp = {
  name: "seaside-hotel",
  prompt: "A landing page for my hotel with the pictures that I upload",
  uploads: () => new Map([...paths, ...served].map((path, at) => [`${path}.png`, png(64, 48, [20 + at * 20, 90, 160])])),
  async shows(page) {
    await sees(page, "Wake up to the sea");
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>("img[alt='Hotel Miramar']")?.naturalWidth === 64);
  },
  async operate(page) {
    await looks(page, ".hero", "background-image", /^url\(.+\)$/);
    await page.waitForFunction(() => [...document.images].filter((image) => image.naturalWidth === 64).length === 5);
    await page.getByAltText("attic").click();
    await page.locator(".lightbox img").waitFor();
    await click(page, "Close picture");
    await page.getByAltText("terrace").click();
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".lightbox img")?.naturalWidth === 64);
  },
};
