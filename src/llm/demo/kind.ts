// What the demo model knows of one kind of app: when it is meant, what it writes, and which changes it can make to it.

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
  /** What the person is told, one sentence. */
  summary: string;
}

export interface Update {
  name: string;
  /** Whether a request means this update; lower-cased text. */
  matches(request: string): boolean;
  /** Files it has to read. Missing ones are left out of what `change` gets. */
  reads: readonly string[];
  /** Null when the update is there already, or when the files are not as it knows them. Every search text occurs exactly once. */
  change(files: ReadonlyMap<string, string>, request: string): Change | null;
  /** How it can be asked for; shown as a suggestion. */
  example: string;
  /** It takes things away by itself: "remove" asks for it, where it speaks against any other update. */
  removes?: true;
}

export interface Kind {
  /** Folder under apps/. */
  kind: string;
  /** Plain words for the list of what the demo knows: "a to-do list". */
  title: string;
  /** Words and phrases that mean this kind; lower-cased, matched on word boundaries, longer ones count more. */
  words: readonly string[];
  appName: string;
  description: string;
  /** Two or three sentences said before the files. */
  plan: string;
  summary: string;
  /** Own updates; rename, colours and dark mode are common to all kinds. */
  updates: readonly Update[];
}
