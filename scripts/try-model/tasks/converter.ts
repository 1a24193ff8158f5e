// A converter of temperatures; then a second unit, which needs the same number.
import type { Page } from "playwright-core";
import { expectText, type Task } from "./task.ts";

const enter = (page: Page, celsius: string) => page.locator("#celsius").fill(celsius);

export const converter: Task = {
  id: "converter",
  create: {
    request:
      'A temperature converter. A number field with the id "celsius"; while I type, an element with the id "fahrenheit" shows the degrees Fahrenheit as a number alone, rounded to one decimal, without a unit and without ".0".',
    async works(page) {
      await enter(page, "100");
      await expectText(page, "#fahrenheit", "212");
      await enter(page, "-40");
      await expectText(page, "#fahrenheit", "-40");
      await enter(page, "36.6");
      await expectText(page, "#fahrenheit", "97.9");
    },
  },
  change: {
    request: 'Show kelvin as well, in an element with the id "kelvin", in the same form (0 degrees Celsius are 273.2).',
    async works(page) {
      await enter(page, "0");
      await expectText(page, "#kelvin", "273.2");
      await expectText(page, "#fahrenheit", "32");
    },
  },
};
