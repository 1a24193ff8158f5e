// TypeScript in full: enums, a namespace, overloads, parameter properties, abstract classes, types imported and re-exported without `type`.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const elevatorTypes: ForeignApp = {
  name: "elevator-types",
  prompt: "A simulator of an elevator in strict TypeScript",
  async shows(page) {
    await sees(page, "Idle, 1 waiting, info");
  },
  async operate(page) {
    await click(page, "Step");
    await sees(page, "Up, 1 waiting, info");
    await click(page, "Step");
    await sees(page, "[info] Otto rises to 2");
    await sees(page, "Idle, 0 waiting, info");
    await looks(page, ".floor.here", "background-color", "rgb(255, 224, 102)");
    await click(page, "Call 1");
    await click(page, "Step");
    await sees(page, "Otto falls to 1");
  },
};
