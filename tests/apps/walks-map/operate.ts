// A map of react-leaflet with the app's own tiles, and the style sheet that comes with Leaflet.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const walksMap: ForeignApp = {
  name: "walks-map",
  prompt: "A map with my favourite city walks",
  async shows(page) {
    await page.locator(".leaflet-tile-loaded").nth(3).waitFor();
    await looks(page, ".leaflet-tile", "position", "absolute");
  },
  async operate(page) {
    await page.getByTitle("Stadtpark").click();
    await sees(page, "Stadtpark: 5.1 km");
    await click(page, "Zoom in");
    // While the map zooms it goes nowhere else.
    await page.locator(".leaflet-zoom-anim").waitFor({ state: "attached" });
    await page.locator(".leaflet-zoom-anim").waitFor({ state: "detached" });
    await click(page, /Elbe beach/);
    await page.locator(".leaflet-container").click({ position: { x: 500, y: 120 } });
    await sees(page, /You clicked at 53\.\d+, 9\.\d+/);
    await sees(page, "Drawn by hand");
  },
};
