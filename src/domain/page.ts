// A page of a list, newest first.

export interface Page {
  limit: number;
  /** Entries older than the one with this id. */
  before?: string | undefined;
}
