// A shop whose state is Redux Toolkit: slices, a thunk, selectors.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const reduxCart: ForeignApp = {
  name: "redux-cart",
  prompt: "A tea shop with a cart",
  async shows(page) {
    await sees(page, "Sencha (12 €)");
  },
  async operate(page) {
    await looks(page, ".shop", "display", "grid");
    await click(page, "Add Sencha");
    await click(page, "Add Sencha");
    await click(page, "Add Assam");
    await sees(page, "2 × Sencha");
    await sees(page, "Total: 32 €");
    await click(page, "Less Sencha");
    await sees(page, "Total: 20 €");
    await click(page, "Order");
    await sees(page, /Order \S{6} is on its way/);
    await sees(page, "Total: 0 €");
  },
};
