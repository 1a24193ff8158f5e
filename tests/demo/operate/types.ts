// How a test uses an app of the demo model in a browser, as a person would.
import type { Frame, Page } from "playwright-core";

export interface Operated {
  kind: string;
  /** Makes the app. */
  prompt: string;
  /** Uses the app as it was made; throws when it does not work. */
  operate(page: Page | Frame): Promise<void>;
  /** `seen` uses what the update has added; throws when it is not there. */
  updates: { name: string; request: string; seen(page: Page | Frame): Promise<void> }[];
}
