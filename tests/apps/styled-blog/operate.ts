// Styles in scripts: styled-components with themes, keyframes and a global style. It also declares a module for its types.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const styledBlog: ForeignApp = {
  name: "styled-blog",
  prompt: "A quiet blog",
  async shows(page) {
    await sees(page, "Three hours, no phone.");
    await looks(page, "body", "background-color", "rgb(253, 246, 227)");
  },
  async operate(page) {
    await looks(page, "article", "padding-top", "32px");
    await looks(page, "article + article", "padding-top", "16px");
    await click(page, "Like Bread");
    await sees(page, "♥ 6");
    await click(page, "Night");
    await looks(page, "body", "background-color", "rgb(0, 43, 54)");
    await looks(page, "article", "border-left-color", "rgb(42, 161, 152)");
  },
};
