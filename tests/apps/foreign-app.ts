// An app as other builders' models write one: its files stand in `files/` as they are, and a person operates it in a browser.
import type { Page } from "playwright-core";

export interface ForeignApp {
  /** Its folder. */
  name: string;
  /** What the person asks for. */
  prompt: string;
  /** Pictures and other binary files that the person adds: written by the test, so that none is kept in git. */
  uploads?: () => Map<string, Uint8Array<ArrayBuffer>>;
  /** What it loads from other servers: by address, the file of this project that stands in for it. */
  network?: Readonly<Record<string, string>>;
  /** Size of the window; small where every pixel is reckoned without a graphics card. */
  window?: { width: number; height: number };
  /** What is seen when it opens. Throws, or waits in vain, when it is not. */
  shows(page: Page): Promise<void>;
  /** What a person then does, and what is seen each time. */
  operate(page: Page, place: Place): Promise<void>;
  /** What its version is said to lack although everything works, each with its reason. */
  expectedProblems?: RegExp[];
  /** What its page says in the console although everything works, each with its reason. */
  expectedTroubles?: RegExp[];
}

export interface Place {
  /** What the app keeps is there after a reload: not in a folder of ours, where it has no storage of its own. */
  remembers: boolean;
}

/** `partly`: it shows, but something in it does not work, or it complains while it does. */
export type Outcome = "runs" | "partly" | "fails";
