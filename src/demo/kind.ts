// The types for one kind of app: what the demo model writes, and which changes it can make. The words for both are in languages/.

export interface FileEdit {
  path: string;
  edits: { search: string; replace: string }[];
}

/** A change computed from the current files. */
export interface Change {
  edits: FileEdit[];
  /** New files. */
  writes?: { path: string; content: string }[];
  /** The app's new name, if it changes. */
  appName?: string;
  /** Replaces `{name}` in the sentence shown to the person. */
  values?: Readonly<Record<string, string | number>>;
}

export type KindName = "todo" | "timer" | "calculator" | "notes" | "kanban" | "quiz" | "dashboard" | "landing" | "game";

/** An update of one kind starts with the kind's name; a common update has no prefix. */
export type UpdateName =
  | "todo.due"
  | "todo.priority"
  | "todo.clear"
  | "timer.sound"
  | "timer.reset"
  | "timer.lengths"
  | "timer.clear"
  | "timer.goal"
  | "calculator.history"
  | "calculator.keys"
  | "calculator.hint"
  | "notes.search"
  | "notes.pins"
  | "notes.count"
  | "kanban.due"
  | "kanban.column"
  | "kanban.clear"
  | "quiz.countdown"
  | "quiz.shuffle"
  | "quiz.restart"
  | "dashboard.period"
  | "dashboard.export"
  | "dashboard.orders"
  | "landing.faq"
  | "landing.prices"
  | "landing.voices"
  | "game.pause"
  | "game.controls"
  | "game.reset"
  | "dark"
  | "colours"
  | "rename";

export interface Update {
  name: UpdateName;
  /** The files it must read. `change` does not get those that are missing. */
  reads: readonly string[];
  /**
   * Null if the update is already in the app, or the files are not as it expects. Every search text occurs exactly once.
   * Words in the request that carry a value (a colour, a unit) are in English, whatever its language.
   */
  change(files: ReadonlyMap<string, string>, request: string): Change | null;
  /** For an update that needs a value: whether the request (as for `change`) contains it. */
  canRead?(request: string): boolean;
  /** The request without the words that give this update its value, such as a name. */
  withoutValue?(request: string): string;
  /** Whether numbers in the request belong to it. */
  takesNumbers?: true;
  /** Whether it removes things: "remove" asks for it, but speaks against any other update. */
  removes?: true;
}

export interface Kind {
  /** The folder under apps/. */
  kind: KindName;
  appName: string;
  /**
   * `any`: the app fits whatever a person fills it with, so a to-do list for a wedding is a to-do list.
   * `own`: its subject is part of what it is, so a quiz about films is not the quiz that we have.
   */
  subject: "any" | "own";
  /** Its own updates; rename, colours and dark mode are common to all kinds. */
  updates: readonly Update[];
}
