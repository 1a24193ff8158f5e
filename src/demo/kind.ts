// What the demo model can do with one kind of app: what it writes, and which changes it can make to it. The words for both are in languages/.

export interface FileEdit {
  path: string;
  edits: { search: string; replace: string }[];
}

/** A change, worked out from the files as they are now. */
export interface Change {
  edits: FileEdit[];
  /** New files. */
  writes?: { path: string; content: string }[];
  /** New name of the app, when it changes. */
  appName?: string;
  /** What takes the place of `{name}` in the sentence that the person is told. */
  values?: Readonly<Record<string, string | number>>;
}

export type KindName = "todo" | "timer" | "calculator" | "notes" | "kanban" | "quiz" | "dashboard" | "landing" | "game";

/** Updates of a kind begin with its name, those of every app with nothing. */
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
  /** Files it has to read. Missing ones are left out of what `change` gets. */
  reads: readonly string[];
  /**
   * Null when the update is there already, or when the files are not as it knows them. Every search text occurs exactly once.
   * In the request, words that carry a value (a colour, a unit) are English, whatever its language.
   */
  change(files: ReadonlyMap<string, string>, request: string): Change | null;
  /** For an update that needs more than its words: whether the request (as for `change`) gives what it needs. */
  canRead?(request: string): boolean;
  /** The request without the words that give this update its value, such as a name. */
  withoutValue?(request: string): string;
  /** Numbers in the request are for it. */
  takesNumbers?: true;
  /** It takes things away by itself: "remove" asks for it, where it speaks against any other update. */
  removes?: true;
}

export interface Kind {
  /** Folder under apps/. */
  kind: KindName;
  appName: string;
  /**
   * `any`: the app serves whatever a person fills it with, a to-do list for a wedding is a to-do list.
   * `own`: what it is about is part of what it is, a quiz about films is not the quiz that is here.
   */
  subject: "any" | "own";
  /** Own updates; rename, colours and dark mode are common to all kinds. */
  updates: readonly Update[];
}
