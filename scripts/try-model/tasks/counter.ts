// A counter; then a second button, and the first ones still work.
import { expectText, press, type Task } from "./task.ts";

export const counter: Task = {
  id: "counter",
  create: {
    request:
      'A counter. The number stands in an element with the id "count" and begins at 0. A button with the text "Add" makes it one more, a button with the text "Reset" makes it 0.',
    async works(page) {
      await expectText(page, "#count", "0");
      for (let presses = 0; presses < 3; presses += 1) await press(page, "Add");
      await expectText(page, "#count", "3");
      await press(page, "Reset");
      await expectText(page, "#count", "0");
    },
  },
  change: {
    request: 'Add a button with the text "Double" that doubles the number. Everything else stays as it is.',
    async works(page) {
      for (let presses = 0; presses < 2; presses += 1) await press(page, "Add");
      await press(page, "Double");
      await expectText(page, "#count", "4");
      await press(page, "Reset");
      await expectText(page, "#count", "0");
    },
  },
};
