// What each language must provide so that the demo model can understand it and answer in it.
import type { KindName, UpdateName } from "../kind.ts";

/** Words and phrases separated by commas, in normal spelling; plural endings and accents may be left out. */
type Phrases = string;

export interface KindWords {
  /** With its article: "a to-do list". */
  title: string;
  /** A prompt that makes exactly this app; shown as a button. */
  example: string;
  description: string;
  /** Shown before the files. */
  plan: string;
  summary: string;
  /** What the app is called. */
  is: Phrases;
  /** Other things that this app can serve as, though it was not made for them; the reply says so. */
  serves?: Phrases;
  /** Names of something broader, which mean this app only together with a word from `has`. */
  wider?: Phrases;
  /** What it contains, what it is about, what it does. */
  has: Phrases;
  /** What it is not, but comes closest to. */
  near?: Phrases;
}

export interface UpdateWords {
  /** What it adds: "due dates". */
  title: string;
  /** A request that asks for exactly this; shown as a button. */
  example: string;
  /** What the app has now. `{name}` stands for a value of the change. */
  summary: string;
  /** Words that ask for it. */
  words: Phrases;
}

export interface Language {
  code: "en" | "de" | "fr" | "es";
  /** Letters that occur only in this language, or mostly in it. */
  letters: string;
  /** Words that say nothing about what is wanted: articles, politeness, "build me", "an app", praise, for whom. */
  filler: Phrases;
  /** Before something that the app should have. */
  extras: Phrases;
  /** Before what the app does: "that", "where". */
  relatives: Phrases;
  /** Before what the app is for. */
  purposes: Phrases;
  /** Before what it is about, even inside something it should have: "with questions about films". */
  topics: Phrases;
  /** Asks for use by several people together, which no app here can do: each keeps its data in one browser. */
  together: Phrases;
  /** Before something that is not wanted. */
  refusals: Phrases;
  /** Before something that should be removed. */
  removals: Phrases;
  /** Ends a refusal or a removal. */
  turns: Phrases;
  /** A refusal that is a complaint, and therefore a wish: "there is no". */
  complaints: Phrases;
  /** Words that carry a value, with their English equivalents as updates read them. */
  terms: Readonly<Record<string, string>>;
  kinds: Readonly<Record<KindName, KindWords>>;
  updates: Readonly<Record<UpdateName, UpdateWords>>;
  texts: Texts;
}

export interface Texts {
  /** "“a”, “b”" */
  quoted(words: readonly string[]): string;
  /** What the demo model says about its own apps. */
  aboutDemo: string;
  /** How to get a model that can do more. */
  setKey: string;
  /** Nothing in the request names an app. */
  chooseApp: string;
  /** `words` of the request are more than it can do. */
  noApp(words: string, nearest: string | null): string;
  emptyApp: string;
  serves(asked: string, title: string): string;
  readAs(typed: string, taken: string): string;
  unmet(words: string): string;
  working(titles: string): string;
  leftOut(titles: string): string;
  noChange(words: string): string;
  impossibleChange(titles: string): string;
  /** Before a list of examples. */
  possible: string;
  /** Replaces that list when it is empty. */
  nothingPossible: string;
  failedStep(results: string): string;
  aboutApp(name: string, files: string, parts: string): string;
}
