// A page of a list that goes back in time.

export interface Page {
  limit: number;
  /** Entries older than the one of this id. */
  before?: string | undefined;
}
