// What a language has to have for the demo model to be spoken to, and to answer, in it.
import type { KindName, UpdateName } from "../kind.ts";

/** Words and phrases are separated by commas, written as one writes them; plural endings and accents need not be given. */
type Phrases = string;

export interface KindWords {
  /** With its article: "a to-do list". */
  title: string;
  /** A prompt that makes exactly this app; shown as a button. */
  example: string;
  description: string;
  /** Said before the files. */
  plan: string;
  summary: string;
  /** What the app is called. */
  is: Phrases;
  /** Things that this app can be used as, though it was not made for them; said so. */
  serves?: Phrases;
  /** Names of something wider, which mean this app together with one of `has`. */
  wider?: Phrases;
  /** What is in it, what it is about, what it does. */
  has: Phrases;
  /** What it is not, but is nearest to. */
  near?: Phrases;
}

export interface UpdateWords {
  /** What it adds: "due dates". */
  title: string;
  /** A request that asks for exactly this; shown as a button. */
  example: string;
  /** What there is now. `{name}` stands for a value of the change. */
  summary: string;
  /** What asks for it. */
  words: Phrases;
}

export interface Language {
  code: "en" | "de" | "fr" | "es";
  /** Letters that only this one of the languages has, or that it has most of. */
  letters: string;
  /** Says nothing about what is wanted: articles, politeness, "build me", "an app", praise, for whom. */
  filler: Phrases;
  /** What follows is something that the app is to have. */
  extras: Phrases;
  /** What follows says what the app does: "that", "where". */
  relatives: Phrases;
  /** What follows is what the app is for. */
  purposes: Phrases;
  /** What follows is what it is about, also within something that it is to have: "with questions about films". */
  topics: Phrases;
  /** Asks that several people use it with one another: no app here can, each keeps what it knows in one browser. */
  together: Phrases;
  /** What follows is not wanted. */
  refusals: Phrases;
  /** What follows is to go. */
  removals: Phrases;
  /** Ends what is refused or removed. */
  turns: Phrases;
  /** A refusal that is a complaint, and so a wish: "there is no". */
  complaints: Phrases;
  /** Words that carry a value, as updates read it: in English. */
  terms: Readonly<Record<string, string>>;
  kinds: Readonly<Record<KindName, KindWords>>;
  updates: Readonly<Record<UpdateName, UpdateWords>>;
  texts: Texts;
}

export interface Texts {
  /** "“a”, “b”" */
  quoted(words: readonly string[]): string;
  /** The demo model about what it writes. */
  aboutDemo: string;
  /** How to get a model that can do more. */
  setKey: string;
  /** Nothing in the request names an app. */
  chooseApp: string;
  /** `words` of the request are beyond it. */
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
  /** In place of that list when it is empty. */
  nothingPossible: string;
  failedStep(results: string): string;
  aboutApp(name: string, files: string, parts: string): string;
}
